"""Tells whether a text can be understood at all, and if not, why."""

import re
from collections import Counter
from collections.abc import Iterable

from consilia.domain.language.spelling import Speller
from consilia.domain.language.words import Words

_FEWEST_WORDS = 2
_LEAST_LATIN = 0.6
_LEAST_KNOWN = 0.5
_FEWEST_FOREIGN = 2
_VOWELS = frozenset("aeiouy")
_LEAST_VOWELS = 0.22
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def why_unreadable(text: str, words: Words, *, speller: Speller, foreign: frozenset[str], found: bool) -> str | None:
    """Return "empty", "too-short", "not-english" or "no-sense", or None for a text that can be read.

    `found` says that a concept was recognised: then a short text has been understood ("chest pain"). A text of mostly
    unknown words is taken for another language, or for no sense when its words could not be spoken; so is one whose
    English words are outnumbered by the `foreign` ones.
    """
    if not text.strip():
        return "empty"
    if not text.isascii() and _latin(text) < _LEAST_LATIN:
        return "not-english"
    strange = english = 0
    if not text.isascii() or not foreign.isdisjoint(words.written):  # else no word is strange: nothing to count
        strange, english = _strange_and_english(words.written, speller=speller, foreign=foreign)
    if strange >= max(_FEWEST_FOREIGN, english):
        return "not-english"
    spoken = Counter(filter(str.isalpha, words.plain))
    total = spoken.total()
    if total < _FEWEST_WORDS and not found:
        return "too-short" if spoken else "no-sense"
    if len(spoken) == 1 and not found:
        return "no-sense"
    if not spoken:  # understood without a word: nothing to count
        return None
    known = sum(n for word, n in spoken.items() if len(word) == 1 or speller.is_known(word))
    if found and not strange:  # words of the lexicon were read: then slips of its words count as known
        known += sum(n for word, n in spoken.items() if not speller.is_known(word) and speller.meant(word) is not None)
    if known / total >= _LEAST_KNOWN:
        return None
    vowels = sum(n * sum(c in _VOWELS for c in word) for word, n in spoken.items())
    letters = sum(n * len(word) for word, n in spoken.items())
    return "not-english" if vowels / letters >= _LEAST_VOWELS or strange else "no-sense"


def _latin(text: str) -> float:
    """Return the share of plain Latin letters among all letters."""
    others = sum(map(str.isalpha, _NOT_ASCII.findall(text)))
    return 1.0 - others / sum(map(str.isalpha, text)) if others else 1.0


def _strange_and_english(written: Iterable[str], *, speller: Speller, foreign: frozenset[str]) -> tuple[int, int]:
    """Count the words that only another language has, and those of English; single letters are words in many."""
    strange = english = 0
    for word, times in Counter(written).items():
        if word in foreign:
            strange += times
        elif len(word) > 1 and word.isalpha():
            if speller.is_known(word):
                english += times
            elif not word.isascii():
                strange += times
    return strange, english
