"""A muscle that fails: nerve causes first, harmless ones aside, a visit within days, and no comfort."""

import pytest

from consilia import loaded
from consilia.domain.composing import compose, layout
from consilia.domain.language import Person, read
from consilia.domain.triage import assess

HARMLESS = {"stress", "tired", "exercise", "caffeine", "harmless-twitching", "eyelid-tired", "position", "weak-tired"}
NERVES = {
    "nerve-pressure",
    "nerve-illness",
    "tiring-muscles",
    "eye-nerves",
    "speech-brain",
    "food-pipe",
}


def page_on(text, **person):
    reading = read(text, lexicon=loaded.lexicon(), person=Person(**person))
    assessment = assess(reading, rules=loaded.rules())
    return compose(reading, assessment, knowledge=loaded.composing(), locale=loaded.locale("en-GB"))


def causes_of(page):
    return next(block.points for block in layout(page) if block.section == "causes" and block.kind == "list")


FAILING = [
    ("My right hand is getting weaker since June. I drop cups and the muscle by the thumb is thinner.", "right hand"),
    ("For two months my left foot drags and I trip over the kerb. The calf twitches.", ""),
    ("My speech has been slurred for three months, and my tongue twitches.", "slurred speech"),
    ("Since August it is hard to swallow, and my arms twitch.", "swallow"),
    ("My neck is weak and I cannot hold my head up for long since spring. It twitches.", "neck"),
    ("Both legs have been getting weaker for four months and the thighs twitch.", "legs"),
    ("My eyelid droops in the evening and I see double, and the cheek twitches.", "droop"),
    ("My thigh muscle got thinner than the other one over half a year, and it jumps.", "thigh"),
]


@pytest.mark.parametrize(("text", "in_title"), FAILING)
def test_nerve_causes_come_first_and_harmless_ones_stand_aside(text, in_title):
    page = page_on(text, age_years=56)
    named = [point[0].source for point in causes_of(page)]

    assert named[0] in NERVES
    assert not HARMLESS.intersection(named)
    assert "harmless-aside" not in named[:2]
    assert in_title in page.title.casefold()


@pytest.mark.parametrize("text", [text for text, _ in FAILING])
def test_no_comfort_stands_beside_it(text):
    page = page_on(text, age_years=56)
    sections = {sentence.section for sentence in page.sentences}
    said = " ".join(sentence.text for sentence in page.sentences)

    assert "reassurance" not in sections
    assert "harmless cause is" not in said
    assert "no illness behind" not in said
    assert "are well" not in said


@pytest.mark.parametrize("text", [text for text, _ in FAILING])
def test_the_steps_fit_a_muscle_that_fails(text):
    actions = {s.source for s in page_on(text, age_years=56).sentences if s.section == "actions"}

    assert "fail-before" in actions
    assert not actions & {"stretch", "mineral-foods", "less-caffeine", "magnesium-tablets", "gentle-exercise"}


@pytest.mark.parametrize(
    "text",
    [
        "My calves twitch all day. I am as strong as ever and have no weakness.",
        "I feel a bit weak all over after the flu, and my eyelid twitches.",
        "I have a sore throat, it is hard to swallow, and my cheek twitches.",
        "I am scared of ALS. My hand twitches, but it does all it did before.",
        "My father had a thin and weak hand. My calf twitches, I have no weakness.",
    ],
)
def test_a_twitch_without_it_keeps_its_harmless_causes(text):
    named = {point[0].source for point in causes_of(page_on(text, age_years=30))}

    assert named & HARMLESS
    assert "harmless-aside" not in named


def test_worry_that_was_told_may_still_add_to_it():
    said = [
        s.text
        for p in causes_of(page_on("My left hand is getting weaker for weeks and twitches. I am under stress."))
        for s in p
    ]

    assert "They may still add to it." in said


def test_a_weak_hand_says_why_the_blood_fits_less():
    said = " ".join(
        s.text for p in causes_of(page_on("My left hand is getting weaker for weeks, and it twitches.")) for s in p
    )

    assert "you wrote of the left side, so it fits less" in said


def test_an_emergency_shows_one_card_and_today_two():
    now = page_on("My legs got weak within two days and today my arms too, I can hardly breathe.")
    cards = [block.card for block in layout(now) if block.kind == "card"]

    assert cards == ["emergency"]
    assert "glad to read" not in " ".join(s.text for s in now.sentences)
