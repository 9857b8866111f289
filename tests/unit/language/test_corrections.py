"""What a person takes back is kept, the newer statement counts, and both are shown."""

from datetime import date

import pytest

from consilia import loaded
from consilia.domain.language import Person, read

ASKED_ON = date(2026, 11, 22)


def understood(text, **said):
    return read(text, lexicon=loaded.lexicon(), asked_on=ASKED_ON, **said)


def test_a_sign_that_is_taken_back_is_unsure_and_leans_to_absent():
    reading = understood("I have a fever. Edit: no fever, the thermometer was broken.")
    older, newer = (f for f in reading.findings if f.concept == "fever")

    assert (older.stance.value, older.leans.value, older.cue_role) == ("unsure", "absent", "corrected")
    assert (newer.stance.value, reading.words(newer.corrects)) == ("absent", "fever")
    assert [(c.kind, c.said, c.against) for c in reading.conflicts] == [("statement", "no fever", "fever")]


def test_a_sign_that_is_owned_up_to_later_is_present_and_both_words_are_shown():
    reading = understood("I have no weakness. Actually, my hand is weak.")

    assert [f.stance.value for f in reading.findings if f.concept == "muscle-weakness"] == ["present", "present"]
    assert [(c.kind, c.said, c.against) for c in reading.conflicts] == [("statement", "is weak", "no weakness")]


@pytest.mark.parametrize(
    "text",
    [
        "I first said my left arm was weak. Sorry, I meant the right arm.",
        "My left leg twitches. Correction: my right leg twitches.",
    ],
)
def test_a_side_that_is_corrected_stands_beside_the_first_one(text):
    reading = understood(text)

    assert [f.side for f in reading.findings] == ["left", "right"]
    assert reading.findings[1].corrects == reading.findings[0].span
    assert [c.kind for c in reading.conflicts] == ["side"]


def test_a_side_that_is_only_denied_is_none():
    assert [f.side for f in understood("The twitching is in my right leg, not the left.").findings] == ["right"]


@pytest.mark.parametrize(
    ("text", "person", "said"),
    [
        ("Since 2027 I have had twitching.", Person(), "Since 2027"),
        ("I have had twitching for 45 years.", Person(age_years=30), "for 45 years"),
        ("I have had twitching for 45 years.", Person(age_band="20~29"), "for 45 years"),
        ("I am 25 and have been numb since 1990.", Person(), "since 1990"),
    ],
)
def test_a_time_that_cannot_be_is_a_conflict(text, person, said):
    assert [(c.kind, c.said) for c in understood(text, person=person).conflicts] == [("date", said)]


@pytest.mark.parametrize(
    "text",
    [
        "I am 30 and have twitched since December 2025.",
        "I twitch. My scan is in January 2027.",
        "I am 30. My father had cramps for 50 years, I have them since May.",
    ],
)
def test_a_time_that_can_be_is_none(text):
    assert understood(text).conflicts == ()


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("My cheek twitches. It is only on the left side.", "left"),
        ("I have spasms near the eye. They always come on the right side.", "right"),
        ("My calf cramps at night. This happens on the left side only.", "left"),
        ("The muscle of my right hand looks thinner than on the left.", "right"),
        ("My right arm is weaker than the left one.", "right"),
        ("My calf is thinner than the left one.", None),
        ("My leg twitches. I am left handed.", None),
        ("My leg twitches. On the left wall hangs a picture.", None),
    ],
)
def test_a_side_told_next_belongs_to_the_sign_before_and_a_comparison_denies_one(text, side):
    assert understood(text).findings[0].side == side
