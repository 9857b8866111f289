"""Imports files: reads each, takes in what it holds one question at a time, and reports what was refused and why."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from django.db import DatabaseError, transaction

from consilia import loaded
from consilia.web.accounts.models import User
from consilia.web.exchange.actions.guides import take_in_guide
from consilia.web.exchange.actions.known import Known
from consilia.web.exchange.actions.pages import take_in_question_page
from consilia.web.exchange.actions.records import put_back
from consilia.web.exchange.actions.rows import take_in_row
from consilia.web.exchange.parsing import GuidePage, NotAPage, PageMarks, QuestionPage, load_page_marks, read_page
from consilia.web.exchange.parsing.records import Record, RecordRefused, read_record
from consilia.web.exchange.parsing.rows import RowQuestion, grouped, parsed_lines
from consilia.web.exchange.report import Report
from consilia.web.questions import searching
from consilia.web.questions.index_filling import Progress as Indexing

Progress = Callable[[Iterable["Piece"], int], Iterable["Piece"]]
_SHORT = 0.1  # seconds after which a transaction takes no other piece in
_FEW = 300  # questions whose vectors take seconds
_ROWS = (".jsonl", ".jsonl.gz", ".ndjson")


@dataclass(frozen=True)
class Piece:
    """Something to take in, with its place for the report."""

    where: str
    read_from: str
    content: QuestionPage | GuidePage | RowQuestion | Record


def import_files(
    paths: Iterable[Path], *, by: User | None, progress: Progress, indexing: Indexing | None = None
) -> Report:
    """Import the files and return what happened. What is here already is skipped, so an import can be repeated.

    Some pieces are one transaction, and each is undone alone when it is refused: killed at any moment, no half
    question stays behind and a second run goes on.
    `progress` wraps the pieces while they are worked through and is told how many there are; `indexing` is told how
    far the index is.
    """
    report = Report()
    marks = load_page_marks(loaded.KNOWLEDGE)
    pieces = list(chain.from_iterable(_read(path, marks=marks, report=report) for path in paths))
    known = Known.now(marks)
    left = iter(progress(pieces, len(pieces)))
    for first in left:
        with transaction.atomic():
            for piece in _while_short(first, left):
                if not _take_in(piece, known=known, by=by, report=report):
                    known = Known.now(marks)
    _finish_index(report, indexing=indexing)
    return report


def _while_short(first: Piece, left: Iterator[Piece]) -> Iterator[Piece]:
    """The pieces of one transaction: several, for a commit takes time, but few, for everybody else waits meanwhile."""
    until = time.monotonic() + _SHORT
    yield first
    while time.monotonic() < until:
        piece = next(left, None)
        if piece is None:
            return
        yield piece


def _finish_index(report: Report, *, indexing: Indexing | None) -> None:
    """Make the vectors of a few new questions now, and leave those of thousands to `consilia reindex`.

    All are found by their words at once in either case.
    """
    new = report.counts["questions"] + report.counts["excerpts"]
    if 0 < new <= _FEW:
        searching.rebuild(indexing)
    elif new:
        report.note("search", [f"{new} questions are found by their words; `consilia reindex` adds their meaning"])


def _read(path: Path, *, marks: PageMarks, report: Report) -> Iterator[Piece]:
    if path.name.endswith(_ROWS):
        yield from _read_rows(path, report=report)
    elif path.suffix == ".txt":
        yield from _read_page(path, marks=marks, report=report)
    else:
        report.refuse(
            path.name, f"expected a file ending in .txt, .jsonl or .jsonl.gz; found {path.suffix or 'no ending'!r}"
        )


def _read_page(path: Path, *, marks: PageMarks, report: Report) -> Iterator[Piece]:
    try:
        page = read_page(path.read_text("utf-8"), marks=marks)
    except UnicodeDecodeError as error:
        report.refuse(path.name, f"not UTF-8: byte {error.start + 1} of the file is {error.object[error.start]:#04x}")
    except (NotAPage, OSError) as error:
        report.refuse(path.name, str(error))
    else:
        yield Piece(path.name, path.name, page)


def _read_rows(path: Path, *, report: Report) -> Iterator[Piece]:
    """Our own records come out in their order, then the rows of other sites, grouped."""
    rows: list[tuple[str, dict[str, object]]] = []
    for where, line in parsed_lines(path, report=report):
        if "record" not in line:
            rows.append((where, line))
            continue
        try:
            yield Piece(where, path.name, read_record(line))
        except RecordRefused as error:
            report.refuse(where, str(error))
    for question in grouped(iter(rows), report=report):
        yield Piece(question.where, path.name, question)


def _take_in(piece: Piece, *, known: Known, by: User | None, report: Report) -> bool:
    """Take one piece in with all that is derived from it, or refuse it as a whole and return False."""
    before = report.counts.copy()
    try:
        with transaction.atomic():
            _file(piece, known=known, by=by, report=report)
    except (ValueError, DatabaseError) as error:
        # Also what the reading, the assessment or the index cannot work with: the piece is rolled back as a whole.
        report.counts = before
        report.refuse(piece.where, f"{type(error).__name__}: {str(error)[:200]}")
        return False
    return True


def _file(piece: Piece, *, known: Known, by: User | None, report: Report) -> None:
    match piece.content:
        case GuidePage() as guide:
            report.counts["guides" if take_in_guide(guide, by=by) else "already here"] += 1
            report.note(piece.where, guide.notes)
        case QuestionPage() as page:
            taken = take_in_question_page(page, read_from=piece.read_from, marks=known.marks, by=by)
            report.counts["already here"] += taken.known
            report.counts["excerpts"] += taken.new_excerpts
            report.counts["excerpts completed"] += taken.completed
            report.counts["questions"] += len(taken.changed) - taken.new_excerpts
            report.note(piece.where, page.notes)
        case RowQuestion() as row:
            is_new, new_answers = take_in_row(row, read_from=piece.read_from, known=known, by=by)
            report.counts["questions" if is_new else "already here"] += 1
            report.counts["answers"] += new_answers
        case _:
            report.counts[put_back(piece.content, by=by)] += 1
