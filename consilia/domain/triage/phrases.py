"""Finds the words that speak for departments in a text: the longest phrase that fits at each place."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from consilia.domain.language.model import Span
from consilia.domain.language.words import Words, cut, stem
from consilia.domain.triage.files import BrokenRule

_BEGINNING = 3  # letters by which a word that ends in * is looked up; it must have so many
_MOST_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Said:
    """A phrase found: as it is written in the knowledge, where it stands, and what it speaks for."""

    phrase: str
    span: Span
    first: int  # number of its first word
    speaks_for: tuple[tuple[str, str], ...]  # (department, tier); none for a phrase that means nothing


@dataclass(frozen=True, slots=True)
class _Word:
    """One word of a phrase: its form, and how it is compared."""

    form: str
    how: str  # stem, exact, capitals, beginning

    def fits(self, words: Words, place: int, text: str) -> bool:
        if self.how == "stem":
            return words.stems[place] == self.form
        if self.how == "beginning":
            return words.plain[place].startswith(self.form) or words.stems[place].startswith(self.form)
        if self.how == "exact":
            return words.plain[place] == self.form
        return text[words.starts[place] : words.ends[place]] == self.form


@dataclass(frozen=True, slots=True)
class _Phrase:
    written: str
    words: tuple[_Word, ...]
    speaks_for: tuple[tuple[str, str], ...]

    def __post_init__(self) -> None:
        if not self.words:
            raise BrokenRule(f"{self.written!r} holds no word")

    def exactness(self) -> tuple[int, int, int]:
        """Of two phrases at one place the longer one wins, then the one with fewer words left open, then the closer."""
        left_open = sum(word.how == "beginning" for word in self.words)
        return len(self.words), -left_open, sum(len(word.form) for word in self.words)

    def stands_at(self, place: int, words: Words, text: str) -> bool:
        if place + len(self.words) > len(words):
            return False
        for word in self.words:
            if not word.fits(words, place, text):
                return False
            place += 1
        return True


class Phrasebook:
    """All phrases of all departments, found in one walk of the text."""

    def __init__(self, spoken: Mapping[str, Iterable[tuple[str, str]]]) -> None:
        """Learn each phrase with the (department, tier) pairs it speaks for. Raises BrokenRule for an empty phrase."""
        self._by_stem: dict[str, list[_Phrase]] = {}
        self._by_beginning: dict[str, list[_Phrase]] = {}
        self._starting: dict[str, tuple[_Phrase, ...]] = {}  # worked out for each word when it is first met
        phrases = [_Phrase(written, tuple(_words(written)), tuple(who)) for written, who in spoken.items()]
        self.words = frozenset(word.form for phrase in phrases for word in phrase.words if word.how == "stem")
        for phrase in phrases:
            first = phrase.words[0]
            if first.how == "beginning":
                self._by_beginning.setdefault(first.form[:_BEGINNING], []).append(phrase)
            else:
                self._by_stem.setdefault(stem(first.form.lower()), []).append(phrase)

    def find(self, words: Words, *, text: str) -> Iterator[Said]:
        """Yield the phrases in order; no word belongs to two of them."""
        end = 0
        for place, plain in enumerate(words.plain):
            starting = self._starting.get(plain)
            if starting is None:
                starting = self._learn(plain, words.stems[place])
            if place < end or not starting:
                continue
            longest = next((phrase for phrase in starting if phrase.stands_at(place, words, text)), None)
            if longest is not None:
                end = place + len(longest.words)
                yield Said(longest.written, (words.starts[place], words.ends[end - 1]), place, longest.speaks_for)

    def _learn(self, plain: str, root: str) -> tuple[_Phrase, ...]:
        """Return the phrases that may begin with a word, those that win first."""
        if len(self._starting) >= _MOST_REMEMBERED:
            self._starting.clear()
        open_ended = [
            phrase
            for phrase in self._by_beginning.get(plain[:_BEGINNING], ())
            if plain.startswith(phrase.words[0].form) or root.startswith(phrase.words[0].form)
        ]
        found = tuple(sorted([*self._by_stem.get(root, ()), *open_ended], key=_Phrase.exactness, reverse=True))
        self._starting[plain] = found
        return found


def _words(written: str) -> Iterator[_Word]:
    for piece in written.split():
        if piece.startswith("="):
            yield _Word(piece[1:].lower(), "exact")
        elif piece.endswith("*"):
            if len(piece) <= _BEGINNING:
                raise BrokenRule(f"{written!r}: at least {_BEGINNING} letters before *")
            yield _Word(piece[:-1].lower(), "beginning")
        elif piece.isupper() and len(piece) > 1:
            yield from _capitals(piece)
        else:
            yield from (_Word(form, "stem") for form in cut(piece).stems)


def _capitals(piece: str) -> Iterator[_Word]:
    held = cut(piece)
    yield from (_Word(piece[a:b], "capitals") for a, b in zip(held.starts, held.ends, strict=True))
