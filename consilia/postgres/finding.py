"""One search in SQL: rare words by GIN and scored by BM25, meaning by HNSW; then what is kept of each hit."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from psycopg import Connection

from consilia.domain.retrieval.asking import Asked, Hit
from consilia.domain.retrieval.coverage import Shares
from consilia.domain.retrieval.embedding import Vectors
from consilia.domain.retrieval.lexical import MOST_TOKENS
from consilia.domain.retrieval.shelf import Record
from consilia.postgres import wire
from consilia.postgres.counting import Counts
from consilia.postgres.rows import DIMENSIONS, IN_TEXT, IN_TITLE, keys_of
from consilia.postgres.tables import Generation
from consilia.postgres.wire import Floats, Numbers

_MOST_SCORED = 4000  # documents whose BM25 is computed: words so common that more would be are left to the others
_BESIDE_MEANING = 0.5  # of them, where meaning proposes too: the same is found with a quarter of them
_CHOSEN_BY_WORDS = """
  SELECT doc FROM (SELECT doc, impacts FROM {words} WHERE keys && %(keys)s::integer[] LIMIT %(scored)s) AS scored
  ORDER BY impacts <#> %(weights)s::sparsevec LIMIT %(most)s"""
_CHOSEN_BY_MEANING = """
  SELECT doc FROM {documents} WHERE vector IS NOT NULL ORDER BY vector <#> %(vector)s::halfvec LIMIT %(most)s"""
_HITS = """
SELECT d.key, d.title, d.facets, d.duplicate_group, d.vector, w.impacts
FROM (({0})) AS chosen JOIN {{documents}} AS d USING (doc) JOIN {{words}} AS w USING (doc)"""

Places = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Row:
    """A hit as the server sends it."""

    record: Record
    vector: Vectors | None
    keys: Numbers
    impacts: Floats


def found(connection: Connection, asked: Asked, *, most: int, title_boost: float, counts: Counts,
          generation: Generation) -> list[Hit]:  # fmt: skip
    """Return the documents that the words or the meaning propose, `most` of each, in no order."""
    weights = counts.weights(asked.terms[:MOST_TOKENS], boosts={IN_TITLE: title_boost, IN_TEXT: 1.0})
    has_meaning = asked.vector is not None and generation.dimensions == len(asked.vector)
    scored = int(_MOST_SCORED * (_BESIDE_MEANING if has_meaning else 1))
    telling = _rare_enough(weights, counts=counts, scored=scored)
    given: dict[str, object] = {"most": most, "scored": 2 * scored, "keys": telling}
    given["weights"] = wire.sparsevec_text(weights.items(), dimensions=DIMENSIONS)
    ways = [_CHOSEN_BY_WORDS]
    if has_meaning and asked.vector is not None:
        given["vector"] = wire.halfvec_text(asked.vector)
        ways.append(_CHOSEN_BY_MEANING)
    rows = _rows(connection, ") UNION (".join(ways), given, generation=generation)
    return _hits(rows, asked, weights=weights, counts=counts)


def anything(connection: Connection, *, most: int, generation: Generation) -> list[Hit]:
    """Return some documents, the newest first."""
    chosen = "SELECT doc FROM {documents} ORDER BY doc DESC LIMIT %(most)s"
    return [
        Hit(row.record, row.vector)
        for row in reversed(_rows(connection, chosen, {"most": most}, generation=generation))
    ]


def _rare_enough(weights: Mapping[int, float], *, counts: Counts, scored: int) -> list[int]:
    """Return the numbers of the terms that decide most, as many as few enough documents hold, but at least one."""
    heaviest = sorted(weights, key=lambda key: -weights[key])
    holding = np.cumsum(counts.of_keys(np.array(heaviest, dtype=np.int32)))
    return heaviest[: max(int(np.searchsorted(holding, scored, side="right")), 1)]


def _rows(
    connection: Connection, chosen: str, given: dict[str, object], *, generation: Generation, ordered: str = ""
) -> list[Row]:
    sent = connection.cursor(binary=True).execute(generation.named(_HITS.format(chosen) + ordered), given)
    rows = []
    for key, title, facets, group, vector, impacts in sent:
        record = Record(key, title, frozenset(facets), group)
        rows.append(Row(record, wire.read_halfvec(vector) if vector else None, *wire.read_sparsevec(impacts)))
    return rows


def _hits(rows: list[Row], asked: Asked, *, weights: Mapping[int, float], counts: Counts) -> list[Hit]:
    if not rows:
        return []
    owner = np.repeat(np.arange(len(rows)), [len(row.keys) for row in rows])
    keys, impacts = np.concatenate([row.keys for row in rows]), np.concatenate([row.impacts for row in rows])
    bm25 = np.bincount(owner, weights=impacts * _looked_up(keys, weights), minlength=len(rows))
    shares = _shares(keys, owner, asked, counts=counts, many=len(rows))
    parts = zip(rows, bm25.tolist(), shares, strict=True)
    return [_hit(row, asked, words=words, shares=part) for row, words, part in parts]


def _hit(row: Row, asked: Asked, *, words: float, shares: Shares) -> Hit:
    if asked.vector is None or row.vector is None or row.vector.shape != asked.vector.shape:
        return Hit(row.record, row.vector, None, None, words, shares)
    sentence = float((asked.sentences @ row.vector).max()) if asked.sentences is not None else None
    return Hit(row.record, row.vector, float(row.vector @ asked.vector), sentence, words, shares)


def _shares(keys: Numbers, owner: Places, asked: Asked, *, counts: Counts, many: int) -> list[Shares]:
    """Return which share of the query each document covers, and the other way round. A term counts once a document."""
    in_text = keys & ~np.int32(1)
    is_first = np.ones(len(keys), dtype=bool)
    is_first[1:] = (in_text[1:] != in_text[:-1]) | (owner[1:] != owner[:-1])
    in_text, owner = in_text[is_first], owner[is_first]
    rarities = counts.rarities(asked.terms)
    own = dict(zip(keys_of(rarities).tolist(), rarities.values(), strict=True))
    both = np.bincount(owner, weights=_looked_up(in_text, own), minlength=many)
    whole = np.bincount(owner, weights=counts.worth(in_text), minlength=many)
    of_query, of_document = both / (sum(rarities.values()) or 1.0), both / np.maximum(whole, 1e-9)
    return [Shares(float(q), float(d)) for q, d in zip(of_query, of_document, strict=True)]


def _looked_up(keys: Numbers, worth: Mapping[int, float]) -> npt.NDArray[np.float64]:
    if not worth:
        return np.zeros(len(keys))
    known = np.array(sorted(worth), dtype=np.int32)
    values = np.array([worth[key] for key in known.tolist()])
    nearest = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    return np.asarray(values[nearest] * (known[nearest] == keys), dtype=np.float64)
