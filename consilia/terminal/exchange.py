"""`consilia import` and `consilia export`: questions and answers in and out of the database."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

if TYPE_CHECKING:
    from consilia.web.exchange.report import Report

_SHOWN = 20  # refusals on the screen; --json has them all


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the whole report as JSON on standard output.")
def import_command(files: tuple[Path, ...], *, as_json: bool) -> None:
    """Import question pages (.txt), rows of other sites or our own export (.jsonl, .jsonl.gz).

    What is here already is skipped. What is refused is named with its reason, and the rest goes on; the exit status
    is 1 when something was refused.
    """
    _start_django()
    from consilia.web.exchange.importing import import_files

    report = import_files(files, by=None, progress=_bar("Importing"))
    if as_json:
        click.echo(json.dumps(report.as_record(), ensure_ascii=False, indent=1))
    else:
        _print(report)
    sys.exit(1 if report.refused else 0)


@click.command("export")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="A file; standard output otherwise.")
@click.option("--private", is_flag=True, help="Also what only askers and doctors may know. Keep the file safe.")
@click.option(
    "--origin",
    "origins",
    multiple=True,
    type=click.Choice(["own", "sample", "imported"]),
    help="Only questions of this origin; may be given several times.",
)
def export_command(out: Path | None, *, private: bool, origins: tuple[str, ...]) -> None:
    """Export departments, doctors, topics, guides and questions as JSON Lines that `consilia import` reads back.

    Without --private only what is public is written, in the words of the public pages.
    """
    _start_django()
    from consilia.web.exchange.queries import all_records

    records = all_records(origins=origins or ("own", "sample", "imported"), private=private)
    with _writing(out) as file:
        for record in _bar("Exporting")(records, None):
            file.write(record.model_dump_json(exclude_none=True) + "\n")


def _start_django() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)


@contextmanager
def _writing(out: Path | None) -> Iterator[TextIO]:
    """The file, readable by its owner alone and complete or absent; or standard output."""
    if out is None:
        yield sys.stdout
        return
    part = out.with_name(out.name + ".part")
    part.touch(mode=0o600)
    with part.open("w", encoding="utf-8") as file:
        yield file
    part.replace(out)


def _bar(label: str) -> Callable[[Iterable[Any], int | None], Iterator[Any]]:
    """A progress bar on standard error, around whatever is given; silent when that is no terminal."""

    def wrap(items: Iterable[Any], length: int | None) -> Iterator[Any]:
        with click.progressbar(items, length=length, label=label, file=sys.stderr, update_min_steps=5) as bar:
            yield from bar

    return wrap


def _print(report: "Report") -> None:
    for name, count in sorted((+report.counts).items()):
        click.echo(f"{count:7} {name}")
    for note in report.notes:
        click.echo(f"irregular: {note.where}: {note.reason}")
    for refusal in report.refused[:_SHOWN]:
        click.echo(f"refused: {refusal.where}: {refusal.reason}", err=True)
    if len(report.refused) > _SHOWN:
        click.echo(f"and {len(report.refused) - _SHOWN} more refusals; --json lists all", err=True)
    click.echo(f"{len(report.refused)} refused", err=True)
