"""How old the person asked for is: years and months, ages of long ago, ages of relatives, and numbers that are none."""

import pytest

from consilia import loaded
from consilia.domain.language import read


def person(text):
    return read(text, lexicon=loaded.lexicon()).person


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("my daughter 7yrs 8months old has fits", 7),
        ("My girl is 7 years and 8 months old and has a fever.", 7),
        ("My 14 mos old has a fever.", 1.17),
        ("My son is 6 and his eye twitches.", 6),
        ("I am very tired. My son is 6.", None),
        ("When I was about 6 or 7 years old I fainted. I am 30 now.", 30),
        ("I was 12 years old when I had fits. Now I am 40 years old.", 40),
        ("I'm 22+4 and my eyelid twitches.", None),
        ("I am from Chennai, 30 years old, with cramps.", 30),
        ("my baby is 3 weeks old and has a fever", 0.06),
    ],
)
def test_an_age_is_that_of_the_person_asked_for_and_of_today(text, age):
    assert person(text).age_years == age


@pytest.mark.parametrize(
    ("text", "sex"),
    [
        ("I m 72 and my legs twitch", ""),
        ("I'm 34 stone and tired", ""),
        ("m 34, twitching", "male"),
        ("f 29 with cramps", "female"),
    ],
)
def test_the_m_of_i_am_makes_nobody_a_man(text, sex):
    assert person(text).sex == sex
