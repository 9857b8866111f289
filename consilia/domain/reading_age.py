"""How hard a text is to read: the Flesch-Kincaid grade, with syllables counted as groups of vowels."""

import re

_SENTENCE_END = re.compile(r"[.!?](?:\s|$)")
_WORD = re.compile(r"[A-Za-z']+")
_VOWELS = re.compile(r"[aeiouy]+")
YEARS_AT_GRADE_ZERO = 5


def grade(text: str) -> float:
    """Return the school grade at which the text is read with ease; 5 means a reading age of about ten.

    The syllable count is crude: it is meant for comparing texts and for a limit in tests, not for a single sentence.
    """
    words = _WORD.findall(text)
    if not words:
        return 0.0
    sentences = max(1, len(_SENTENCE_END.findall(text)))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(_syllables, words)) / len(words) - 15.59


def reading_age(text: str) -> int:
    """Return the age in years at which most people read the text with ease."""
    return round(grade(text)) + YEARS_AT_GRADE_ZERO


def _syllables(word: str) -> int:
    return max(1, len(_VOWELS.findall(word.lower().removesuffix("e"))))
