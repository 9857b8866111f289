"""`consilia retrieve`: ranks any documents for any queries and writes a TREC run. Needs no database."""

import gzip
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

import click
import numpy as np

from consilia import loaded
from consilia.domain import retrieval
from consilia.domain.retrieval.embedding import BrokenModel, Embedder, Vectors
from consilia.domain.retrieval.engine import EmbeddedEngine
from consilia.domain.retrieval.model import Document, Mode
from consilia.domain.retrieval.remembered import RememberedEmbedder
from consilia.domain.retrieval.searching import rank
from consilia.domain.retrieval.shelf import Entry
from consilia.domain.retrieval.vectors import document_vectors

_BATCH = 512  # documents embedded between two steps of the progress bar


@click.command(name="retrieve")
@click.option("--docs", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--queries", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--k", default=100, show_default=True, type=click.IntRange(min=1), help="How many documents a query.")
@click.option("--mode", default="hybrid", show_default=True, type=click.Choice(["hybrid", "lexical", "dense"]))
@click.option("--model", type=click.Path(exists=True, file_okay=False, path_type=Path), envvar="CONSILIA_EMBEDDER",
              help="Folder with model.onnx and tokenizer.json; the installed one if left out.")  # fmt: skip
@click.option("--remember", type=click.Path(dir_okay=False, path_type=Path),
              help="SQLite file that keeps the documents' vectors for the next run.")  # fmt: skip
def retrieve_command(
    docs: Path, queries: Path, out: Path, k: int, mode: Mode, model: Path | None, remember: Path | None
) -> None:
    """Rank DOCS for each of QUERIES: the raw ranking, without floor, and with look-alikes kept.

    Rows of DOCS are {"id", "title", "text"}, of QUERIES {"id", "text"}; JSON Lines, plain or .gz.
    """
    documents = documents_in(docs)
    asked = queries_in(queries)
    folder = Path(tempfile.mkdtemp(prefix="consilia-retrieve-"))
    try:
        engine = engine_on(folder, documents=documents, mode=mode, model=model, remember=remember)
        with out.open("w", encoding="utf-8") as run:
            for query_id, text in with_bar(asked, label="queries"):
                _write_ranking(run, query_id, text, engine=engine, k=k, mode=mode)
    except BrokenModel as broken:
        raise click.ClickException(str(broken)) from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def documents_in(path: Path) -> list[Document]:
    """Return the documents of a file of JSON Lines."""
    rows = rows_in(path, needed=("id",))
    return [Document(row["id"], row.get("title", ""), row.get("text", "")) for row in rows]


def queries_in(path: Path) -> list[tuple[str, str]]:
    """Return the queries of a file of JSON Lines: id and text."""
    return [(row["id"], row["text"]) for row in rows_in(path, needed=("id", "text"))]


def rows_in(path: Path, *, needed: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """Yield the rows of a file, plain or .gz. Raises ClickException with the number of a line that does not fit."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                row = json.loads(line)
                missing = [name for name in needed if not isinstance(row.get(name), str)]
            except (ValueError, AttributeError) as broken:
                raise click.ClickException(f"{path}, line {number}: not a JSON object ({broken})") from None
            if missing:
                raise click.ClickException(f"{path}, line {number}: needs the text {' and '.join(missing)}")
            yield row


def engine_on(
    folder: Path, *, documents: list[Document], mode: Mode, model: Path | None, remember: Path | None
) -> EmbeddedEngine:
    """Return an engine in the folder that holds the documents."""
    embedder = None if mode == "lexical" else retrieval.open_embedder(model)
    if mode == "dense" and embedder is None:
        raise click.ClickException("no model is installed; name one with --model")
    if embedder is None and mode == "hybrid":
        click.echo("no model is installed: words alone (as --mode lexical)", err=True)
    engine = retrieval.open_engine(folder, embedder=embedder, knowledge=loaded.retrieval())
    vectors: Sequence[Vectors | None] = [None] * len(documents)
    if embedder:
        vectors = list(
            _vectors(documents, embedder=RememberedEmbedder(embedder, file=remember) if remember else embedder)
        )
    with retrieval.builders_lock(folder, wait=True):
        engine.build((Entry(d, v) for d, v in zip(documents, vectors, strict=True)), change=0)
    return engine


def _vectors(documents: list[Document], *, embedder: Embedder) -> Vectors:
    texts = [(document.title, document.text) for document in documents]
    by_length = sorted(range(len(texts)), key=lambda place: len(texts[place][1]))
    vectors = np.zeros((len(texts), embedder.dimensions), dtype=np.float32)
    with click.progressbar(length=len(texts), label="vectors", file=sys.stderr) as bar:
        for start in range(0, len(by_length), _BATCH):
            places = by_length[start : start + _BATCH]
            batch = [texts[place] for place in places]
            vectors[places] = document_vectors(batch, embedder=embedder, knowledge=loaded.retrieval())
            bar.update(len(places))
    return vectors


def with_bar(asked: list[tuple[str, str]], *, label: str) -> Iterator[tuple[str, str]]:
    """Yield the queries, and show on standard error how many are done."""
    with click.progressbar(asked, label=label, file=sys.stderr) as bar:
        yield from bar


def _write_ranking(run: TextIO, query_id: str, text: str, *, engine: EmbeddedEngine, k: int, mode: Mode) -> None:
    ranked = rank(engine.prepare(text), engine=engine, most=k, mode=mode)
    for place, (score, hit) in enumerate(ranked, start=1):
        run.write(f"{query_id} Q0 {hit.record.key} {place} {score:.6f} consilia-{mode}\n")
