"""Takes a misspelled word for the lexicon's word it was meant to be, and never touches a word spelled right."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import jellyfish
from rapidfuzz import process
from rapidfuzz.distance import OSA

from consilia.domain.language.words import Words, stem

_SHORTEST = 4
_SHORTEST_BY_SOUND = 5
_LONG = 8
_LONGEST_SHORT_NAME = 5
_VOWELS = frozenset("aeiouy")
_MOST_CACHED = 20_000
_VERY_LONG = 9  # letters: two slips may stand in such a word
_PART = 3  # letters of the shorter part of two words written as one
_OWN_PART = 4  # the same of a word that the lexicon lacks
_SAME_LETTERS = 3
_LONGEST_TAIL = 3  # letters by which a slip may be longer than what was meant
_TURN = re.compile(r"[a-z][A-Z]")  # inside "HiMy"
_TWO_WORDS = 6


@dataclass(frozen=True)
class Glued:
    """The words that a hurried hand writes as one with the next, with the one before, or with another of its own."""

    before: frozenset[str] = frozenset()
    behind: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()


class Speller:
    """The words of the lexicon, found by a slip of one letter or by their sound.

    A slip is one letter left out, put in, changed or swapped with its neighbour; a word that sounds the same may
    differ by two letters, three in a long word. Every known English word stays what it is, so "numb" is never
    "number".
    """

    def __init__(
        self,
        vocabulary: Iterable[str],
        *,
        known: frozenset[str],
        names: frozenset[str] = frozenset(),
        glued: Glued = Glued(),  # noqa: B008 - a frozen value
    ) -> None:
        self._names, self._glued = names, glued
        self._words = sorted({word for word in vocabulary if len(word) >= _SHORTEST and word.isalpha()})
        self._known = known | frozenset(self._words)
        self._longest = max(map(len, self._known), default=0) + _LONGEST_TAIL
        self._mended: dict[str, str | None] = {}
        self._parted: dict[str, tuple[str, ...]] = {}
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

        Words written as one ("nofever", "HiMy") become two.

        A capital inside a sentence, or of a short word, marks a name ("Dennis", "Meena"), which is only ever taken for
        a medicine's; letters without a vowel ("plmk") are no word at all.
        """
        unknown = self._unknown(words)
        apart = self._apart(words, range(len(words)) if _TURN.search(text) else unknown, text=text)
        if apart is not words:
            words, unknown = apart, self._unknown(apart)
        for i in unknown:
            word = words.plain[i]
            if word.isalpha() and word.isascii():
                meant = self.meant(word)
                if meant is not None and (meant in self._names or not _may_be_name(words, i, text)):
                    words.plain[i], words.stems[i] = meant, stem(meant)
        return words

    def _unknown(self, words: Words) -> list[int]:
        """Return the numbers of the words that may be slips."""
        return [i for i, word in enumerate(words.plain) if len(word) >= _SHORTEST and word not in self._known]

    def _apart(self, words: Words, among: Iterable[int], *, text: str) -> Words:
        """Return the words with those written as one taken apart, where there are any."""
        apart = {i: parts for i in among if (parts := self._parts_of(words, i, words.plain[i], text))}
        if not apart:
            return words
        cut = Words([], [], [], [], [])
        for i, word in enumerate(words.plain):
            start = words.starts[i]
            for part in apart.get(i, ("",)):
                end = start + len(part) if part else words.ends[i]
                cut.starts.append(start)
                cut.ends.append(end)
                cut.plain.append(part or word)
                cut.stems.append(stem(part) if part else words.stems[i])
                cut.written.append(part or words.written[i])
                start = end
        return cut

    def _parts_of(self, words: Words, i: int, word: str, text: str) -> tuple[str, ...]:
        if len(word) < _SHORTEST or not word.isalpha() or not word.isascii():
            return ()
        if words.ends[i] - words.starts[i] != len(word):
            return ()  # an apostrophe inside
        written = text[words.starts[i] : words.ends[i]]
        turn = next((n for n in range(1, len(written)) if written[n].isupper() and written[n - 1].islower()), 0)
        is_whole = turn and (word[turn:] == "i" or word[:turn] in self._glued.before or self.is_known(word[:turn]))
        if is_whole and word[turn:] in self._glued.before:
            return word[:turn], word[turn:]  # "HiMy", "doctorI"
        if len(word) < _TWO_WORDS or word in self._known or self.is_known(word) or _may_be_name(words, i, text):
            return ()
        if word not in self._parted:
            if len(self._parted) >= _MOST_CACHED:
                self._parted.clear()
            self._parted[word] = self._two(word)
        return self._parted[word]

    def _two(self, word: str) -> tuple[str, ...]:
        """Return two words written as one: a small word with another, or two words of the lexicon."""
        if len(word) > 2 * self._longest or self.meant(word) is not None:
            return ()
        splits = [(word[:n], word[n:]) for n in range(2, len(word) - 1)]
        for first, second in splits:
            if first in self._glued.before and len(second) >= _PART and self._is_word(second):
                return first, second
        for first, second in splits:
            if second in self._glued.behind and len(first) >= _PART and self._is_word(first):
                return first, second
        for first, second in splits:
            if not self._glued.own.isdisjoint({first, second}) and {first, second} <= self._vocabulary:
                return first, second
        return ()

    def _is_word(self, word: str) -> bool:
        return word in self._vocabulary or (len(word) >= _OWN_PART and word in self._known)

    def meant(self, word: str) -> str | None:
        """Return the word of the lexicon that an unknown word was meant to be, or None."""
        if word not in self._mended:
            if len(self._mended) >= _MOST_CACHED:
                self._mended.clear()
            self._mended[word] = self._find(word)
        return self._mended[word]

    def _find(self, word: str) -> str | None:
        if len(word) > self._longest or self._is_form_of_known(word) or _VOWELS.isdisjoint(word):
            return None
        sound = _sound(word)
        near = {other for form in _deletes(word) for other in self._by_deletes.get(form, ())}
        found = [other for other in near if OSA.distance(word, other) <= 1]
        if not found and len(word) >= _SHORTEST_BY_SOUND:
            most = 5 if len(word) > _VERY_LONG + 1 else 3 if len(word) >= _LONG else 2
            found = [other for other in self._by_sound.get(sound, ()) if OSA.distance(word, other) <= most]
        if len(word) == _SHORTEST:
            found = [other for other in found if other[0] == word[0]]
        if not found and len(word) >= _VERY_LONG:
            found = self._with_two_slips(word)
        return min(found, key=lambda other: _unlikeness(word, other, sound), default=None)

    def _with_two_slips(self, word: str) -> list[str]:
        """Return the word of the same beginning and end that lies two slips away: "tempreture"."""
        end = sorted(word[-_SAME_LETTERS:])
        near = [
            other
            for other in self._by_beginning.get(word[:_SAME_LETTERS], ())
            if abs(len(other) - len(word)) <= 1 and sorted(other[-_SAME_LETTERS:]) == end
        ]
        best = process.extractOne(word, near, scorer=OSA.distance, score_cutoff=2)
        return [best[0]] if best else []

    def _is_form_of_known(self, word: str) -> bool:
        return any(word.endswith(e) and word.removesuffix(e) in self._known for e in ("s", "es", "ed", "ing", "ly"))

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        return frozenset(self._words)

    @cached_property
    def _by_beginning(self) -> dict[str, list[str]]:
        index: defaultdict[str, list[str]] = defaultdict(list)
        for word in self._words:
            if len(word) >= _LONG:
                index[word[:_SAME_LETTERS]].append(word)
        return dict(index)

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
                index[_sound(word)].append(word)
        return dict(index)


def _may_be_name(words: Words, i: int, text: str) -> bool:
    start, end = words.starts[i], words.ends[i]
    inside = end - start <= _LONGEST_SHORT_NAME or (
        i > 0 and (words.plain[i - 1].isalnum() or words.plain[i - 1] == ",")
    )
    return inside and text[start].isupper() and text[start + 1 : end].islower()


def _sound(word: str) -> str:
    """Return how a word sounds; a silent h is passed over ("diarea", "diarrhea")."""
    sound = jellyfish.metaphone(word)
    return sound[:1] + sound[1:].replace("H", "")


def _deletes(word: str) -> Iterator[str]:
    yield word
    for i in range(len(word)):
        yield word[:i] + word[i + 1 :]


def _unlikeness(word: str, other: str, sound: str) -> tuple[bool, bool, bool, int, bool, str]:
    """Rank what may have been meant: swapped letters first, then the same sound, then the nearest."""
    return (
        word[0] != other[0],
        sorted(word) != sorted(other),
        _sound(other) != sound,
        OSA.distance(word, other),
        len(word) != len(other),
        other,
    )
