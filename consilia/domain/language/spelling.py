"""Takes a misspelled word for the lexicon's word it was meant to be, and never touches a word spelled right."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

import jellyfish
from rapidfuzz.distance import OSA

from consilia.domain.language.words import Words, stem

_SHORTEST = 4
_SHORTEST_BY_SOUND = 5
_LONG = 8
_LONGEST_SHORT_NAME = 5
_VOWELS = frozenset("aeiouy")
_MOST_CACHED = 20_000


class Speller:
    """The words of the lexicon, found by a slip of one letter or by their sound.

    A slip is one letter left out, put in, changed or swapped with its neighbour; a word that sounds the same may
    differ by two letters, three in a long word. Every known English word stays what it is, so "numb" is never
    "number".
    """

    def __init__(
        self, vocabulary: Iterable[str], *, known: frozenset[str], names: frozenset[str] = frozenset()
    ) -> None:
        self._names = names
        self._words = sorted({word for word in vocabulary if len(word) >= _SHORTEST and word.isalpha()})
        self._known = known | frozenset(self._words)
        self._mended: dict[str, str | None] = {}
        self._checked: dict[str, bool] = {}

    def is_known(self, word: str) -> bool:
        """Tell whether a word is spelled right, as a whole or but for its ending."""
        if word not in self._checked:
            if len(self._checked) >= _MOST_CACHED:
                self._checked.clear()
            self._checked[word] = word in self._known or self._is_form_of_known(word)
        return self._checked[word]

    def is_strange(self, word: str) -> bool:
        """Tell whether a word is neither English nor a slip of a word of the lexicon: it may be a name."""
        return not self.is_known(word) and self.meant(word) is None

    def mend(self, words: Words, *, text: str) -> Words:
        """Return the words with each slip replaced by the word that was meant; offsets stay as they are.

        A capital inside a sentence, or of a short word, marks a name ("Dennis", "Meena"), which is only ever taken for
        a medicine's; letters without a vowel ("plmk") are no word at all.
        """
        for i, word in enumerate(words.plain):
            if len(word) >= _SHORTEST and word not in self._known and word.isalpha() and word.isascii():
                meant = self.meant(word)
                if meant is not None and (meant in self._names or not _may_be_name(words, i, text)):
                    words.plain[i], words.stems[i] = meant, stem(meant)
        return words

    def meant(self, word: str) -> str | None:
        """Return the word of the lexicon that an unknown word was meant to be, or None."""
        if word not in self._mended:
            if len(self._mended) >= _MOST_CACHED:
                self._mended.clear()
            self._mended[word] = self._find(word)
        return self._mended[word]

    def _find(self, word: str) -> str | None:
        if self._is_form_of_known(word) or _VOWELS.isdisjoint(word):
            return None
        sound = jellyfish.metaphone(word)
        near = {other for form in _deletes(word) for other in self._by_deletes.get(form, ())}
        found = [other for other in near if OSA.distance(word, other) <= 1]
        if not found and len(word) >= _SHORTEST_BY_SOUND:
            most = 3 if len(word) >= _LONG else 2
            found = [other for other in self._by_sound.get(sound, ()) if OSA.distance(word, other) <= most]
        if len(word) == _SHORTEST:
            found = [other for other in found if other[0] == word[0]]
        return min(found, key=lambda other: _unlikeness(word, other, sound), default=None)

    def _is_form_of_known(self, word: str) -> bool:
        return any(word.endswith(e) and word.removesuffix(e) in self._known for e in ("s", "es", "ed", "ing", "ly"))

    @cached_property
    def _by_deletes(self) -> dict[str, list[str]]:
        index: defaultdict[str, list[str]] = defaultdict(list)
        for word in self._words:
            for form in _deletes(word):
                index[form].append(word)
        return dict(index)

    @cached_property
    def _by_sound(self) -> dict[str, list[str]]:
        index: defaultdict[str, list[str]] = defaultdict(list)
        for word in self._words:
            if len(word) >= _SHORTEST_BY_SOUND:
                index[jellyfish.metaphone(word)].append(word)
        return dict(index)


def _may_be_name(words: Words, i: int, text: str) -> bool:
    start, end = words.starts[i], words.ends[i]
    inside = end - start <= _LONGEST_SHORT_NAME or (
        i > 0 and (words.plain[i - 1].isalnum() or words.plain[i - 1] == ",")
    )
    return inside and text[start].isupper() and text[start + 1 : end].islower()


def _deletes(word: str) -> Iterator[str]:
    yield word
    for i in range(len(word)):
        yield word[:i] + word[i + 1 :]


def _unlikeness(word: str, other: str, sound: str) -> tuple[bool, bool, bool, int, str]:
    """Rank what may have been meant: swapped letters first, then the same sound, then the nearest."""
    return (
        word[0] != other[0],
        sorted(word) != sorted(other),
        jellyfish.metaphone(other) != sound,
        OSA.distance(word, other),
        other,
    )
