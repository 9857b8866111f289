"""Peers that search by words alone, on the same texts and queries: FTS5, tantivy, bm25s, PostgreSQL's `ts_rank_cd`.

Each gets the telling words of a query, any of which may match, and returns the best fifty. bm25s lives in an
environment of its own (`requirements/peer-bm25s.txt`) and is a process beside; its time is taken there.
"""

import json
import re
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.peers import ROOT, environment
from consilia import loaded
from consilia.domain.retrieval import preparing
from consilia.domain.retrieval.lexical import LexicalIndex, LexicalWriter

MOST = 50
_WORD = re.compile(r"[a-z0-9]+")
Texts = Iterable[tuple[str, str]]  # title, text
Search = Callable[[list[str]], list[float]]  # from queries to the milliseconds of each


def words_of(query: str) -> list[str]:
    """Return the telling words of a query, as they are written."""
    empty = loaded.retrieval().words.empty
    return list(dict.fromkeys(word for word in _WORD.findall(query.lower()) if word not in empty))


def timed(search: Callable[[str], object]) -> Search:
    """Return what runs a search for each query and tells the milliseconds."""

    def run(queries: list[str]) -> list[float]:
        taken = []
        for query in queries:
            began = time.perf_counter()
            search(query)
            taken.append(1000 * (time.perf_counter() - began))
        return taken

    return run


@contextmanager
def fts5(texts: Texts, *, folder: Path) -> Iterator[Search]:
    """SQLite's FTS5 with its Porter stemmer."""
    with closing(sqlite3.connect(folder / "fts5.sqlite3")) as database:
        database.execute(
            "CREATE VIRTUAL TABLE held USING fts5(title, body, tokenize = 'porter unicode61', content = '')"
        )
        with database:
            database.executemany("INSERT INTO held (title, body) VALUES (?, ?)", texts)
            database.execute("INSERT INTO held(held) VALUES ('optimize')")

        def search(query: str) -> list[Any]:
            wanted = " OR ".join(f'"{word}"' for word in words_of(query))
            found = "SELECT rowid FROM held WHERE held MATCH ? ORDER BY bm25(held, 1.5, 1.0) LIMIT ?"
            return database.execute(found, [wanted, MOST]).fetchall() if wanted else []

        yield timed(search)


@contextmanager
def tantivy(texts: Texts, *, folder: Path) -> Iterator[Search]:
    """The index of words that the embedded engine uses, alone."""
    writer = LexicalWriter(folder / "tantivy")
    for place, (title, text) in enumerate(texts):
        writer.add(title, text, place=place)
    writer.finish()
    index, empty = LexicalIndex(folder / "tantivy", title_boost=1.5), loaded.retrieval().words.empty
    yield timed(lambda query: index.search(preparing.telling_tokens(query, empty=empty), most=MOST))


@contextmanager
def ts_rank_cd(texts: Texts, *, address: str) -> Iterator[Search]:
    """PostgreSQL's own text search: a GIN index on tsvector, all that match ranked by cover density."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE TABLE held (words tsvector)")
        connection.execute("CREATE TEMP TABLE given (title text, body text)")
        with connection.cursor() as cursor, cursor.copy("COPY given FROM STDIN") as copy:
            for pair in texts:
                copy.write_row(pair)
        words = "setweight(to_tsvector('english', title), 'A') || to_tsvector('english', body)"
        connection.execute(f"INSERT INTO held SELECT {words} FROM given")
        connection.execute("CREATE INDEX ON held USING gin (words)")
        connection.execute("DROP TABLE given")
        connection.execute("VACUUM (ANALYZE) held")

        def search(query: str) -> list[Any]:
            wanted = " | ".join(f"'{word}'" for word in words_of(query))
            found = """SELECT ctid FROM held, to_tsquery('english', %s) AS wanted WHERE words @@ wanted
                       ORDER BY ts_rank_cd(words, wanted) DESC LIMIT %s"""
            return connection.execute(found, [wanted, MOST]).fetchall() if wanted else []

        yield timed(search)


@contextmanager
def bm25s(texts: Texts, *, folder: Path) -> Iterator[Search]:
    """The library bm25s with the English stemmer, in memory, in a process of its own."""
    given = folder / "texts.jsonl"
    with given.open("w", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(f'{title} {text}')}\n" for title, text in texts)
    command = [
        str(environment("bm25s")),
        "-W",
        "ignore",
        str(ROOT / "benchmarks" / "bm25s_worker.py"),
        str(given),
        str(MOST),
    ]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as worker:
        if worker.stdin is None or worker.stdout is None:
            raise RuntimeError("the worker has no pipes")
        worker.stdout.readline()  # it is ready
        asked, said = worker.stdin, worker.stdout

        def run(queries: list[str]) -> list[float]:
            taken = []
            for query in queries:
                asked.write(json.dumps(" ".join(words_of(query))) + "\n")
                asked.flush()
                taken.append(float(said.readline()))
            return taken

        yield run
        asked.close()
