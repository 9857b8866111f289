"""In how many documents each term stands: read from the server now and then, kept in memory as two sorted rows."""

import math
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from psycopg import Connection
from psycopg.errors import UndefinedTable

from consilia.domain.retrieval.coverage import rarity
from consilia.postgres import wire
from consilia.postgres.rows import DOCUMENT, IN_TITLE, WRITTEN, Prepared, key_of
from consilia.postgres.tables import Generation
from consilia.postgres.wire import Numbers

_ALWAYS_FRESH = 5000  # documents up to which the counts are read again after every change
_FRESH_FOR = 600.0  # seconds that those of larger collections are good for
_CHANGED_PART = 0.02  # of the rows, after which they are read again sooner
_MOST_UNFOLDED = 500  # documents counted in or out one by one
_MOST_SPELLINGS = 3000  # words that a misspelt one is compared with
_MOST_SAMPLED = 1000  # documents whose lengths are looked at while the index is small


@dataclass(frozen=True)
class Counts:
    """The counts of one generation as they were at a moment."""

    last: int = 0  # the newest row of the table that is in them
    documents: int = 0
    usual_words: float = 0.0
    keys: Numbers = field(default_factory=lambda: np.zeros(0, np.int32))
    holding: Numbers = field(default_factory=lambda: np.zeros(0, np.int32))
    read_at: float = 0.0

    @property
    def is_small(self) -> bool:
        """Whether they are read again after every change."""
        return self.documents <= _ALWAYS_FRESH

    def are_fresh(self, last: int) -> bool:
        """Whether they are good enough where the newest row of the table is `last`."""
        if last == self.last:
            return True
        if self.is_small or last - self.last > _CHANGED_PART * max(self.last, 1):
            return False
        return time.monotonic() - self.read_at < _FRESH_FOR

    def of_keys(self, keys: Numbers) -> Numbers:
        """Return how many documents hold each of the numbered terms in the field that the number stands for."""
        if not len(self.keys):
            return np.zeros(len(keys), dtype=np.int32)
        nearest = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.asarray(self.holding[nearest] * (self.keys[nearest] == keys), dtype=np.int32)

    def of_terms(self, keys: Numbers) -> Numbers:
        """Return how many documents hold each term, the larger of the two fields' counts; the field does not matter."""
        in_text = keys & ~np.int32(1)
        return np.maximum(self.of_keys(in_text), self.of_keys(in_text | np.int32(IN_TITLE)))

    def documents_with(self, term: str) -> int:
        """Return in how many documents the term stands."""
        return int(self.of_terms(np.array([key_of(term, field=0)], dtype=np.int32))[0])

    def rarities(self, terms: Iterable[str]) -> dict[str, float]:
        """Return BM25's weight of each term: the fewer documents hold it, the more it says."""
        held = {term: self.documents_with(term) for term in terms}
        return {term: _rarity(holding, total=self.documents) for term, holding in held.items()}

    def weights(self, terms: Iterable[str], *, boosts: Mapping[int, float]) -> dict[int, float]:
        """Return the weight of each term in each field, by the number of the two."""
        pairs = [(key_of(term, field=field), boost) for term in terms for field, boost in boosts.items()]
        holding = self.of_keys(np.array([key for key, _ in pairs], dtype=np.int32))
        return {
            key: boost * _rarity(int(count), total=self.documents)
            for (key, boost), count in zip(pairs, holding, strict=True)
        }

    def worth(self, keys: Numbers) -> Numbers:
        """Return what the term of each number weighs."""
        return rarity(self.of_terms(keys).astype(np.int64), total=self.documents)  # type: ignore[return-value]


def _rarity(holding: int, *, total: int) -> float:
    return math.log1p((max(total - holding, 0) + 0.5) / (holding + 0.5))


def newest_row(connection: Connection, *, generation: Generation) -> int:
    """Return the number of the newest row of the counts; one look at an index."""
    found = connection.execute(generation.named("SELECT coalesce(max(id), 0) FROM {counts}")).fetchone()
    return int(found[0]) if found else 0


def newest_row_if_in_use(connection: Connection, *, generation: Generation) -> int | None:
    """Return the same, or None when the generation is not the one in use any more; one round trip."""
    try:
        found = connection.execute(
            generation.named("""
            SELECT (SELECT max(number) FROM {generations} WHERE is_ready) = %s,
                   (SELECT coalesce(max(id), 0) FROM {counts})"""),
            [generation.number],
        ).fetchone()
    except UndefinedTable:
        return None
    return int(found[1]) if found and found[0] else None


def read_counts(connection: Connection, *, generation: Generation) -> Counts:
    """Return the counts as they are now."""
    last = newest_row(connection, generation=generation)
    total = documents(connection, generation=generation)
    found = (
        connection.cursor(binary=True)
        .execute(
            generation.named("""
        SELECT array_send(array_agg(key ORDER BY key)), array_send(array_agg(documents ORDER BY key)) FROM (
          SELECT key, sum(documents)::integer AS documents FROM {counts} WHERE key IS NOT NULL
          GROUP BY key HAVING sum(documents) > 0
        ) AS held""")
        )
        .fetchone()
    )
    keys, holding = map(wire.read_numbers, found or (None, None))
    usual_words = generation.usual_words
    if total <= _MOST_SAMPLED or not usual_words:
        usual_words = _sampled_words(connection, generation=generation)
    return Counts(last, total, usual_words, keys, holding, time.monotonic())


def documents(connection: Connection, *, generation: Generation) -> int:
    """Return how many documents there are."""
    found = connection.execute(
        generation.named("SELECT coalesce(sum(documents), 0) FROM {counts} WHERE word = '' AND kind = %s"), [DOCUMENT]
    ).fetchone()
    return int(found[0]) if found else 0


def _sampled_words(connection: Connection, *, generation: Generation) -> float:
    found = connection.execute(
        generation.named("""
        SELECT coalesce(percentile_cont(0.5) WITHIN GROUP (ORDER BY words), 0)
        FROM (SELECT words FROM {documents} ORDER BY doc DESC LIMIT %s) AS newest"""),
        [_MOST_SAMPLED],
    ).fetchone()
    return float(found[0]) if found else 0.0


def measure_words(connection: Connection, *, generation: Generation) -> float:
    """Return how many words a document usually has, over all of them."""
    found = connection.execute(
        generation.named("SELECT coalesce(percentile_cont(0.5) WITHIN GROUP (ORDER BY words), 0) FROM {documents}")
    ).fetchone()
    return float(found[0]) if found else 0.0


def has_word(connection: Connection, word: str, *, generation: Generation) -> bool:
    """Whether any document holds the word as it is written."""
    found = connection.execute(
        generation.named("SELECT coalesce(sum(documents), 0) > 0 FROM {counts} WHERE word = %s AND kind = %s"),
        [word, WRITTEN],
    ).fetchone()
    return bool(found and found[0])


def words_like(connection: Connection, word: str, *, generation: Generation) -> dict[str, int]:
    """Return the commonest words that share its first two letters, with the number of documents of each."""
    return _beginning(connection, word[:2], kinds=[WRITTEN], most=_MOST_SPELLINGS, generation=generation)


def completions(connection: Connection, start: str, *, most: int, generation: Generation) -> list[str]:
    """Return the commonest terms that begin so."""
    return list(_beginning(connection, start, kinds=[0, IN_TITLE], most=most, generation=generation))


def _beginning(
    connection: Connection, start: str, *, kinds: list[int], most: int, generation: Generation
) -> dict[str, int]:
    rows = connection.execute(
        generation.named("""
        SELECT word, sum(documents)::integer FROM {counts} WHERE word ^@ %s AND kind = ANY(%s)
        GROUP BY word HAVING sum(documents) > 0 ORDER BY 2 DESC, word LIMIT %s"""),
        [start, kinds, most],
    )
    return dict(rows.fetchall())


def count(connection: Connection, documents: Iterable[Prepared], *, generation: Generation, sign: int) -> None:
    """Count the documents in (`sign` 1) or out (-1). Rows are only added, so that nobody waits for anybody."""
    sums: dict[tuple[str, int], int] = {}
    for document in documents:
        for pair in document.counted:
            sums[pair] = sums.get(pair, 0) + sign
    copy = generation.named("COPY {counts} (kind, word, key, documents) FROM STDIN (FORMAT BINARY)")
    with connection.cursor() as cursor, cursor.copy(copy) as out:
        out.write(wire.COPY_HEAD)
        out.write(
            b"".join(
                wire.row(
                    kind.to_bytes(2, "big"),
                    wire.text(word),
                    wire.int4(key_of(word, field=kind)) if kind <= IN_TITLE else None,
                    wire.int4(documents),
                )
                for (word, kind), documents in sums.items()
            )
        )
        out.write(wire.COPY_END)


def are_many(connection: Connection, *, generation: Generation) -> bool:
    """Whether so many changes were counted since the last folding that it is worth while."""
    found = connection.execute(
        generation.named("SELECT count(*) FROM {counts} WHERE word = '' AND kind = %s"), [DOCUMENT]
    ).fetchone()
    return bool(found and found[0] > _MOST_UNFOLDED)


def fold(connection: Connection, *, generation: Generation) -> None:
    """Put the rows of each word together into one. Call in a transaction; who writes meanwhile is not kept waiting."""
    connection.execute(
        generation.named("""
        WITH gone AS (DELETE FROM {counts} RETURNING kind, word, key, documents)
        INSERT INTO {counts} (kind, word, key, documents)
        SELECT kind, word, key, sum(documents) FROM gone GROUP BY kind, word, key HAVING sum(documents) <> 0""")
    )
