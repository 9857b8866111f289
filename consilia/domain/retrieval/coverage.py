"""Which share of a query a document covers, and of a document a query: weighed by how rare each word is."""

import re
import zlib
from array import array
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from consilia.domain.retrieval import preparing

Hashes = npt.NDArray[np.uint32]
Counts = npt.NDArray[np.int64]
_ASCII_WORD = re.compile(r"[a-z0-9]+")  # what the index takes for a word, where the text has nothing but ASCII
_MOST_REMEMBERED = 500_000  # words
_TELLS_NOTHING = 0  # in place of a number


def hashes_of(tokens: Iterable[str]) -> Hashes:
    """Return a number for each token, as they are kept on disk."""
    return np.fromiter((zlib.crc32(token.encode()) for token in tokens), dtype=np.uint32)


@lru_cache(maxsize=4)
def empty_tokens(empty: frozenset[str]) -> frozenset[str]:
    """Return the tokens of words that say nothing."""
    return frozenset(token for word in empty for token in preparing.tokens(word))


def document_tokens(text: str, *, empty: frozenset[str]) -> set[str]:
    """Return the distinct telling tokens of a cleaned text; quicker than `telling_tokens` for many long ones."""
    nothing = empty_tokens(empty)
    return {t for t in preparing.tokens(text) if t not in nothing and (len(t) > 1 or not t.isascii())}


class Numbers:
    """Gives the numbers of the telling tokens of a text. Most words come again: each is analysed only once."""

    def __init__(self, *, empty: frozenset[str]) -> None:
        self._known = _Known(empty_tokens(empty))

    def of(self, text: str) -> set[int]:
        """Return the numbers of the distinct telling tokens of a cleaned text."""
        if len(self._known) > _MOST_REMEMBERED:
            self._known.clear()
        words = _ASCII_WORD.findall(text.lower()) if text.isascii() else preparing.plain_words(text)
        numbers = set(map(self._known.__getitem__, words))
        numbers.discard(_TELLS_NOTHING)
        return numbers


class _Known(dict[str, int]):
    """The number of each word that was met, made where it is missing."""

    def __init__(self, nothing: frozenset[str]) -> None:
        super().__init__()
        self._nothing = nothing

    def __missing__(self, word: str) -> int:
        token = next(iter(preparing.tokens(word)), "")
        is_telling = token not in self._nothing and (len(token) > 1 or not token.isascii())
        self[word] = zlib.crc32(token.encode()) if is_telling else _TELLS_NOTHING
        return self[word]


def rarity(holding: Counts, *, total: int) -> npt.NDArray[np.float64]:
    """Return BM25's weight of tokens that so many of all documents hold: the fewer, the more one says."""
    return np.asarray(np.log1p((np.maximum(total - holding, 0) + 0.5) / (holding + 0.5)), dtype=np.float64)


class CoverageWriter:
    """Writes the tokens of each document, and what they weigh together, into a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._ends = folder, [0]
        self._tokens = (folder / "tokens.u32").open("wb")

    def add(self, numbers: Collection[int]) -> None:
        """Add the numbers of the distinct telling tokens of the next document."""
        self._tokens.write(array("I", numbers).tobytes())
        self._ends.append(self._ends[-1] + len(numbers))

    def finish(self) -> None:
        """Write the rest to disk: the weights can be known only now."""
        self._tokens.close()
        ends = np.array(self._ends, dtype=np.int64)
        tokens = np.fromfile(self._folder / "tokens.u32", dtype=np.uint32)
        _, number, holding = np.unique(tokens, return_inverse=True, return_counts=True)
        summed = np.concatenate([[0.0], np.cumsum(rarity(holding, total=len(ends) - 1)[number])])
        np.save(self._folder / "weights.npy", (summed[ends[1:]] - summed[ends[:-1]]).astype(np.float32))
        np.save(self._folder / "token_ends.npy", ends)


@dataclass(frozen=True)
class Shares:
    """The share of the query that the document covers, and of the document that the query covers."""

    of_query: float = 0.0
    of_document: float = 0.0


class Coverage:
    """The tokens of all documents of an index on disk."""

    def __init__(self, folder: Path) -> None:
        self._ends = np.load(folder / "token_ends.npy", mmap_mode="r").view(np.ndarray)
        self._weights = np.load(folder / "weights.npy", mmap_mode="r").view(np.ndarray)
        size = (folder / "tokens.u32").stat().st_size // 4
        self._tokens = np.zeros(0, np.uint32)
        if size:
            self._tokens = np.memmap(folder / "tokens.u32", dtype=np.uint32, mode="r").view(np.ndarray)
        if len(self._weights) != len(self._ends) - 1 or int(self._ends[-1]) != size:
            raise ValueError(f"{folder} holds {size} tokens; it should be {self._ends[-1]}")

    def shares(self, places: Iterable[int], *, weights: Mapping[str, float]) -> dict[int, Shares]:
        """Return the shares of each place; `weights` are the query's terms and how much each says."""
        hashes = hashes_of(weights)
        order = np.argsort(hashes)
        sorted_hashes, worth = hashes[order], np.fromiter(weights.values(), dtype=np.float64)[order]
        of = np.fromiter(places, dtype=np.int64)
        if not len(of) or not len(hashes):
            return {int(place): Shares() for place in of}
        lengths = self._ends[of + 1] - self._ends[of]
        owner = np.repeat(np.arange(len(of)), lengths)
        first = np.cumsum(lengths) - lengths
        held = self._tokens[np.arange(lengths.sum()) - first[owner] + self._ends[of][owner]]
        nearest = np.minimum(np.searchsorted(sorted_hashes, held), len(sorted_hashes) - 1)
        gained = worth[nearest] * (sorted_hashes[nearest] == held)
        both = np.bincount(owner, weights=gained, minlength=len(of))
        of_query = both / (float(worth.sum()) or 1.0)
        of_document = both / np.maximum(self._weights[of], 1e-9)
        return {int(p): Shares(float(q), float(d)) for p, q, d in zip(of, of_query, of_document, strict=True)}
