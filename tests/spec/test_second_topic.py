"""Cramps and restless legs, the second topic, live in files alone and are answered as fully as twitching."""

from pathlib import Path

import pytest

from consilia import loaded
from consilia.domain.composing import Leaflet, compose
from consilia.domain.language import Person, read
from consilia.domain.reading_age import grade
from consilia.domain.topics import match_topics
from consilia.domain.triage import assess

CRAMPS = (
    "I am 62 and get calf cramps almost every night for two months. The muscle goes hard like a ball and hurts for a "
    "few minutes. I take bendroflumethiazide and simvastatin. Does magnesium help? No weakness."
)
PREGNANT = (
    "Every evening when I sit on the sofa I have a crawling feeling in both legs and I have to move them. Walking "
    "helps. I am 31 weeks pregnant and I cannot sleep. Is it dangerous for the baby?"
)
TABLET = (
    "My legs are restless in bed for a year, I must get up and walk. I drink no coffee. I take sertraline. "
    "Is it restless legs syndrome and which test do I need?"
)
CLOT = "I get foot cramps after running, could quinine help? One calf is swollen and warm since yesterday."


def page(text: str, **person: object) -> Leaflet:
    reading = read(text, lexicon=loaded.lexicon(), person=Person(**person))
    decided = assess(reading, rules=loaded.rules())
    return compose(reading, decided, knowledge=loaded.composing(), locale=loaded.locale("en-GB"))


def words(leaflet: Leaflet) -> str:
    return " ".join(sentence.text for sentence in leaflet.sentences)


def test_a_calf_like_a_ball_is_a_cramp_and_no_emergency():
    reading = read(CRAMPS, lexicon=loaded.lexicon(), person=Person(age_years=62, sex="male"))

    assert assess(reading, rules=loaded.rules()).urgency.value == "routine"


@pytest.mark.parametrize(
    ("text", "person", "expected"),
    [
        (
            CRAMPS,
            {"age_years": 62},
            ["water tablets, statins", "you wrote about bendroflumethiazide and simvastatin",
             "Do not stop it on your own", "magnesium made no difference", "need no test",
             "One leg that is swollen|A calf that is swollen"],
        ),
        (PREGNANT, {"age_years": 29, "sex": "female"},
         ["What about the baby?", "go after the birth", "iron", "Take no new tablet|no new tablets in pregnancy"]),
        (TABLET, {"age_years": 44},
         ["A doctor can tell from your story", "you wrote about sertraline", "ferritin"]),
        (CLOT, {"age_years": 35}, ["ring 111", "Quinine can upset the heart", "“One calf is swollen”"]),
    ],
)  # fmt: skip
def test_a_page_says_what_this_person_needs(text, person, expected):
    said = words(page(text, **person))

    assert [one for one in expected if not any(part in said for part in one.split("|"))] == []


@pytest.mark.parametrize("text", [CRAMPS, PREGNANT, TABLET])
def test_a_page_is_full_easy_and_covered(text):
    leaflet = page(text, age_years=44)
    said = words(leaflet)

    assert leaflet.covered
    assert 350 <= len(said.split()) <= 700
    assert grade(said) <= 6.5


def test_nobody_who_drinks_none_is_told_to_drink_less_coffee():
    said = words(page(TABLET, age_years=44)).lower()

    assert "coffee is less likely" in said
    assert "no coffee, tea" not in said
    assert "less coffee" not in said


def test_numb_feet_get_no_warm_bath():
    warm = "warm bath"

    assert warm in words(page("My legs are restless every evening, I have to move them."))
    assert warm not in words(page("My legs are restless every evening, I have to move them. My feet are numb."))


@pytest.mark.parametrize(
    ("text", "topic"),
    [(CRAMPS, "neurology/muscle-cramp"), (PREGNANT, "neurology/restless-legs"), (TABLET, "neurology/restless-legs")],
)
def test_a_question_is_filed_under_its_topic_which_has_a_guide(text, topic):
    reading = read(text, lexicon=loaded.lexicon())
    filed = [match for match in match_topics(reading, topics=loaded.topics(), department="neurology") if match.is_filed]

    assert topic in {match.topic.id for match in filed}
    assert {match.topic.guide for match in filed if match.topic.id == topic} == {"cramps-and-restless-legs"}


def test_no_module_of_the_product_knows_the_topic():
    root = Path(loaded.__file__).parent
    speaking = [
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        if "restless" in path.read_text("utf-8").lower() or "quinine" in path.read_text("utf-8").lower()
    ]

    assert speaking == []
