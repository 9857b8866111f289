"""How well, and how dear, the search finds the answered question while it is still being typed.

Each query is cut after 25, 50 and 75 % of its characters, in the middle of a word as typing has it, and searched as the
page does: with the floor for typing, four cards. Time is that of the processor, for other work disturbs the clock.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks.retrieval import REMEMBERED, Qrels, Row, duplicate_questions, long_to_short
from benchmarks.testdata import half
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
from consilia.domain.retrieval.remembered import RememberedEmbedder
from consilia.domain.retrieval.vectors import document_vectors

SHARES = (0.25, 0.5, 0.75, 1.0)
CARDS = 4
LEAST_WORDS = 3
_COLLECTIONS: dict[str, Callable[[], tuple[list[Row], list[Row], Qrels]]] = {
    "duplicate questions": duplicate_questions,
    "long to short": long_to_short,
}


def main() -> None:
    """Print one line of figures for each collection, half and share of the text."""
    for name in sys.argv[1:] or _COLLECTIONS:
        documents, queries, qrels = _COLLECTIONS[name]()
        wanted = {query: document for query, document, _ in qrels}
        with tempfile.TemporaryDirectory() as folder:
            engine = _engine(Path(folder), documents=documents)
            for which in ("development", "validation"):
                asked = [row for row in queries if half(row["id"]) == which]
                for share in SHARES:
                    told = _figures(asked, share=share, wanted=wanted, engine=engine)
                    print(json.dumps({"collection": name, "half": which, "share": share} | told), flush=True)


def _engine(folder: Path, *, documents: list[Row]) -> EmbeddedEngine:
    embedder, knowledge = open_embedder(), loaded.retrieval()
    if embedder is None:
        raise SystemExit("No model is installed: there is nothing to measure.")
    engine = open_engine(folder, embedder=embedder, knowledge=knowledge)
    texts = [(row["title"], row["text"]) for row in documents]
    kept = RememberedEmbedder(embedder, file=REMEMBERED)
    vectors = document_vectors(texts, embedder=kept, knowledge=knowledge)
    with builders_lock(folder, wait=True):
        pairs = zip(documents, vectors, strict=True)
        engine.build((Entry(Document(row["id"], row["title"], row["text"]), v) for row, v in pairs), change=1)
    return engine


def _figures(
    queries: list[Row], *, share: float, wanted: dict[str, str], engine: EmbeddedEngine
) -> dict[str, float | int]:
    ranks, spent, none = [], [], 0
    for row in queries:
        text = row["text"][: round(share * len(row["text"]))]
        if len(text.split()) < LEAST_WORDS:  # the page looks for nothing yet
            ranks.append(0.0)
            none += 1
            continue
        started = time.process_time()
        found = search(Query(text, is_typing=share < 1), engine=engine, k=CARDS).keys
        spent.append(1000 * (time.process_time() - started))
        none += not found
        ranks.append(1 / (found.index(wanted[row["id"]]) + 1) if wanted[row["id"]] in found else 0.0)
    return {
        "queries": len(queries),
        "mrr_of_four": round(float(np.mean(ranks)), 3),
        "among_four": round(float(np.mean([rank > 0 for rank in ranks])), 3),
        "nothing": round(none / len(queries), 3),
        "cpu_ms_p50": round(float(np.percentile(spent, 50)), 1),
        "cpu_ms_p95": round(float(np.percentile(spent, 95)), 1),
    }


if __name__ == "__main__":
    main()
