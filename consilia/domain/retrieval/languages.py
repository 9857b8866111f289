"""Tells whether a text is in the language that the model of meaning reads: by its script, and by its words."""

import re
import unicodedata

from consilia.domain.retrieval import preparing
from consilia.domain.retrieval.files import Languages

_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")
_LOOKED_AT = 2000  # characters
_FEWEST = 2  # words of another language: one alone may be a name ("dolor")


def is_english(text: str, *, languages: Languages) -> bool:
    """Whether the text may be English: in its script, and not made of another language's words for the greater part."""
    begins = text[:_LOOKED_AT]
    return script_of(begins) != "other" and not _is_made_of_others(begins, languages=languages)


def script_of(text: str) -> str:
    """Return "latin" or "other": the script that most letters of the text are in ("" when it has none)."""
    if text.isascii():
        return "latin" if any(map(str.isalpha, text)) else ""
    letters = _LETTER.findall(text)
    if not letters:
        return ""
    latin = sum("LATIN" in unicodedata.name(letter, "") for letter in letters)
    return "latin" if latin * 2 >= len(letters) else "other"


def _is_made_of_others(text: str, *, languages: Languages) -> bool:
    """Whether words that only other languages have are as many as the English ones. A letter with an accent counts
    where a listed word stands beside it: "Ménière" and "Guillain-Barré" are said in English too."""
    listed = accented = english = 0
    for written in _WORD.findall(text):
        word = written.lower() if written.isascii() else "".join(preparing.plain_words(written))
        if word in languages.foreign:
            listed += 1
        elif len(word) > 1 and word in languages.english:
            english += 1
        elif not written.isascii():
            accented += 1
    return listed > 0 and listed + accented >= max(_FEWEST, english)
