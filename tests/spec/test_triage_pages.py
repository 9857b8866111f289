"""The four full questions of the optional test data come out as the knowledge says they must."""

import re

import pytest

from consilia.domain.language import Person, load_lexicon, read
from consilia.domain.triage import Urgency, assess
from tests.spec.test_triage_rules import KNOWLEDGE, RULES
from tests.testdata import shared

PAGES = {"S0": "000", "S2": "002", "S3": "003", "S4": "004"}
ASKER_LINE = re.compile(r"^.*, (\d+~\d+) year old (female|male)\b.*$", re.MULTILINE)


@pytest.fixture(scope="module")
def lexicon():
    return load_lexicon(KNOWLEDGE)


def asked(page, *, lexicon):
    """The question of a page, read and assessed with what its asker line says."""
    path = next(iter(sorted(shared("pages").glob(f"{PAGES[page]}_*.txt"))))
    text = path.read_text("utf-8")
    line = ASKER_LINE.search(text)
    question = text[: line.start()] if line else text.split("\nDr. ")[0]
    person = Person(age_band=line[1], sex=line[2]) if line else Person()
    told = read(question, lexicon=lexicon, person=person)
    return told, assess(told, rules=RULES)


def rule_ids(decided):
    return {fired.rule_id for fired in decided.fired}


def test_new_weak_breathing_in_a_minor_is_urgent(lexicon):
    _, decided = asked("S4", lexicon=lexicon)

    assert decided.urgency is Urgency.URGENT
    assert {"RF03", "RF30"} <= rule_ids(decided)


def test_an_impossible_dose_is_asked_about(lexicon):
    told, decided = asked("S2", lexicon=lexicon)

    assert decided.urgency in {Urgency.SOON, Urgency.URGENT}
    assert "RF40" in rule_ids(decided)
    assert "dose-right" in [question.id for question in decided.ask]
    assert "pramipexole" in next(c for c in told.conflicts if c.kind == "dose").said.lower()


def test_two_years_of_twitching_with_a_low_weight_is_no_alarm(lexicon):
    told, decided = asked("S3", lexicon=lexicon)

    assert decided.urgency in {Urgency.ROUTINE, Urgency.SOON}
    assert "sex" in {conflict.kind for conflict in decided.conflicts}
    assert any(measure.kind == "bmi" and measure.value < 18.5 for measure in told.measures)


def test_one_sided_twitching_of_the_face_is_named(lexicon):
    _, decided = asked("S0", lexicon=lexicon)

    assert decided.urgency is Urgency.ROUTINE
    assert "RF31" in rule_ids(decided)
