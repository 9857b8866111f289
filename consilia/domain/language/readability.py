"""Tells whether a text can be understood at all, and if not, why."""

from collections.abc import Iterable

from consilia.domain.language.spelling import Speller
from consilia.domain.language.words import Words

_FEWEST_WORDS = 2
_LEAST_LATIN = 0.6
_LEAST_KNOWN = 0.5
_FEWEST_FOREIGN = 2
_VOWELS = frozenset("aeiouy")
_LEAST_VOWELS = 0.22


def why_unreadable(text: str, words: Words, *, speller: Speller, foreign: frozenset[str], found: bool) -> str | None:
    """Return "empty", "too-short", "not-english" or "no-sense", or None for a text that can be read.

    `found` says that a concept was recognised: then a short text has been understood ("chest pain"). A text of mostly
    unknown words is taken for another language, or for no sense when its words could not be spoken; so is one whose
    English words are outnumbered by the `foreign` ones.
    """
    if not text.strip():
        return "empty"
    letters = [c for c in text if c.isalpha()]
    if letters and sum(c.isascii() for c in letters) / len(letters) < _LEAST_LATIN:
        return "not-english"
    strange, english = _strange_and_english(words.as_written(text), speller=speller, foreign=foreign)
    if strange >= max(_FEWEST_FOREIGN, english):
        return "not-english"
    spoken = [word for word in words.plain if word.isalpha()]
    if len(spoken) < _FEWEST_WORDS and not found:
        return "too-short" if spoken else "no-sense"
    if len(set(spoken)) == 1 and not found:
        return "no-sense"
    known = sum(len(word) == 1 or speller.is_known(word) for word in spoken)
    if found and not strange:  # words of the lexicon were read: then slips of its words count as known
        known += sum(not speller.is_known(word) and speller.meant(word) is not None for word in spoken)
    if known / len(spoken) >= _LEAST_KNOWN:
        return None
    vowels = sum(c in _VOWELS for word in spoken for c in word) / sum(map(len, spoken))
    return "not-english" if vowels >= _LEAST_VOWELS or strange else "no-sense"


def _strange_and_english(written: Iterable[str], *, speller: Speller, foreign: frozenset[str]) -> tuple[int, int]:
    """Count the words that only another language has, and those of English; single letters are words in many."""
    strange = english = 0
    for word in written:
        if word in foreign:
            strange += 1
        elif len(word) > 1 and word.isalpha():
            if speller.is_known(word):
                english += 1
            elif not word.isascii():
                strange += 1
    return strange, english
