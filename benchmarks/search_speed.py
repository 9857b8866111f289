"""How quick the embedded search is: 50,000, 500,000 and 1,000,000 questions, beside the index of words alone.

The questions are sentences of the test data put together anew. Up to 40,000 vectors are real; beyond, they are real
ones moved a little at random, for embedding a million takes hours. The queries are real: short ones of 16 words at
most, starts of them as somebody types, and long stories apart. Whole searches are timed, embedding included.
"""

import gzip
import json
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

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
from consilia.domain.retrieval.embedding import Vectors
from consilia.domain.retrieval.remembered import RememberedEmbedder

SIZES = (50_000, 500_000, 1_000_000)
REMEMBERED = Path(tempfile.gettempdir()) / "consilia-benchmark-vectors.sqlite3"
MOST_REAL, A_CHUNK, SHORT_WORDS, MOVED_BY = 40_000, 10_000, 16, 0.02


def main() -> None:
    """Print one line of figures for each size and kind of query."""
    embedder = open_embedder()
    if embedder is None:
        raise SystemExit("Measuring the search by meaning needs the installed model.")
    with gzip.open(data("medquad/docs.jsonl.gz"), "rt", encoding="utf-8") as lines:
        titles = list(dict.fromkeys(json.loads(line)["title"] for line in lines))[:MOST_REAL]
    sentences = [*titles, *(pair["q2"] for pair in read_rows(data("mqp/pairs.jsonl")))]
    real = RememberedEmbedder(embedder, file=REMEMBERED).embed(titles)
    for size in map(int, sys.argv[1:] or SIZES):
        with tempfile.TemporaryDirectory() as folder:
            engine = open_engine(Path(folder), embedder=embedder, knowledge=loaded.retrieval())
            began = time.monotonic()
            with builders_lock(engine.folder, wait=True):
                engine.build(_entries(size, sentences=sentences, titles=titles, real=real), change=1)
            seconds = round(time.monotonic() - began, 1)
            for kind, texts, is_typing in _queries():
                print(json.dumps({"questions": size, "build_seconds": seconds, "queries": kind}
                                 | _timed(engine, texts, is_typing=is_typing)), flush=True)  # fmt: skip


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


def _timed(engine: EmbeddedEngine, texts: list[str], *, is_typing: bool) -> dict[str, Any]:
    for text in texts[:10]:
        search(Query(text, is_typing=is_typing), engine=engine)
    times = []
    for text in texts:
        began = time.perf_counter()
        search(Query(text, is_typing=is_typing), engine=engine)
        times.append(1000 * (time.perf_counter() - began))
    p50, p95 = np.percentile(times, [50, 95])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"p50_ms": round(float(p50), 1), "p95_ms": round(float(p95), 1), "peak_mb": peak}


if __name__ == "__main__":
    main()
