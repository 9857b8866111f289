"""How well the search finds the same question: three collections, through `consilia retrieve`, next to plainer ways.

Each collection is split in halves (`benchmarks.testdata`): the weights of the ranking were learned on the development
halves of the first and the third; the validation halves' figures stood beside them while choices were made, so they are
not quite clean.
"""

import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from benchmarks.testdata import data, half, read_rows, score, write_rows

Row = dict[str, Any]
Qrels = list[tuple[str, str, int]]  # query, document, grade
MODES = ("lexical", "dense", "hybrid")
REMEMBERED = Path(tempfile.gettempdir()) / "consilia-benchmark-vectors.sqlite3"


def main() -> None:
    """Print one line of figures for each collection, half and mode."""
    collections: dict[str, Callable[[], tuple[list[Row], list[Row], Qrels]]] = {
        "duplicate questions": duplicate_questions,
        "consumer questions": consumer_questions,
        "long to short": long_to_short,
    }
    wanted = sys.argv[1:] or list(collections)
    for name in wanted:
        documents, queries, qrels = collections[name]()
        for mode in MODES:
            report(name, mode, documents=documents, queries=queries, qrels=qrels)


def duplicate_questions() -> tuple[list[Row], list[Row], Qrels]:
    """Return the medical question pairs: each finds its pair among all second questions and MedQuAD's titles."""
    pairs = read_rows(data("mqp/pairs.jsonl"))
    titles = [row["title"] for row in _medquad() if row["text"]]
    ids = {text: f"d{n}" for n, text in enumerate(dict.fromkeys([*(pair["q2"] for pair in pairs), *titles]))}
    same = [pair for pair in pairs if pair["label"] == 1]
    return (
        [{"id": key, "title": text, "text": ""} for text, key in ids.items()],
        [{"id": pair["id"], "text": pair["q1"]} for pair in same],
        [(pair["id"], ids[pair["q2"]], 2) for pair in same],
    )


def consumer_questions() -> tuple[list[Row], list[Row], Qrels]:
    """Return real consumers' questions as written, with judged questions and answers; titles alone are embedded."""
    lines = data("medquad/qrels.txt").read_text("utf-8").splitlines()
    qrels = [(query, document, int(grade)) for query, _, document, grade in map(str.split, lines)]
    documents = [{"id": row["id"], "title": row["title"], "text": ""} for row in _medquad()]
    return documents, read_rows(data("medquad/queries.jsonl")), qrels


def long_to_short() -> tuple[list[Row], list[Row], Qrels]:
    """Return long untidy questions, each of which finds its own short form."""
    pairs = read_rows(data("hcm/pairs.jsonl"))
    ids = {text: f"d{n}" for n, text in enumerate(dict.fromkeys(pair["short"] for pair in pairs))}
    return (
        [{"id": key, "title": text, "text": ""} for text, key in ids.items()],
        [{"id": pair["id"], "text": pair["long"]} for pair in pairs],
        [(pair["id"], ids[pair["short"]], 2) for pair in pairs],
    )


def report(name: str, mode: str, *, documents: list[Row], queries: list[Row], qrels: Qrels) -> None:
    """Rank with the command of the product and print the scorer's figures for each half."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        asked = [{"id": row["id"], "text": row["text"]} for row in queries]
        docs, texts = write_rows(here / "docs.jsonl", documents), write_rows(here / "queries.jsonl", asked)
        command = [sys.executable, "-m", "consilia", "retrieve", "--docs", str(docs), "--queries", str(texts)]
        command += ["--out", str(here / "run.txt"), "--mode", mode, "--remember", str(REMEMBERED)]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
        for which in ("development", "validation"):
            judged = _write_qrels(here / f"{which}.qrels", (row for row in qrels if half(row[0]) == which))
            found = score("retrieval", judged, here / "run.txt")
            figures = {k: v for k, v in found.items() if k in {"queries", "all", "judged_only"}}
            print(json.dumps({"collection": name, "mode": mode, "half": which} | figures), flush=True)


def _medquad() -> Iterable[Row]:
    with gzip.open(data("medquad/docs.jsonl.gz"), "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _write_qrels(path: Path, rows: Iterable[tuple[str, str, int]]) -> Path:
    path.write_text("".join(f"{query} 0 {document} {grade}\n" for query, document, grade in rows), "utf-8")
    return path


if __name__ == "__main__":
    main()
