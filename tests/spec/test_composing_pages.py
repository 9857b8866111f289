"""The four full questions of the imported pages: what each page must say, and what it must not."""

import json
import re
from dataclasses import dataclass

import pytest
from click.testing import CliRunner

from benchmarks.composing import grade
from consilia import loaded
from consilia.domain.composing import Leaflet, check_grounding, compose, compose_visit_summary, layout
from consilia.domain.language import Person, Reading, read
from consilia.domain.triage import Assessment, assess
from consilia.terminal.compose import compose_command
from tests.testdata import shared

PAGES = {
    "S0": "000_d91a2177d5e5346d",
    "S2": "002_d62847bd91d04e35",
    "S3": "003_86a2f2c4762e8bb3",
    "S4": "004_45c46f0db79efad2",
}
SUBJECTS = {"S2": "Muscle twitching"}
CARDS = {  # who must be seen today is shown no card for later
    "urgent": ["emergency", "urgent"],
    "soon": ["emergency", "urgent", "non-urgent"],
    "routine": ["emergency", "urgent", "non-urgent"],
}


@dataclass(frozen=True)
class Page:
    subject: str
    text: str
    reading: Reading
    assessment: Assessment
    leaflet: Leaflet

    def says(self, *sections: str) -> str:
        return " ".join(s.text for s in self.leaflet.sentences if not sections or s.section in sections)


def question_of(name: str) -> tuple[str, str, Person]:
    raw = shared("pages", f"{PAGES[name]}.txt").read_text("utf-8")
    line = re.search(r"\n[^\n]*, (\d0~\d9) year old (female|male)", raw)
    subject = SUBJECTS.get(name, "Involuntary muscle twitching?")
    assert line
    return subject, raw[: line.start()].split(f"{subject}\n", 1)[1].strip(), Person(age_band=line[1], sex=line[2])


@pytest.fixture(scope="module")
def page_of():
    made: dict[str, Page] = {}

    def page(name: str) -> Page:
        if name not in made:
            subject, text, person = question_of(name)
            reading = read(text, lexicon=loaded.lexicon(), person=person)
            assessment = assess(reading, rules=loaded.rules())
            leaflet = compose(
                reading, assessment, knowledge=loaded.composing(), locale=loaded.locale("en-GB"), subject=subject
            )
            made[name] = Page(subject, text, reading, assessment, leaflet)
        return made[name]

    return page


@pytest.mark.parametrize("name", PAGES)
def test_it_is_long_enough_and_easy_enough_to_read(page_of, name):
    text = page_of(name).says()

    assert 350 <= len(text.split()) <= 700
    assert grade(text) <= 6.5


@pytest.mark.parametrize("name", PAGES)
def test_every_sentence_is_traced(page_of, name):
    page = page_of(name)

    check_grounding(
        page.leaflet,
        page.reading,
        loaded.composing(),
        assessment=page.assessment,
        locale=loaded.locale("en-GB"),
    )
    assert all(s.source or s.span for s in page.leaflet.sentences)
    assert page.leaflet.sources


@pytest.mark.parametrize("name", PAGES)
def test_it_opens_with_two_facts_of_this_question(page_of, name):
    opening = [s for s in page_of(name).leaflet.sentences if s.section in ("first", "opening")]

    assert "fasciculation" in page_of(name).says("opening")
    assert len({c.value for s in opening for c in s.claims if c.span}) >= 2


@pytest.mark.parametrize("name", PAGES)
def test_causes_say_why_they_fit_or_do_not(page_of, name):
    causes = [b for b in layout(page_of(name).leaflet) if b.section == "causes" and b.kind == "list"]

    assert len(causes) == 1
    assert len(causes[0].points) >= 3
    assert all(len(point) >= 2 for point in causes[0].points)


@pytest.mark.parametrize("name", PAGES)
def test_help_is_graded_and_there_are_five_things_to_do(page_of, name):
    blocks = layout(page_of(name).leaflet)
    actions = [s.source for s in page_of(name).leaflet.sentences if s.section == "actions" and s.kind == "item"]

    assert [b.card for b in blocks if b.kind == "card"] == CARDS[page_of(name).assessment.urgency.value]
    assert len(set(actions)) >= 5


@pytest.mark.parametrize("name", PAGES)
def test_each_question_asked_has_a_heading(page_of, name):
    page = page_of(name)
    headed = {s.span for s in page.leaflet.sentences if s.section == "questions" and s.kind == "heading" and s.span}
    asked = [span for span in page.reading.questions if "://" not in page.reading.words(span).split()[-1]]

    assert len(headed) >= min(len(asked), 1)
    assert len(headed) == len(asked) or "What can we not answer here?" in page.says("questions")


@pytest.mark.parametrize("name", PAGES)
def test_what_is_salient_is_used_or_left_out_with_a_reason(page_of, name):
    page = page_of(name)
    used = {c.value for s in page.leaflet.sentences for c in s.claims}
    left = {concept for concept, because in page.leaflet.not_discussed if because}

    assert {f.concept for f in page.reading.findings} <= used | left


@pytest.mark.parametrize("name", PAGES)
def test_no_gendered_word_and_no_name(page_of, name):
    said = page_of(name).says()

    assert not re.search(rf"\b({'|'.join(map(re.escape, loaded.composing().policy.gendered_words))})\b", said, re.I)
    assert not re.search("Juzi|Shan Dian|Hsu|Guo", said)


@pytest.mark.parametrize("name", PAGES)
def test_the_title_is_made_of_the_question(page_of, name):
    title = page_of(name).leaflet.title

    assert title.startswith(("Twitching", "Muscle twitching", "Facial twitching"))
    assert title != page_of(name).subject
    assert len(title) <= 110


def test_one_sided_face_and_jerks_on_lying_down_are_named(page_of):
    said = page_of("S0").says("causes")

    assert "one-sided face twitch" in said
    assert "one side only" in said or "left side" in said
    assert "Sleep starts" in said
    assert "Restless legs" in said


def test_the_doses_are_asked_about_and_the_unclear_words_too(page_of):
    page = page_of("S2")

    assert "check a dose before your next tablet" in page.says("first")
    assert "Pramipexole" in page.says()
    assert not re.search(r"\b50\b|0\.5", page.says())
    assert "axis of a hand. We do not know what that means" in page.says("signs")
    assert "inflamed nerve" in page.says("questions")
    assert "Have others had the same?" in page.says("questions")
    assert page.says("reassurance") == ""


def test_coffee_denied_is_not_to_be_cut_and_the_sex_is_left_open(page_of):
    page = page_of("S3")

    assert "coffee" not in page.says("actions").lower()
    assert "coffee is less likely because" in page.says("causes")
    assert "Should you see a nerve doctor?" in page.says("questions")
    assert "Is it bad that one place keeps twitching?" in page.says("questions")
    assert "body mass index of 17" in page.says("signs")
    assert "hot water can set it off" in page.says("actions")
    assert "warm bath" not in page.says()
    assert "1 person in 300" in page.says("fear")
    assert "180" in page.says("fear")
    assert "121" in page.says("fear")
    assert "normal" in page.says("reassurance")
    assert "7 to 9 hours" in page.says("sleep")


def test_weak_breathing_comes_first_and_no_comfort_stands_beside_it(page_of):
    page = page_of("S4")

    assert page.leaflet.sentences[1].text == "Your breathing comes first."
    assert "Ring 111 today" in page.says("first")
    assert "mood" in page.says("first") or "low" in page.says("first")
    assert "grown-up you trust" in page.says("first")
    assert "We will not weigh that fear here" in page.says("fear")
    assert "300" not in page.says()
    assert "180" not in page.says()
    assert page.says("reassurance") == ""
    assert "harmless cause is" not in page.says()


# --- the one page for a visit


def visit_of(page: Page) -> str:
    summary = compose_visit_summary(page.reading, page.assessment, knowledge=loaded.composing())
    lines = [line for part in summary.parts for line in part.lines]
    return "\n".join(" | ".join([line.name, *(" ".join(note) for note in line.notes)]) for line in lines)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("S0", "left face"),
        ("S2", "result not normal | where left hand"),
        ("S2", "A doctor said |"),
        ("S2", "“serious neurological disorder”"),
        ("S3", "A doctor said |"),
        ("S3", "“serious condition”"),
        ("S4", "right shoulder"),
    ],
)
def test_sides_what_a_doctor_said_and_fears_without_a_name_are_taken_to_the_visit(page_of, name, told):
    assert told in visit_of(page_of(name))


# --- the door from a terminal


def test_the_terminal_writes_one_line_a_row(tmp_path):
    rows = [
        {"id": "a", "text": "My legs have been twitching for two weeks. I have no weakness.", "age_years": 30},
        {"id": "b", "subject": "Twitching", "text": "My legs have been twitching for two weeks. I have no weakness."},
        {"id": "c"},
        {"id": "d", "text": "Why does my hair fall out?", "locale": "xx"},
    ]
    source = tmp_path / "questions.jsonl"
    source.write_text("\n".join([*map(json.dumps, rows), "not json"]))
    result = CliRunner().invoke(compose_command, ["--in", str(source), "--json"])
    lines = [json.loads(line) for line in result.stdout.splitlines()]

    assert result.exit_code == 1
    assert [line["id"] for line in lines[:4]] == ["a", "b", "c", "d"]
    assert ["error" in line for line in lines] == [False, False, True, True, True]
    assert lines[0]["title"] != lines[1]["title"]
    assert {"text", "section", "source", "span"} <= lines[0]["sentences"][0].keys()
    assert lines[0]["markdown"].startswith("# ")


def test_spans_point_into_the_text_of_the_row(tmp_path):
    row = {"id": "a", "subject": "Twitching legs", "text": "I feel anxious. My calf twitches. I have no weakness."}
    source = tmp_path / "questions.jsonl"
    source.write_text(json.dumps(row))
    line = json.loads(CliRunner().invoke(compose_command, ["--in", str(source), "--json"]).stdout)
    quoted = {row["text"][slice(*s["span"])] for s in line["sentences"] if s["span"]}

    assert "anxious" in quoted


def test_without_json_it_is_markdown(tmp_path):
    source = tmp_path / "questions.jsonl"
    source.write_text(json.dumps({"id": "a", "text": "My eyelid has been twitching for three days."}))
    result = CliRunner().invoke(compose_command, ["--in", str(source)])

    assert result.exit_code == 0
    assert "# Eyelid twitching for three days" in result.stdout
    assert "## Sources" in result.stdout
