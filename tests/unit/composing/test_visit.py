"""The one page for a visit: what was told, in the person's own words, and nothing else."""

import json
import re

import pytest

from consilia import loaded
from consilia.domain.composing import VisitSummary, compose_visit_summary
from consilia.domain.language import read
from consilia.domain.language.model import Conflict, Stance
from consilia.domain.triage import assess
from tests.testdata import shared
from tests.unit.composing.hand import Case, twitching


def summary(case: Case) -> VisitSummary:
    return compose_visit_summary(case.reading, case.assessment, knowledge=loaded.composing())


def part(case: Case, name: str) -> dict[str, str]:
    """The lines of a part: name -> what stands beside it."""
    found = [p for p in summary(case).parts if p.id == name]
    return {line.name: "; ".join(f"{a} {b}".strip() for a, b in line.notes) for line in found[0].lines} if found else {}


def quotes_in(made: VisitSummary) -> list[str]:
    words = [w for p in made.parts for line in p.lines for _, w in line.notes]
    return [quote for said in words for quote in re.findall("“([^”]*?)(?: …)?”", said)]


def test_it_tells_where_and_since_when():
    told = part(twitching(), "complaint")

    assert told["Twitching"] == "where legs; since “three months”"


def test_the_side_stands_with_its_place():
    case = Case("My left calf twitches.").has("twitches", "twitching", sites=("calf",), side="left")

    assert part(case, "complaint")["Twitching"] == "where left calf"


def test_denied_hedged_and_unspoken_signs_stand_apart():
    case = twitching("I have no weakness. My speech may be slurred, I am not sure.")
    case.has("weakness", "muscle-weakness", "absent").has("slurred", "slurred-speech", "unsure")
    told = part(case, "signs")

    assert told["No, you wrote"] == "weakness"
    assert "slurred speech “My speech may be slurred, I am not sure.”" in told["Not sure"]
    assert "trouble swallowing" in told["The doctor may ask about"]
    assert "weakness" not in told["The doctor may ask about"]


def test_a_denial_taken_back_is_no_denial():
    case = twitching("I have no weakness. Today my arm is weak.")
    case.has("weakness", "muscle-weakness", "absent").has("weak.", "muscle-weakness")
    told = part(case, "signs")

    assert "No, you wrote" not in told
    assert told["Yes"].startswith("weakness")


def test_tests_stand_with_their_results():
    case = twitching("My EMG was normal. An MRI is planned.")
    case.has("EMG", "emg", result="normal").has("MRI", "mri", result="planned")

    assert part(case, "tests") == {"A muscle test (EMG)": "result normal", "An MRI scan": "result planned"}


def test_a_dose_is_repeated_as_written_and_marked_when_it_cannot_be_right():
    case = twitching("I take Pramipexole 50 mg and Endep.")
    case.has("Pramipexole", "medication", quantity="50 mg").has("Endep", "medication")
    case.conflicts = [Conflict("dose", "Pramipexole 50 mg", "4.5 mg")]
    told = part(case, "medicines")

    assert told["Pramipexole"] == "dose as written 50 mg; please check this dose on the box"
    assert told["Endep"] == ""


@pytest.mark.parametrize("stance", ["present", "unsure"])
def test_no_grave_illness_is_told_as_had(stance):
    case = twitching("I have ALS.").has("ALS", "als", stance)

    assert "ALS" not in part(case, "health")


def test_a_fear_stands_under_the_fears_alone():
    case = twitching("I fear ALS.").has("ALS", "als", "feared")

    assert part(case, "fears") == {"ALS": "in your words “ALS”"}
    assert not part(case, "health")


def test_an_illness_in_the_family_is_somebody_elses():
    case = twitching("My father had diabetes.").has("diabetes", "diabetes", "other-person")

    assert part(case, "health") == {"Diabetes": "in somebody else “diabetes”"}


def test_the_questions_are_the_persons_own():
    case = twitching("Should I worry?")
    case.questions = ["Should I worry?"]

    assert list(part(case, "asked")) == ["Should I worry?"]


def test_a_question_of_nothing_understood_has_an_empty_page():
    assert summary(Case("Blue is nice.")).parts == ()


def test_every_quote_is_the_persons_and_no_sign_is_both_there_and_denied():
    lines = shared("gold/questions.jsonl").read_text("utf-8").splitlines()
    seen = 0
    for line in lines[:60]:
        text = json.loads(line)["text"]
        reading = read(text, lexicon=loaded.lexicon())
        made = compose_visit_summary(reading, assess(reading, rules=loaded.rules()), knowledge=loaded.composing())
        flat = " ".join(text.split())
        for quote in quotes_in(made):
            seen += 1
            assert quote in flat, quote
        for one in made.parts:
            assert all(0 <= a < b <= len(text) for row in one.lines for a, b in row.spans)
        present = {f.concept for f in reading.findings if f.stance is Stance.PRESENT}
        told = {row.name: dict(row.notes).get("", "") for p in made.parts if p.id == "signs" for row in p.lines}
        for concept in present:
            name = loaded.composing().phrase(concept).name
            assert name not in told.get("No, you wrote", "").split(", ")
    assert seen > 50
