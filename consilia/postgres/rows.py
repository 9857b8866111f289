"""What a document becomes in the tables: numbered words with what each is worth to BM25, and words to be counted."""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from consilia.domain.retrieval import preparing
from consilia.domain.retrieval.coverage import empty_tokens
from consilia.domain.retrieval.shelf import Entry
from consilia.postgres.wire import Floats, Numbers

IN_TEXT, IN_TITLE, WRITTEN, DOCUMENT = 0, 1, 2, 3  # what is counted: terms by field, words as written, documents
DIMENSIONS = 1_000_000_000  # the most that pgvector's sparse vectors have
_K1, _B = 1.2, 0.75  # BM25's usual constants, as the embedded engine has them
_SHORTEST_WRITTEN = 3  # letters of a word that a misspelt one may be mended to


@dataclass(frozen=True)
class UsualLengths:
    """How many tokens titles and texts usually have: BM25 compares each document with it."""

    title: float = 10.0
    text: float = 80.0

    def of(self, field: int) -> float:
        """Return that of one field."""
        return max(self.title if field == IN_TITLE else self.text, 1.0)


def key_of(term: str, *, field: int) -> int:
    """Return the number of a term in a field. Two terms may share one: about one in ten thousand does in a million."""
    return 2 * (zlib.crc32(term.encode()) % (DIMENSIONS // 2)) + field


def keys_of(terms: Iterable[str]) -> Numbers:
    """Return the number of each term, in its text."""
    return np.fromiter((key_of(term, field=IN_TEXT) for term in terms), dtype=np.int32)


class Prepared:
    """A document made ready for the tables."""

    def __init__(self, entry: Entry, *, empty: frozenset[str]) -> None:
        document = entry.document
        self.entry = entry
        title, text = preparing.clean(document.title), preparing.clean(document.text)
        self._tokens = {IN_TITLE: preparing.tokens(title), IN_TEXT: preparing.tokens(text)}
        self._whole, nothing = f"{title}\n{text}", empty_tokens(empty)
        held = {token for tokens in self._tokens.values() for token in tokens}
        self._telling = {t for t in held if t not in nothing and (len(t) > 1 or not t.isascii())}

    @property
    def lengths(self) -> tuple[int, int]:
        """How many tokens the title has, and the text."""
        return len(self._tokens[IN_TITLE]), len(self._tokens[IN_TEXT])

    @property
    def words(self) -> int:
        """How many words both have together."""
        return len(preparing.spaced(self._whole).split())

    def impacts(self, usual: UsualLengths) -> tuple[Numbers, Floats]:
        """Return the numbers of the telling terms, rising, and what BM25 gives for how often each stands there."""
        found: dict[int, float] = {}
        for field, tokens in self._tokens.items():
            longer = _K1 * (1 - _B + _B * len(tokens) / usual.of(field))
            for term in self._telling.intersection(tokens):
                often = tokens.count(term)
                found[key_of(term, field=field)] = often * (_K1 + 1) / (often + longer)
        keys = np.fromiter(found, dtype=np.int32)
        order = np.argsort(keys)
        return keys[order], np.fromiter(found.values(), dtype=np.float32)[order]

    @cached_property
    def counted(self) -> list[tuple[str, int]]:
        """The words by which the document is counted, each with what it is counted as."""
        terms = [(term, field) for field in (IN_TEXT, IN_TITLE) for term in self._telling & set(self._tokens[field])]
        written = {word for word in preparing.plain_words(self._whole) if len(word) >= _SHORTEST_WRITTEN}
        return [*terms, *((word, WRITTEN) for word in written if word.isalpha()), ("", DOCUMENT)]
