"""`consilia evaluate`: how well a part of the product does on a collection with judgments. Needs no database."""

import hashlib
import json
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from consilia.domain.retrieval.embedding import BrokenModel
from consilia.domain.retrieval.measures import Measures, likely_chance, mean, measures
from consilia.domain.retrieval.model import Mode
from consilia.domain.retrieval.searching import rank
from consilia.terminal.retrieve import documents_in, engine_on, queries_in, with_bar

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_SAME = 1e-9  # figures nearer to each other are equal
Judgments = Mapping[str, Mapping[str, int]]


@click.group(name="evaluate")
def evaluate_command() -> None:
    """Measure a part of the product on a collection with judgments."""


@evaluate_command.command(name="retrieval")
@click.option("--docs", required=True, type=_FILE, help='JSON Lines {"id", "title", "text"}, plain or .gz.')
@click.option("--queries", required=True, type=_FILE, help='JSON Lines {"id", "text"}, plain or .gz.')
@click.option("--qrels", required=True, type=_FILE, help="TREC judgments: query 0 document grade.")
@click.option("--k", default=100, show_default=True, type=click.IntRange(min=1), help="How many documents a query.")
@click.option("--mode", default="hybrid", show_default=True, type=click.Choice(["hybrid", "lexical", "dense"]))
@click.option("--least-grade", default=2, show_default=True, help="The grade from which a document counts as found.")
@click.option("--model", type=click.Path(exists=True, file_okay=False, path_type=Path), envvar="CONSILIA_EMBEDDER",
              help="Folder with model.onnx and tokenizer.json; the installed one if left out.")  # fmt: skip
@click.option("--remember", type=click.Path(dir_okay=False, path_type=Path),
              help="SQLite file that keeps the documents' vectors for the next run.")  # fmt: skip
@click.option("--save", type=click.Path(dir_okay=False, path_type=Path), help="Keep the figures, to compare later.")
@click.option("--compare", type=_FILE, help="Figures kept before a change: show what it did.")
def retrieval_command(
    docs: Path, queries: Path, qrels: Path, k: int, mode: Mode, least_grade: int, model: Path | None,
    remember: Path | None, save: Path | None, compare: Path | None,
) -> None:  # fmt: skip
    """Rank DOCS for QUERIES and print how well, as one JSON object: nDCG, MRR, MAP and recall of the first ten.

    "collection" is a digest of documents, queries and judgments: figures compare only where it is the same.
    """
    before = _kept(compare) if compare else None
    judgments = _judgments(qrels)
    digest = _digest(docs, queries, judgments=judgments)
    if before and before["collection"] != digest:
        raise click.ClickException(f"{compare} is about another collection: {before['collection']}, not {digest}")
    found = _measured(docs, queries, judgments, k=k, mode=mode, least_grade=least_grade, model=model, remember=remember)
    if not found:
        raise click.ClickException(f"no query has a document of grade {least_grade} or more")
    told: dict[str, Any] = {"collection": digest, "mode": mode, "k": k, "least_grade": least_grade}
    told |= {"queries": len(found), "mean": _rounded(mean(found))}
    if save:
        save.write_text(json.dumps(told | {"each": found}, indent=1, ensure_ascii=False) + "\n", "utf-8")
    if before:
        told["change"] = _change(before["each"], found)
    click.echo(json.dumps(told, ensure_ascii=False))


def _measured(
    docs: Path, queries: Path, judgments: Judgments, *, k: int, mode: Mode, least_grade: int, model: Path | None,
    remember: Path | None,
) -> dict[str, Measures]:  # fmt: skip
    documents, asked = documents_in(docs), queries_in(queries)
    asked = [(key, text) for key, text in asked if max(judgments.get(key, {}).values(), default=0) >= least_grade]
    folder = Path(tempfile.mkdtemp(prefix="consilia-evaluate-"))
    try:
        engine = engine_on(folder, documents=documents, mode=mode, model=model, remember=remember)
        found = {}
        for key, text in with_bar(asked, label="queries"):
            ranked = rank(engine.prepare(text), engine=engine, most=k, mode=mode)
            keys = [hit.record.key for _, hit in ranked]
            found[key] = measures(keys, judgments[key], least_grade=least_grade)
    except BrokenModel as broken:
        raise click.ClickException(str(broken)) from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return found


def _judgments(path: Path) -> Judgments:
    judged: dict[str, dict[str, int]] = defaultdict(dict)
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        try:
            query, _, document, grade = line.split()
            judged[query][document] = int(grade)
        except ValueError:
            raise click.ClickException(f"{path}, line {number}: expected `query 0 document grade`") from None
    return judged


def _digest(docs: Path, queries: Path, *, judgments: Judgments) -> str:
    """Return a digest of what is searched, asked and judged; the order of rows and other fields do not matter."""
    lines = [f"d\0{document.key}\0{document.title}\0{document.text}" for document in documents_in(docs)]
    lines += [f"q\0{key}\0{text}" for key, text in queries_in(queries)]
    lines += [f"j\0{query}\0{key}\0{grade}" for query, of in judgments.items() for key, grade in of.items()]
    whole = hashlib.sha256()
    for line in sorted(lines):
        whole.update(hashlib.sha256(line.encode()).digest())
    return whole.hexdigest()[:16]


def _kept(path: Path) -> dict[str, Any]:
    try:
        kept: dict[str, Any] = json.loads(path.read_text("utf-8"))
        if not {"collection", "each"} <= kept.keys():
            raise ValueError("no figures of `--save` in it")
    except (ValueError, AttributeError) as broken:
        raise click.ClickException(f"{path} cannot be compared with: {broken}") from None
    return kept


def _change(before: Mapping[str, Measures], after: Mapping[str, Measures]) -> dict[str, Any]:
    """Return for each measure what it was, how many queries it helped and harmed, and how likely that is chance."""
    both = [key for key in after if key in before]
    names = next(iter(after.values())).keys()
    return {
        name: {"before": round(sum(before[key][name] for key in both) / max(len(both), 1), 4)}
        | _helped([after[key][name] - before[key][name] for key in both])
        for name in names
        if all(name in before[key] for key in both)
    }


def _helped(differences: list[float]) -> dict[str, float]:
    return {
        "change": round(sum(differences) / max(len(differences), 1), 4),
        "better": sum(difference > _SAME for difference in differences),
        "worse": sum(difference < -_SAME for difference in differences),
        "by_chance": round(likely_chance(differences), 3) if differences else 1.0,
    }


def _rounded(figures: Mapping[str, float]) -> dict[str, float]:
    return {name: round(value, 4) for name, value in figures.items()}
