"""Medicines that are in no list are known by what stands beside them."""

import pytest

from consilia import loaded
from consilia.domain.language import Stance, read


def medicines(text: str) -> list[str]:
    found = read(text, lexicon=loaded.lexicon()).findings
    return [text[slice(*f.span)] for f in found if f.concept == "medication"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Every night I take Zolqeril 10 mg", "Zolqeril"),
        ("He gave me Brevalox 625 for five days", "Brevalox"),
        ("tab Nervitol twice daily", "Nervitol"),
        ("syrup Coflixa did not help", "Coflixa"),
        ("I was prescribed genatril before breakfast", "genatril"),
        ("There is an antibiotic called Zyvoqa", "Zyvoqa"),
        ("I have been on tremvolol since May", "tremvolol"),
    ],
)
def test_a_strange_word_that_stands_like_a_medicine_is_one(text, name):
    assert medicines(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "I went to Bognor on Monday",
        "I use Duolingo daily and my eyelid twitches",
        "My friend Xiomara has twitching in her calf",
        "I take long walks and my leg twitches",
        "We live in Krzysztofowo, my hand shakes",
    ],
)
def test_other_strange_words_are_none(text):
    assert medicines(text) == []


def test_one_that_was_stopped_is_past():
    (found,) = [
        f
        for f in read("I stopped taking Zolqeril 10 mg in March", lexicon=loaded.lexicon()).findings
        if f.concept == "medication"
    ]

    assert found.stance is Stance.PAST
