"""What changed since the index on disk was built: a few documents held in memory, and the keys that no longer hold."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from consilia.domain.retrieval import preparing
from consilia.domain.retrieval.coverage import Shares
from consilia.domain.retrieval.embedding import Vectors
from consilia.domain.retrieval.shelf import Entry, Record, Shelf

_K1, _B = 1.2, 0.75  # BM25's usual constants, as tantivy has them
_USUAL_LENGTH = {"title": 10.0, "text": 80.0}  # tokens


@dataclass(frozen=True)
class FreshDocument:
    """A document that is searched in memory."""

    record: Record
    vector: Vectors | None
    counts: Mapping[str, Counter[str]]  # field -> how often each token stands there
    plain: frozenset[str]  # its words as they are written

    @cached_property
    def tokens(self) -> set[str]:
        """The distinct tokens of title and text."""
        return {token for counts in self.counts.values() for token in counts}

    @property
    def words(self) -> int:
        """How many words title and text have."""
        return sum(counts.total() for counts in self.counts.values())


class Fresh:
    """The changes up to a number. `touched` are keys whose place on the shelf is no longer true. Never changed."""

    def __init__(
        self,
        change: int = 0,
        documents: Mapping[str, FreshDocument] | None = None,
        touched: frozenset[str] = frozenset(),
    ) -> None:
        self.change, self.documents, self.touched = change, documents or {}, touched
        self._holding = Counter(token for document in self.documents.values() for token in document.tokens)
        self._plain = Counter(word for document in self.documents.values() for word in document.plain)
        self._weights: dict[str, float] = {}  # what all tokens of a document weigh, once asked for

    def after(self, change: int, *, put: Iterable[Entry], removed: Iterable[str]) -> "Fresh":
        """Return the state after some more changes; this one stays as it was for whoever still reads it."""
        documents, gone = dict(self.documents), set(removed)
        for key in gone:
            documents.pop(key, None)
        for entry in put:
            documents[entry.document.key] = _fresh(entry)
        return Fresh(change, documents, self.touched | gone | documents.keys())

    def words(self, terms: Sequence[str], *, shelf: Shelf | None, title_boost: float) -> dict[str, float]:
        """Return BM25 by key, with the weights of words that the shelf knows."""
        scores: dict[str, float] = {}
        for term in terms:
            if term not in self._holding:
                continue
            rarity = self.rarity(term, shelf=shelf)
            for key, document in self.documents.items():
                gained = sum(
                    boost * _bm25(document.counts[name], term, usual=_USUAL_LENGTH[name])
                    for name, boost in (("title", title_boost), ("text", 1.0))
                )
                if gained:
                    scores[key] = scores.get(key, 0.0) + rarity * gained
        return scores

    def similarities(self, vectors: Vectors) -> dict[str, Vectors]:
        """Return the cosines with each of the vectors, by key of the documents that have a vector."""
        held = {key: document.vector for key, document in self.documents.items() if document.vector is not None}
        return {key: vectors @ one for key, one in held.items() if one.shape == vectors.shape[1:]}

    def shares(self, key: str, *, weights: Mapping[str, float], shelf: Shelf | None) -> Shares:
        """Return which share of the query the document covers, and the other way round."""
        tokens = self.documents[key].tokens
        if key not in self._weights:
            self._weights[key] = sum(self.rarity(token, shelf=shelf) for token in tokens)
        both = sum(weight for token, weight in weights.items() if token in tokens)
        return Shares(both / (sum(weights.values()) or 1.0), both / max(self._weights[key], 1e-9))

    def has_word(self, word: str) -> bool:
        """Whether any document in memory holds the word as it is written."""
        return word in self._plain

    def words_like(self, word: str) -> dict[str, int]:
        """Return the words that share its first two letters, with how many documents hold each."""
        return {known: count for known, count in self._plain.items() if known.startswith(word[:2])}

    def completions(self, start: str, *, most: int) -> list[str]:
        """Return the commonest tokens that begin so."""
        found = (token for token in self._holding if token.startswith(start))
        return sorted(found, key=lambda token: (-self._holding[token], token))[:most]

    def documents_with(self, term: str) -> int:
        """Return in how many documents in memory the term stands."""
        return self._holding[term]

    def usual_words(self) -> float:
        """Return how many words a document usually has; 0 when there is none."""
        return float(median(d.words for d in self.documents.values())) if self.documents else 0.0

    def rarity(self, term: str, *, shelf: Shelf | None) -> float:
        """Return BM25's weight of a term: the fewer documents hold it, the more it says."""
        total = len(self.documents) + (shelf.meta.documents if shelf else 0)
        holding = self._holding[term] + (shelf.words.documents_with(term) if shelf else 0)
        return math.log1p((max(total - holding, 0) + 0.5) / (holding + 0.5))


def _fresh(entry: Entry) -> FreshDocument:
    document = entry.document
    title, text = preparing.clean(document.title), preparing.clean(document.text)
    counts = {"title": Counter(preparing.tokens(title)), "text": Counter(preparing.tokens(text))}
    record = Record(document.key, document.title, document.facets, document.duplicate_group)
    return FreshDocument(record, entry.vector, counts, frozenset(preparing.plain_words(f"{title}\n{text}")))


def _bm25(counts: Counter[str], term: str, *, usual: float) -> float:
    often = counts[term]
    return often * (_K1 + 1) / (often + _K1 * (1 - _B + _B * counts.total() / usual)) if often else 0.0
