"""Sentences end where a person would end them."""

import pytest

from consilia.domain.language.sentences import sentence_bounds
from consilia.domain.language.words import cut


def sentences(text, lexicon):
    words = cut(text)
    bounds = sentence_bounds(words, text=text, abbreviations=lexicon.words.abbreviations)
    return [text[words.starts[a] : words.ends[b - 1]] for a, b in bounds]


@pytest.mark.parametrize(
    "whole",
    [
        "Hello Mr. Brown and Dr. Green.",
        "I take 0.5 mg e.g. in the morning.",
        "See www.example.org for it.",
        "It began approx. 3 wks ago.",
    ],
)
def test_a_dot_that_ends_nothing_does_not_split(whole, lexicon):
    assert sentences(whole, lexicon) == [whole]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("No chest pain.Denies cough.", ["No chest pain.", "Denies cough."]),
        ("1.No fever\n2.No rash", ["1.", "No fever", "\n", "2.", "No rash"]),
        ("My arm twitches! Is it bad? Thanks", ["My arm twitches!", "Is it bad?", "Thanks"]),
        ("Weakness - N\nNumbness - Y", ["Weakness - N\n", "Numbness - Y"]),
    ],
)
def test_hurried_typing_still_splits(text, parts, lexicon):
    assert [s.strip() for s in sentences(text, lexicon) if s.strip()] == [p.strip() for p in parts if p.strip()]
