"""`consilia compose`: More Info for questions from a file, as Markdown to read or as JSON Lines for a program."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click
from pydantic import ValidationError

from consilia import loaded
from consilia.domain.composing import Leaflet, UngroundedSentence, compose, to_markdown
from consilia.domain.language.model import Span
from consilia.terminal.assess import Row, understand


@click.command("compose")
@click.option("--in", "source", type=click.Path(path_type=Path, allow_dash=True), default="-", help="JSON Lines in.")
@click.option("--out", type=click.Path(path_type=Path, allow_dash=True), default="-", help="Where to write.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON a question instead of Markdown.")
@click.option("--locale", "locale_id", default="en-GB", show_default=True, help="Whose numbers, unless a row says.")
def compose_command(source: Path, out: Path, *, as_json: bool, locale_id: str) -> None:
    """Compose More Info for rows {"id", "text", ...}, in order; titles are unique within the file.

    A row that cannot be read or composed gets {"id", "error"}; the rest goes on, and the exit status is 1 at the end.
    """
    failed = 0
    with (
        click.open_file(str(source), encoding="utf-8") as lines,
        click.open_file(str(out), "w", encoding="utf-8") as file,
    ):
        for record in _composed(_with_progress(lines, quiet=str(out) == "-"), locale_id=locale_id):
            failed += "error" in record
            file.write(json.dumps(record, ensure_ascii=False) + "\n" if as_json else _readable(record))
    if failed:
        click.echo(f'{failed} rows could not be composed; each has its reason under "error".', err=True)
    sys.exit(1 if failed else 0)


def _with_progress(lines: Iterable[str], *, quiet: bool) -> Iterator[str]:
    rows = [line for line in lines if line.strip()]
    if quiet or not sys.stderr.isatty():
        yield from rows
        return
    with click.progressbar(rows, label="Composing", file=sys.stderr) as bar:
        yield from bar


def _composed(lines: Iterable[str], *, locale_id: str) -> Iterator[dict[str, Any]]:
    taken: set[str] = set()
    for number, line in enumerate(lines, start=1):
        row_id: object = number
        try:
            raw = json.loads(line)
            row_id = raw.get("id", number) if isinstance(raw, dict) else number
            row = Row.model_validate(raw)
            record = compose_row(row, locale_id=row.locale or locale_id, taken=frozenset(taken))
        except (json.JSONDecodeError, ValidationError, UngroundedSentence, FileNotFoundError) as error:
            yield {"id": row_id, "error": str(error).splitlines()[0]}
            continue
        taken.add(record["title"])
        yield record


def compose_row(row: Row, *, locale_id: str, taken: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Return one row's page as the contract of the terminal has it; offsets count from the start of the row's text."""
    answer = understand(row)
    leaflet = compose(
        answer.reading,
        answer.assessment,
        knowledge=loaded.composing(),
        locale=loaded.locale(locale_id),
        subject=row.subject,
        taken_titles=taken,
    )
    return as_record(row.id, leaflet, shift=answer.shift)


def as_record(row_id: str | int, leaflet: Leaflet, *, shift: int) -> dict[str, Any]:
    """Return the leaflet for a program. A span in the subject is left out: the row's text does not hold it."""
    sentences = [
        {"text": s.text, "section": s.section, "source": s.source, "span": _shifted(s.span, shift)}
        | {"kind": s.kind, "level": s.level}
        for s in leaflet.sentences
    ]
    return {
        "id": row_id,
        "title": leaflet.title,
        "sentences": sentences,
        "not_discussed": [{"concept": concept, "because": because} for concept, because in leaflet.not_discussed],
        "covered": leaflet.covered,
        "markdown": to_markdown(leaflet),
    }


def _shifted(span: Span | None, shift: int) -> Span | None:
    return (span[0] - shift, span[1] - shift) if span and span[0] >= shift else None


def _readable(record: dict[str, Any]) -> str:
    return f"<!-- {record['id']} -->\n{record.get('markdown') or 'Error: ' + record['error']}\n"
