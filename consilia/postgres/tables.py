"""The tables of the index, in a schema of their own. Each building has its own numbered set, beside the one in use."""

from dataclasses import dataclass
from functools import lru_cache

from psycopg import Connection, sql
from psycopg.errors import InsufficientPrivilege, UndefinedFile

from consilia.postgres.rows import UsualLengths

LAYOUT = "1"  # raise it when the tables, or what is written into them, change
OLDEST_PGVECTOR = (0, 8)  # the first that goes on looking in an HNSW index until enough is found
NAMES = ("documents", "words", "counts", "places")
_MAKING = "consilia: making tables"  # what is locked while tables are made


class NoVectors(RuntimeError):
    """The server lacks the extension that compares vectors, or has one too old."""


@dataclass(frozen=True)
class Making:
    """What a new generation is made of."""

    schema: str
    fingerprint: str
    dimensions: int  # of the vectors, 0 without a model


@dataclass(frozen=True)
class Generation:
    """One set of tables: the one in use, or one that is being filled."""

    schema: str
    number: int
    dimensions: int
    usual: UsualLengths  # as BM25 takes them, the same for all documents
    usual_words: float = 0.0  # of a document, as measured when it was built
    is_ready: bool = False
    loaded_to: str = ""  # by its builder
    change: int = 0  # the last that it knows

    def table(self, name: str) -> sql.Identifier:
        """Return the full name of one of NAMES."""
        return sql.Identifier(self.schema, f"{name}_{self.number}")

    def named(self, text: str) -> sql.SQL:
        """Return a statement with {documents} and the other names filled in."""
        return _named(self, text)


@lru_cache(maxsize=256)
def _named(generation: Generation, text: str) -> sql.SQL:
    names = {name: generation.table(name) for name in NAMES if f"{{{name}}}" in text}
    names["generations"] = sql.Identifier(generation.schema, "generations")
    return sql.SQL(sql.SQL(text).format(**names).as_string(None))


def make_schema(connection: Connection, *, schema: str) -> None:
    """Make the schema and the list of generations where they are missing. Raises NoVectors without pgvector."""
    found = connection.execute("SELECT to_regclass(%s)", [f"{schema}.generations"]).fetchone()
    if found and found[0]:
        return
    with connection.transaction():
        lock_making(connection)
        _need_vectors(connection)
        connection.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(schema)))
        connection.execute(
            sql.SQL("""
            CREATE TABLE IF NOT EXISTS {} (
              number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              fingerprint text NOT NULL,
              dimensions integer NOT NULL,
              usual_title real NOT NULL,
              usual_text real NOT NULL,
              usual_words real NOT NULL DEFAULT 0,
              loaded_to text NOT NULL DEFAULT '',
              change bigint NOT NULL DEFAULT 0,
              is_ready boolean NOT NULL DEFAULT false,
              made_at timestamptz NOT NULL DEFAULT now()
            )""").format(sql.Identifier(schema, "generations"))
        )


def lock_making(connection: Connection) -> None:
    """Hold the one place where tables are made, until the transaction ends."""
    connection.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [_MAKING])


def stay_made(connection: Connection) -> None:
    """Keep the present tables from being joined by others until the transaction ends; many may do so at once."""
    connection.execute("SELECT pg_advisory_xact_lock_shared(hashtext(%s))", [_MAKING])


def _need_vectors(connection: Connection) -> None:
    try:
        connection.execute("CREATE EXTENSION IF NOT EXISTS vector")
    except (InsufficientPrivilege, UndefinedFile) as refused:
        raise NoVectors(
            "This PostgreSQL has no pgvector. Install its package (postgresql-17-pgvector or the like) and "
            f"let an administrator of the server run CREATE EXTENSION vector. It said: {refused.diag.message_primary}"
        ) from None
    found = connection.execute("SELECT extversion FROM pg_extension WHERE extname = 'vector'").fetchone()
    version = tuple(int(part) for part in str(found[0] if found else 0).split(".")[:2])
    if version < OLDEST_PGVECTOR:
        raise NoVectors(f"pgvector {found and found[0]} is too old: 0.8 or newer, then ALTER EXTENSION vector UPDATE.")


def make_generation(connection: Connection, making: Making, *, usual: UsualLengths) -> Generation:
    """Make an empty set of tables without the indexes that are quicker made when all is loaded."""
    listed = sql.Identifier(making.schema, "generations")
    made = connection.execute(
        sql.SQL(
            "INSERT INTO {} (fingerprint, dimensions, usual_title, usual_text) VALUES (%s, %s, %s, %s) RETURNING number"
        ).format(listed),
        [making.fingerprint, making.dimensions, usual.title, usual.text],
    ).fetchone()
    generation = Generation(making.schema, made[0] if made else 0, making.dimensions, usual)
    length = f"({making.dimensions})" if making.dimensions else ""
    for statement in (
        f"""CREATE TABLE {{documents}} (
          doc bigint PRIMARY KEY, key text COLLATE "C" NOT NULL UNIQUE, title text NOT NULL, body text NOT NULL,
          facets text[] NOT NULL, duplicate_group text NOT NULL, words integer NOT NULL, vector halfvec{length}
        ) WITH (toast_tuple_target = 8160)""",
        """CREATE TABLE {words} (
          doc bigint PRIMARY KEY, keys integer[] NOT NULL, impacts sparsevec NOT NULL
        ) WITH (toast_tuple_target = 8160)""",
        """CREATE TABLE {counts} (
          id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
          kind smallint NOT NULL, word text COLLATE "C" NOT NULL, key integer, documents integer NOT NULL
        )""",
        "CREATE INDEX ON {counts} (word, kind) INCLUDE (documents)",
        "CREATE SEQUENCE {places}",
    ):
        connection.execute(generation.named(statement))
    return generation


def make_index_statements(generation: Generation) -> dict[str, sql.Composed]:
    """Return, by the name of each index that is made last, the statement that makes it."""
    wanted = [("words", "keys", "gin (keys) WITH (fastupdate = off)")]
    if generation.dimensions:
        wanted.append(("documents", "vector", "hnsw (vector halfvec_ip_ops) WITH (m = 16, ef_construction = 64)"))
    statements = {}
    for table, column, using in wanted:
        name = f"{table}_{generation.number}_{column}"
        parts = [sql.SQL("CREATE INDEX CONCURRENTLY "), sql.Identifier(name), sql.SQL(" ON "), generation.table(table)]
        statements[name] = sql.Composed([*parts, sql.SQL(" USING "), sql.SQL(using)])
    return statements


def drop_generation(connection: Connection, *, schema: str, number: int) -> None:
    """Drop one set of tables and forget it."""
    for name in NAMES:
        what = sql.SQL("DROP SEQUENCE IF EXISTS {}" if name == "places" else "DROP TABLE IF EXISTS {}")
        connection.execute(what.format(sql.Identifier(schema, f"{name}_{number}")))
    connection.execute(
        sql.SQL("DELETE FROM {} WHERE number = %s").format(sql.Identifier(schema, "generations")), [number]
    )
