"""What is told of a time long gone, or said to have left, is over; what came back is not."""

from datetime import date

import pytest

from consilia import loaded
from consilia.domain.language import read


def stances(text, concept):
    reading = read(text, lexicon=loaded.lexicon(), asked_on=date(2026, 11, 22))
    return [f.stance.value for f in reading.findings if f.concept == concept]


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("In 2018 I had pneumonia and a fever for ten days.", "fever"),
        ("Three years back, with my first, I had headaches.", "headache"),
        ("For most of 2021 I had palpitations.", "palpitations"),
        ("I had diarrhoea in the spring. It cleared up within a week.", "diarrhoea"),
        ("I had numb lips for an hour, but that has gone.", "numbness"),
        ("I was pregnant when the cramps came. That was nine years ago.", "cramp"),
        ("Before I started the tablets my legs ached and I was dizzy.", "dizziness"),
    ],
)
def test_over(text, concept):
    assert stances(text, concept) == ["past"]


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("It started three years ago: twitching in both calves.", "twitching"),
        ("Since 2018 I have had cramps.", "cramp"),
        ("In May I had cramps and I still have them.", "cramp"),
        ("My palpitations stopped in June but came back last week.", "palpitations"),
        ("The headache I had in the spring went away, but on Friday it was back.", "headache"),
        ("Yesterday I was dizzy for ten minutes and then all was fine again.", "dizziness"),
        ("I've gone all sweaty.", "sweating"),
    ],
)
def test_not_over(text, concept):
    assert stances(text, concept) == ["present"]


def test_a_broken_bone_of_this_summer_still_counts_and_one_of_2003_does_not():
    assert stances("I broke my wrist in July.", "injury") == ["present"]
    assert stances("I broke my wrist in 2003.", "injury") == ["past"]
