"""How quick a search is: the embedded and the server engine at 50,000, 500,000 and 1,000,000 questions, beside peers.

The questions are sentences of the test data put together anew. Up to 40,000 vectors are real; beyond, they are real
ones moved a little at random, for embedding a million takes hours. The queries are real: short ones of 16 words at
most, starts of them as somebody types, and long stories apart. Whole searches are timed, embedding included; on a
machine that others use, the time that the processor worked for them (`cpu`, in our process and the server's) says more.
The peers search by words alone.

    python -m benchmarks.search_speed 50000 embedded server fts5
"""

import gzip
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import numpy as np
import psycopg

from benchmarks import search_peers
from benchmarks.retrieval import REMEMBERED
from benchmarks.testdata import data, read_rows
from consilia import loaded
from consilia.domain.retrieval import (
    Document,
    EmbeddedEngine,
    Entry,
    Query,
    builders_lock,
    open_embedder,
    open_engine,
    search,
)
from consilia.domain.retrieval.embedding import Embedder, Vectors
from consilia.domain.retrieval.remembered import RememberedEmbedder
from consilia.postgres import ServerEngine, Servers
from tests.postgres import running

SIZES = (50_000, 500_000, 1_000_000)
MOST_REAL, A_CHUNK, SHORT_WORDS, MOVED_BY = 40_000, 10_000, 16, 0.02
ON_A_SERVER = {
    "shared_buffers": "3GB",
    "maintenance_work_mem": "2GB",
    "max_wal_size": "8GB",
    "max_parallel_maintenance_workers": "1",
    "autovacuum": "off",
}
Entries = Callable[[], Iterator[Entry]]


def main() -> None:
    """Print one line of figures for each size, system and kind of query."""
    embedder = open_embedder()
    if embedder is None:
        raise SystemExit("Measuring the search by meaning needs the installed model.")
    sizes = [int(word) for word in sys.argv[1:] if word.isdigit()] or list(SIZES)
    systems = [word for word in sys.argv[1:] if not word.isdigit()] or [*SYSTEMS, *PEERS]
    with gzip.open(data("medquad/docs.jsonl.gz"), "rt", encoding="utf-8") as lines:
        titles = list(dict.fromkeys(json.loads(line)["title"] for line in lines))[:MOST_REAL]
    sentences = [*titles, *(pair["q2"] for pair in read_rows(data("mqp/pairs.jsonl")))]
    real = RememberedEmbedder(embedder, file=REMEMBERED).embed(titles) if set(systems) & SYSTEMS.keys() else None
    for size in sizes:
        for name in systems:
            vectors = real if real is not None and name in SYSTEMS else np.zeros((len(titles), 1), np.float32)

            def entries(size: int = size, vectors: Vectors = vectors) -> Iterator[Entry]:
                return _entries(size, sentences=sentences, titles=titles, real=vectors)

            if name in SYSTEMS:
                SYSTEMS[name](entries, embedder=embedder, size=size)
            else:
                _peer(name, entries, size=size)


def _embedded(entries: Entries, *, embedder: Embedder, size: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(Path(folder), embedder=embedder, knowledge=loaded.retrieval())
        began = time.monotonic()
        with builders_lock(engine.folder, wait=True):
            engine.build(entries(), change=1)
        _report({"questions": size, "system": "embedded", "build_seconds": round(time.monotonic() - began, 1)}, engine)


def _server(entries: Entries, *, embedder: Embedder, size: int) -> None:
    with running(ON_A_SERVER) as cluster:
        engine = ServerEngine(Servers(cluster.address), embedder=embedder, knowledge=loaded.retrieval())
        began = time.monotonic()
        engine.build(entries())
        built = round(time.monotonic() - began, 1)
        with psycopg.connect(cluster.address()) as connection:
            held = connection.execute("SELECT pg_database_size(current_database()) / 1000000").fetchone()
        _report({"questions": size, "system": "server", "build_seconds": built, "disk_mb": held and held[0]}, engine)
        engine.servers.close()


def _report(what: dict[str, Any], engine: EmbeddedEngine | ServerEngine) -> None:
    for kind, texts, is_typing in _queries():
        print(json.dumps(what | {"queries": kind} | _timed(engine, texts, is_typing=is_typing)), flush=True)


def _peer(name: str, entries: Entries, *, size: int) -> None:
    texts = ((entry.document.title, entry.document.text) for entry in entries())
    queries = _queries()[0][1]
    with tempfile.TemporaryDirectory() as folder, running(ON_A_SERVER) as cluster:
        began = time.monotonic()
        place = {"address": cluster.address()} if name == "ts_rank_cd" else {"folder": Path(folder)}
        with PEERS[name](texts, **place) as run:
            seconds = round(time.monotonic() - began, 1)
            run(queries[:10])
            p50, p95 = np.percentile(run(queries), [50, 95]).round(1).tolist()
    figures = {"build_seconds": seconds, "queries": "short, words alone", "p50_ms": p50, "p95_ms": p95}
    print(json.dumps({"questions": size, "system": name} | figures), flush=True)


SYSTEMS: dict[str, Callable[..., None]] = {"embedded": _embedded, "server": _server}
PEERS: dict[str, Callable[..., AbstractContextManager[search_peers.Search]]] = {
    "tantivy": search_peers.tantivy,
    "fts5": search_peers.fts5,
    "bm25s": search_peers.bm25s,
    "ts_rank_cd": search_peers.ts_rank_cd,
}


def _entries(size: int, *, sentences: list[str], titles: list[str], real: Vectors) -> Iterator[Entry]:
    random = np.random.default_rng(7)
    for start in range(0, size, A_CHUNK):
        places = random.integers(0, len(real), A_CHUNK) if start >= len(real) else np.arange(start, start + A_CHUNK)
        places %= len(real)
        moved = real[places] + random.normal(size=(A_CHUNK, real.shape[1])).astype(np.float32) * MOVED_BY
        moved /= np.linalg.norm(moved, axis=1, keepdims=True)
        others = random.integers(0, len(sentences), (A_CHUNK, 2))
        for row, place in enumerate(places[: size - start]):
            text = " ".join(sentences[other] for other in others[row])
            yield Entry(
                Document(str(start + row), titles[place], text), real[place] if start < len(real) else moved[row]
            )


def _queries() -> list[tuple[str, list[str], bool]]:
    asked = [pair["q1"] for pair in read_rows(data("mqp/pairs.jsonl")) if pair["label"] == 1]
    short = [text for text in asked if len(text.split()) <= SHORT_WORDS][:200]
    starts = [text[: int(len(text) * part)] for text in short[:60] for part in (0.25, 0.5, 0.75)]
    long = [pair["long"] for pair in read_rows(data("hcm/pairs.jsonl"))[:100]]
    return [("short", short, False), ("while typing", starts, True), ("long", long, False)]


def _timed(engine: EmbeddedEngine | ServerEngine, texts: list[str], *, is_typing: bool) -> dict[str, Any]:
    for text in texts[:10]:
        search(Query(text, is_typing=is_typing), engine=engine)
    server = None
    if isinstance(engine, ServerEngine):
        server = engine.servers.read(lambda connection: connection.info.backend_pid)
    times, working, embedding = [], [], []
    for text in texts:
        began, worked = time.perf_counter(), _worked(server)
        search(Query(text, is_typing=is_typing), engine=engine)
        times.append(time.perf_counter() - began)
        working.append(_worked(server) - worked)
        worked = _worked(None)
        engine.embedder and engine.embedder.embed([text])
        embedding.append(_worked(None) - worked)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    figures = {"": times, "cpu_": working, "embedding_cpu_": embedding}
    shown = {f"{name}{part}_ms": round(1000 * float(np.percentile(of, at)), 1)
             for name, of in figures.items() for part, at in (("p50", 50), ("p95", 95))}  # fmt: skip
    return shown | {"peak_mb": peak}


def _worked(server: int | None) -> float:
    """Return the seconds that the processor has worked for us, and for the server's process that answers us."""
    nanoseconds = int(Path(f"/proc/{server}/schedstat").read_text().split()[0]) if server else 0
    return time.process_time() + nanoseconds / 1e9


if __name__ == "__main__":
    main()
