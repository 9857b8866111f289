"""A time dates the signs of its own sentence, and those of a sentence that it points to."""

import pytest

from consilia import loaded
from consilia.domain.language import read


def days(text: str, concept: str) -> float | None:
    finding = next(f for f in read(text, lexicon=loaded.lexicon()).findings if f.concept == concept)
    return finding.since and finding.since.days


@pytest.mark.parametrize(
    ("text", "concept", "expected"),
    [
        ("My calf twitches. It started 6 weeks ago.", "twitching", 42),
        ("Calf twitching. 6 weeks.", "twitching", 42),
        ("I have chest pain. Been there for 2 years.", "chest-pain", 730),
        ("Numb toes. I have had this for ten days now.", "numbness", 10),
        ("I have had a problem for 3 weeks. My left hand shakes.", "tremor", 21),
        ("The symptoms began 5 days ago. My eyelid twitches.", "eyelid-twitching", 5),
        ("Headache and dizziness, 2 days", "headache", 2),
    ],
)
def test_a_sentence_that_only_tells_since_when_dates_the_signs_beside_it(text, concept, expected):
    assert days(text, concept) == pytest.approx(expected, abs=0.5)


@pytest.mark.parametrize(
    "text",
    [
        "My calf twitches. I started a new job 3 weeks ago.",
        "My calf twitches. I saw my doctor 3 weeks ago.",
        "My calf twitches. My mother died 2 years ago.",
        "My calf twitches. Will it be gone in 3 weeks?",
        "My calf twitches. I got it checked two months ago.",
    ],
)
def test_the_time_of_something_else_dates_no_sign(text):
    assert days(text, "twitching") is None


def test_a_sign_keeps_the_time_of_its_own_sentence():
    text = "My foot has been numb for 2 days. It all began a year ago with cramps."

    assert days(text, "numbness") == 2


def test_mornings_and_nights_are_told_in_the_words_of_many_lands():
    assert days("My hand is weak from morning", "muscle-weakness") == pytest.approx(0.3)
    assert days("Vomiting since yesterday night", "nausea-vomiting") == pytest.approx(0.6)
