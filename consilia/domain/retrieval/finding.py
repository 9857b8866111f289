"""Gathers the documents that words or meaning propose, on the shelf and in memory, with what each part says of them."""

from collections.abc import Mapping

import numpy as np

from consilia.domain.retrieval.asking import Asked, Hit
from consilia.domain.retrieval.embedding import Vectors
from consilia.domain.retrieval.fresh import Fresh
from consilia.domain.retrieval.nearest import nearest
from consilia.domain.retrieval.shelf import Shelf

_DEPTH_OF_WORDS = 1000  # documents whose BM25 is looked up where it counts


def found_on_shelf(
    asked: Asked, *, shelf: Shelf, hidden: frozenset[str], most: int, weights: Mapping[str, float], bm25_counts: bool
) -> list[Hit]:
    """Return hits of the index on disk, `most` or more by words and as many by meaning, without the hidden keys.

    `bm25_counts`: whether the ranking looks at BM25; otherwise only the first by words need to have it.
    """
    depth = most + len(hidden)
    looked_up = max(depth, _DEPTH_OF_WORDS) if bm25_counts else depth
    by_words = {f.place: f.score for f in shelf.words.search(asked.terms, most=looked_up)}
    places = set(sorted(by_words, key=by_words.__getitem__, reverse=True)[:depth])
    if asked.vector is not None and shelf.vectors.size:
        places.update(nearest(shelf.vectors, asked.vector, most=depth, signs=shelf.signs).tolist())
    ordered = sorted(places)
    shares = shelf.coverage.shares(ordered, weights=weights)
    vectors = shelf.vectors[ordered] if shelf.vectors.size else None
    meanings = vectors @ asked.vector if vectors is not None and asked.vector is not None else None
    sentences = _best_sentences(asked, vectors)
    hits = []
    for row, place in enumerate(ordered):
        record = shelf.record(place)
        if record.key in hidden:
            continue
        # A cosine of exactly 0 means that the vector is still to be made.
        meaning = (float(meanings[row]) or None) if meanings is not None else None
        sentence = float(sentences[row]) if sentences is not None and meaning is not None else None
        vector = vectors[row] if vectors is not None else None
        hits.append(Hit(record, vector, meaning, sentence, by_words.get(place, 0.0), shares[place]))
    return hits


def found_in_memory(
    asked: Asked, *, fresh: Fresh, shelf: Shelf | None, title_boost: float, weights: Mapping[str, float]
) -> list[Hit]:
    """Return the hits among the documents in memory: all that share a word or have a vector."""
    by_words = fresh.words(asked.terms, shelf=shelf, title_boost=title_boost)
    cosines = fresh.similarities(asked.vector[None]) if asked.vector is not None else {}
    return [
        Hit(
            document.record,
            document.vector,
            float(cosines[key][0]) if key in cosines else None,
            _best_sentence(asked, document.vector) if key in cosines else None,
            by_words.get(key, 0.0),
            fresh.shares(key, weights=weights, shelf=shelf),
        )
        for key, document in fresh.documents.items()
        if key in by_words or key in cosines
    ]


def _best_sentences(asked: Asked, vectors: Vectors | None) -> Vectors | None:
    """Return the greatest cosine of each vector with a sentence of the query; None where it has no sentences."""
    if asked.sentences is None or vectors is None:
        return None
    return np.asarray((vectors @ asked.sentences.T).max(axis=1), dtype=np.float32)


def _best_sentence(asked: Asked, vector: Vectors | None) -> float | None:
    found = _best_sentences(asked, vector[None]) if vector is not None else None
    return float(found[0]) if found is not None else None
