"""Whose body a text speaks of: relatives, names, speakers, and people who are only mentioned."""

import pytest

from consilia import loaded
from consilia.domain.language import read


def about(text, concept):
    found = [f for f in read(text, lexicon=loaded.lexicon()).findings if f.concept == concept]
    return [(f.about, f.stance.value) for f in found]


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("My insulin dependent brother is confused.", "confusion"),
        ("My 6 year old has a fever and says his head hurts.", "fever"),
        ("My 6 year old has a fever and says his head hurts.", "headache"),
        ("Meera had a seizure this morning. She is 6.", "seizure"),
        ("My son Rahul is ill. Rahul also has a fever.", "fever"),
        ("My husband couldn't say my son's name and his face drooped.", "facial-droop"),
        ("Mother in law slipped. Today been sick 3 times.", "nausea-vomiting"),
    ],
)
def test_the_person_asked_for(text, concept):
    assert about(text, concept) == [("subject", "present")]


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("My flatmate says my speech is slurred.", "slurred-speech"),
        ("Since my daughter was born, cramps every night.", "cramp"),
        ("When I was a kid I had asthma. Now I am dizzy.", "dizziness"),
        ("Work is hell at the moment and my eyelid twitches.", "stress"),
        ("I got it from my son: fever and cough.", "fever"),
    ],
)
def test_the_writer(text, concept):
    assert about(text, concept) == [("self", "present")]


def test_his_brother_does_not_take_over_what_he_takes():
    text = "My father trembles. His brother had Parkinson's too. He feels dizzy."

    assert about(text, "dizziness") == [("subject", "present")]
    assert about(text, "parkinsons") == [("other", "other-person")]


def test_a_person_in_general_is_nobody():
    assert about("What are the signs of ALS in a person under 40?", "als") == [("self", "hypothetical")]


@pytest.mark.parametrize("text", ["Meena has a headache.", "My plmk is bad and I have a headache."])
def test_a_name_and_letters_without_a_vowel_are_no_slips(text):
    assert {f.concept for f in read(text, lexicon=loaded.lexicon()).findings} == {"headache"}
