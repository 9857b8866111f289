"""Phrases of the departments are found as people write them, the longest first, and only where they stand."""

import pytest

from consilia.domain.language.words import cut
from consilia.domain.triage.files import BrokenRule
from consilia.domain.triage.phrases import Phrasebook

HEART = (("cardiology", "likely"),)
STOMACH = (("gastroenterology", "plainly"),)


def found(text):
    """The phrases found, as the text has them."""
    book = Phrasebook(BOOK)
    return [text[said.span[0] : said.span[1]] for said in book.find(cut(text), text=text)]


BOOK = {
    "heart": HEART,
    "heart burn": STOMACH,
    "by heart": (),
    "cardiolog*": HEART,
    "RA": HEART,
    "=periods": HEART,
    "haemorrhoid": STOMACH,
}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("My heart races.", ["heart"]),
        ("both hearts", ["hearts"]),
        ("I have heart burn at night.", ["heart burn"]),
        ("the cardiologist and cardiology", ["cardiologist", "cardiology"]),
        ("RA since 2010, ra ra ra", ["RA"]),
        ("my periods, but not a period of time", ["periods"]),
        ("Hemorrhoids bleed", ["Hemorrhoids"]),
        ("heartless words", []),
        ("", []),
    ],
)
def test_a_phrase_is_found_as_it_is_written(text, words):
    assert found(text) == words


def test_a_phrase_that_means_nothing_takes_its_words_and_speaks_for_nobody():
    [said] = Phrasebook(BOOK).find(cut("I know it by heart."), text="I know it by heart.")

    assert (said.phrase, said.speaks_for) == ("by heart", ())


def test_the_closer_of_two_open_phrases_wins():
    book = Phrasebook({"hepat*": HEART, "hepatitis": STOMACH, "hepato*": ()})

    said = [s.phrase for s in book.find(cut("hepatitis hepatocyte hepatic"), text="hepatitis hepatocyte hepatic")]

    assert said == ["hepatitis", "hepato*", "hepat*"]


@pytest.mark.parametrize("phrase", ["", "  ", "ab*"])
def test_a_phrase_that_says_too_little_is_refused(phrase):
    with pytest.raises(BrokenRule):
        Phrasebook({phrase: HEART})
