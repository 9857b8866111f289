"""What changed since the index on disk was built: a few documents held in memory, and the keys that no longer hold."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from consilia.domain.retrieval import preparing
from consilia.domain.retrieval.embedding import Vectors
from consilia.domain.retrieval.shelf import Entry, Record, Shelf

_K1, _B = 1.2, 0.75  # BM25's usual constants, as tantivy has them
_USUAL_LENGTH = {"title": 10.0, "text": 80.0}  # tokens, while there is no index to learn it from


@dataclass(frozen=True)
class FreshDocument:
    """A document that is searched in memory."""

    record: Record
    vector: Vectors | None
    counts: Mapping[str, Counter[str]]  # field -> how often each token stands there


@dataclass(frozen=True)
class Fresh:
    """The changes up to a number. `touched` are keys whose place on the shelf is no longer true."""

    change: int = 0
    documents: Mapping[str, FreshDocument] | None = None
    touched: frozenset[str] = frozenset()

    def after(self, change: int, *, put: Iterable[Entry], removed: Iterable[str]) -> "Fresh":
        """Return the state after some more changes; this one stays as it was for whoever still reads it."""
        documents, gone = dict(self.documents or {}), set(removed)
        for key in gone:
            documents.pop(key, None)
        for entry in put:
            documents[entry.document.key] = _fresh(entry)
        return Fresh(change, documents, self.touched | gone | documents.keys())

    def words(self, terms: Sequence[str], *, shelf: Shelf | None, title_boost: float) -> dict[str, float]:
        """Return BM25 by key, with the weights of words that the shelf knows."""
        documents = self.documents or {}
        scores: dict[str, float] = {}
        for term in terms:
            rarity = self.rarity(term, shelf=shelf)
            for key, document in documents.items():
                gained = sum(
                    boost * _bm25(document.counts[name], term, usual=_USUAL_LENGTH[name])
                    for name, boost in (("title", title_boost), ("text", 1.0))
                )
                if gained:
                    scores[key] = scores.get(key, 0.0) + rarity * gained
        return scores

    def meanings(self, vector: Vectors) -> dict[str, float]:
        """Return the cosine by key of the documents that have a vector."""
        held = {k: d.vector for k, d in (self.documents or {}).items() if d.vector is not None}
        return {key: float(np.dot(one, vector)) for key, one in held.items() if one.shape == vector.shape}

    def knows(self, term: str) -> bool:
        """Whether any document in memory holds the term."""
        return any(term in counts for d in (self.documents or {}).values() for counts in d.counts.values())

    def terms(self) -> Counter[str]:
        """All terms of the documents in memory, with how often they stand there."""
        held = (self.documents or {}).values()
        return sum((counts for document in held for counts in document.counts.values()), Counter[str]())

    def rarity(self, term: str, *, shelf: Shelf | None) -> float:
        """Return BM25's weight of a term: the fewer documents hold it, the more it says."""
        documents = self.documents or {}
        total = len(documents) + (shelf.meta.documents if shelf else 0)
        holding = sum(any(term in counts for counts in d.counts.values()) for d in documents.values())
        holding += shelf.words.documents_with(term) if shelf else 0
        return math.log(1 + (max(total - holding, 0) + 0.5) / (holding + 0.5))


def _fresh(entry: Entry) -> FreshDocument:
    document = entry.document
    counts = {
        "title": Counter(preparing.tokens(preparing.clean(document.title))),
        "text": Counter(preparing.tokens(preparing.clean(document.text))),
    }
    record = Record(document.key, document.title, document.facets, document.duplicate_group)
    return FreshDocument(record, entry.vector, counts)


def _bm25(counts: Counter[str], term: str, *, usual: float) -> float:
    often = counts[term]
    return often * (_K1 + 1) / (often + _K1 * (1 - _B + _B * counts.total() / usual)) if often else 0.0
