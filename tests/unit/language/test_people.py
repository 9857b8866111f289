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
        ("Our baby (9 months) has a fever. I am tired.", "fever"),
        ("I look after an old gentleman. He has a headache and is dizzy. My own back aches.", "headache"),
        ("On behalf of my aunt, who has a rash since Monday: what may she take?", "rash"),
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
        ("High cholesterol and diabetes run on my aunt's side. I get a headache at dawn.", "headache"),
        ("My uncle has Parkinson's and gout. My thumb shakes.", "tremor"),
        ("The man next to me at work has gout. With me it is only a cramp.", "cramp"),
        ("FHx: mother diabetes, brother stroke. Self: tingling.", "tingling"),
        ("My boss yells at me and my eye twitches.", "eyelid-twitching"),
    ],
)
def test_the_writer(text, concept):
    assert about(text, concept) == [("self", "present")]


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("A neighbour of mine has epilepsy. I have cramps.", "epilepsy"),
        ("The man who works next to me has Parkinson's. My foot cramps.", "parkinsons"),
        ("Bloke at work had a seizure in front of me. I feel sick since.", "seizure"),
        ("A woman in our office had a stroke. My arm tingles.", "stroke"),
        ("FHx: mother diabetes. Self: tingling.", "diabetes"),
        ("The old lady I shop for is confused. Me, I only have cramps.", "confusion"),
        ("A lad in my class had a seizure and now my lid twitches.", "seizure"),
    ],
)
def test_somebody_who_is_only_mentioned(text, concept):
    assert about(text, concept) == [("other", "other-person")]


def test_what_somebody_reports_is_not_theirs():
    assert about("EMG fine, according to the man with the needles. Calf twitches.", "emg") == [("self", "present")]


def test_his_brother_does_not_take_over_what_he_takes():
    text = "My father trembles. His brother had Parkinson's too. He feels dizzy."

    assert about(text, "dizziness") == [("subject", "present")]
    assert about(text, "parkinsons") == [("other", "other-person")]


def test_a_person_in_general_is_nobody():
    assert about("What are the signs of ALS in a person under 40?", "als") == [("self", "hypothetical")]


@pytest.mark.parametrize("text", ["Meena has a headache.", "My plmk is bad and I have a headache."])
def test_a_name_and_letters_without_a_vowel_are_no_slips(text):
    assert {f.concept for f in read(text, lexicon=loaded.lexicon()).findings} == {"headache"}
