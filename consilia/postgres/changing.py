"""Writes documents into the tables of a generation, and takes them out, within the transaction of whoever calls."""

from collections.abc import Iterable, Sequence

from psycopg import Connection

from consilia.domain.retrieval.model import Document
from consilia.domain.retrieval.shelf import Entry
from consilia.postgres import wire
from consilia.postgres.counting import count
from consilia.postgres.rows import DIMENSIONS, Prepared, UsualLengths
from consilia.postgres.tables import Generation

_DOCUMENTS = "{documents} (doc, key, title, body, facets, duplicate_group, words, vector)"
_WORDS = "{words} (doc, keys, impacts)"


def put(connection: Connection, entries: Sequence[Entry], *, generation: Generation, empty: frozenset[str]) -> None:
    """Take the entries in, each in place of one with the same key."""
    last = {entry.document.key: entry for entry in entries}
    remove(connection, list(last), generation=generation, empty=empty)
    prepared = [Prepared(entry, empty=empty) for entry in last.values()]
    if prepared:
        places = _new_places(connection, len(prepared), generation=generation)
        documents = _documents(prepared, places=places, dimensions=generation.dimensions)
        _copy(connection, documents, into=_DOCUMENTS, generation=generation)
        _copy(connection, _words(prepared, places=places, usual=generation.usual), into=_WORDS, generation=generation)
        count(connection, prepared, generation=generation, sign=1)


def remove(connection: Connection, keys: Sequence[str], *, generation: Generation, empty: frozenset[str]) -> None:
    """Take the documents with these keys out, and their words out of the counts."""
    gone = connection.execute(
        generation.named("""
        WITH gone AS (DELETE FROM {documents} WHERE key = ANY(%s) RETURNING doc, title, body),
             without AS (DELETE FROM {words} WHERE doc IN (SELECT doc FROM gone))
        SELECT title, body FROM gone"""),
        [list(keys)],
    ).fetchall()
    if gone:
        taken = (Prepared(Entry(Document("", title, body)), empty=empty) for title, body in gone)
        count(connection, taken, generation=generation, sign=-1)


def _new_places(connection: Connection, many: int, *, generation: Generation) -> list[int]:
    places = generation.table("places").as_string(connection)
    rows = connection.execute("SELECT nextval(%s::regclass) FROM generate_series(1, %s)", [places, many])
    return [row[0] for row in rows]


def _documents(prepared: Iterable[Prepared], *, places: Iterable[int], dimensions: int) -> Iterable[bytes]:
    for place, one in zip(places, prepared, strict=True):
        document, vector = one.entry.document, one.entry.vector
        has_vector = vector is not None and vector.shape == (dimensions,)
        yield wire.row(
            wire.int8(place),
            wire.text(document.key),
            wire.text(document.title),
            wire.text(document.text),
            wire.texts(sorted(document.facets)),
            wire.text(document.duplicate_group),
            wire.int4(one.words),
            wire.halfvec(vector) if vector is not None and has_vector else None,
        )


def _words(prepared: Iterable[Prepared], *, places: Iterable[int], usual: UsualLengths) -> Iterable[bytes]:
    for place, one in zip(places, prepared, strict=True):
        keys, impacts = one.impacts(usual)
        yield wire.row(wire.int8(place), wire.numbers(keys), wire.sparsevec(keys, impacts, dimensions=DIMENSIONS))


def _copy(connection: Connection, rows: Iterable[bytes], *, into: str, generation: Generation) -> None:
    statement = generation.named(f"COPY {into} FROM STDIN (FORMAT BINARY)")
    with connection.cursor() as cursor, cursor.copy(statement) as out:
        out.write(wire.COPY_HEAD)
        for row in rows:
            out.write(row)
        out.write(wire.COPY_END)
