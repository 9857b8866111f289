"""Builds a generation beside the one in use: in batches that survive being stopped, then its indexes, then the swap."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from psycopg import Connection, sql

from consilia.domain.retrieval.shelf import AnotherBuilds, Entry
from consilia.postgres import counting
from consilia.postgres.rows import Prepared, UsualLengths
from consilia.postgres.tables import (
    Generation,
    Making,
    drop_generation,
    lock_making,
    make_generation,
    make_index_statements,
    make_schema,
)


@contextmanager
def builders_place(connection: Connection, *, schema: str, wait: bool) -> Iterator[None]:
    """Hold the one place at the workbench as long as the connection lives. Raises AnotherBuilds when it is taken."""
    name = f"consilia: building {schema}"
    if wait:
        connection.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])
    else:
        found = connection.execute("SELECT pg_try_advisory_lock(hashtext(%s))", [name]).fetchone()
        if not (found and found[0]):
            raise AnotherBuilds(f"the index in {schema} is being built by another process")
    try:
        yield
    finally:
        connection.execute("SELECT pg_advisory_unlock(hashtext(%s))", [name])


def generations(connection: Connection, *, schema: str, fingerprint: str) -> list[Generation]:
    """Return those of this making, the newest first. Empty where nothing was ever built."""
    found = connection.execute("SELECT to_regclass(%s)", [f"{schema}.generations"]).fetchone()
    if not found or found[0] is None:
        return []
    rows = connection.execute(
        sql.SQL("""
        SELECT number, dimensions, usual_title, usual_text, usual_words, is_ready, loaded_to, change FROM {}
        WHERE fingerprint = %s ORDER BY number DESC""").format(sql.Identifier(schema, "generations")),
        [fingerprint],
    )
    return [
        Generation(schema, number, dimensions, UsualLengths(title, text), *rest)
        for number, dimensions, title, text, *rest in rows
    ]


def begin(connection: Connection, making: Making, *, usual: UsualLengths) -> Generation:
    """Return the generation to fill: the one that an earlier builder left unfinished, or a new one."""
    make_schema(connection, schema=making.schema)
    found = generations(connection, schema=making.schema, fingerprint=making.fingerprint)
    begun = next((generation for generation in found if not generation.is_ready), None)
    with connection.transaction():
        lock_making(connection)
        _drop(connection, schema=making.schema, but=begun.number if begun else 0, ready_too=False)
        return begun or make_generation(connection, making, usual=usual)


def finish(connection: Connection, *, generation: Generation) -> None:
    """Make the indexes, put the generation into use and drop the others. Call outside a transaction.

    Whoever publishes meanwhile is not kept waiting. Stopped and called again, it makes what is missing.
    """
    with connection.transaction():
        counting.fold(connection, generation=generation)
    for name, statement in make_index_statements(generation).items():
        _drop_if_broken(connection, name, schema=generation.schema)
        if not _exists(connection, name, schema=generation.schema):
            connection.execute(statement)
    for table, how in (
        ("documents", "ANALYZE"),
        ("words", "ANALYZE"),
        ("counts", "FULL, ANALYZE"),
    ):  # few rows are left
        connection.execute(sql.SQL(f"VACUUM ({how}) {{}}").format(generation.table(table)))
    usual_words = counting.measure_words(connection, generation=generation)
    with connection.transaction():
        lock_making(connection)
        note(connection, generation, is_ready=True, usual_words=usual_words)
        _drop(connection, schema=generation.schema, but=generation.number, ready_too=True)


def usual_lengths(sample: Sequence[Entry], *, empty: frozenset[str]) -> UsualLengths:
    """Return how many tokens titles and texts of the sample have."""
    lengths = [Prepared(entry, empty=empty).lengths for entry in sample]
    if not lengths:
        return UsualLengths()
    return UsualLengths(*(sum(each) / len(lengths) for each in zip(*lengths, strict=True)))


def note(connection: Connection, generation: Generation, **what: object) -> None:
    """Write down what is known of a generation now."""
    changes = sql.SQL(", ").join(sql.SQL("{} = %s").format(sql.Identifier(name)) for name in what)
    table = sql.Identifier(generation.schema, "generations")
    statement = sql.SQL("UPDATE {} SET {} WHERE number = %s").format(table, changes)
    connection.execute(statement, [*what.values(), generation.number])


def note_change(connection: Connection, generation: Generation, change: int) -> None:
    """Write down that a generation knows a change; numbers only rise, and 0 is none."""
    table = sql.Identifier(generation.schema, "generations")
    statement = sql.SQL("UPDATE {} SET change = %(change)s WHERE number = %(number)s AND change < %(change)s").format(
        table
    )
    if change:
        connection.execute(statement, {"change": change, "number": generation.number})


def _drop(connection: Connection, *, schema: str, but: int, ready_too: bool) -> None:
    listed = sql.Identifier(schema, "generations")
    statement = sql.SQL("SELECT number FROM {} WHERE number <> %s AND (%s OR NOT is_ready)").format(listed)
    for (number,) in connection.execute(statement, [but, ready_too]).fetchall():
        drop_generation(connection, schema=schema, number=number)


def _exists(connection: Connection, name: str, *, schema: str) -> bool:
    found = connection.execute("SELECT to_regclass(%s)", [f'"{schema}"."{name}"']).fetchone()
    return bool(found and found[0])


def _drop_if_broken(connection: Connection, name: str, *, schema: str) -> None:
    """Drop what is left of an index whose making was stopped."""
    found = connection.execute(
        "SELECT 1 FROM pg_index WHERE indexrelid = to_regclass(%s) AND NOT indisvalid", [f'"{schema}"."{name}"']
    ).fetchone()
    if found:
        connection.execute(sql.SQL("DROP INDEX CONCURRENTLY IF EXISTS {}").format(sql.Identifier(schema, name)))
