"""Reads a file of rows (JSON Lines) of other sites: several answers to one question become one question."""

import gzip
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from consilia.web.exchange.report import Report

LONGEST_TEXT = 100_000  # characters; longer ones are files by mistake, not questions
_LONGEST_LINE = 8_000_000  # bytes


class AnswerRow(BaseModel):
    """A row with a question and one answer. Further fields are left aside: the files are not ours to shape."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str = ""
    source: str = ""
    question: str = ""  # often in lower case, often only a title
    question_text: str | None = None  # as the asker wrote it
    answer: str | None = None
    answer_author: str | None = None
    tags: tuple[str, ...] = ()
    url: str | None = None

    @property
    def words(self) -> str:
        """The question as the asker wrote it, or the best there is."""
        return (self.question_text or "").strip() or self.question.strip()


@dataclass(frozen=True)
class RowAnswer:
    """One answer and who gave it ("" when the row names nobody)."""

    author: str
    words: str


@dataclass(frozen=True)
class RowQuestion:
    """One question with all its answers, and the place of its first row."""

    site: str
    address: str  # its URL, or its words in lower case where the row has none
    url: str
    subject: str
    text: str
    answers: tuple[RowAnswer, ...]
    tags: tuple[str, ...]
    where: str


def lines_of(path: Path, *, report: Report) -> Iterator[tuple[str, str]]:
    """Yield ("file:line", line) for each line that holds text. Lines that are not UTF-8 are refused and passed over.

    A file may be packed with gzip (name ending .gz). A file that breaks off ends the reading with a refusal.
    """
    number = 0
    try:
        with path.open("rb") as raw, _unpacked(raw, packed=path.suffix == ".gz") as stream:
            for number, line in enumerate(iter(lambda: stream.readline(_LONGEST_LINE), b""), 1):
                where = f"{path.name}:{number}"
                try:
                    text = line.decode("utf-8-sig" if number == 1 else "utf-8")
                except UnicodeDecodeError as error:
                    report.refuse(where, f"not UTF-8: byte {error.start + 1} of the line is {line[error.start]:#04x}")
                    continue
                if text.strip():
                    yield where, text
    except (EOFError, OSError, gzip.BadGzipFile) as error:
        report.refuse(f"{path.name}:{number + 1}", f"the file breaks off here: {error}")


def parsed_lines(path: Path, *, report: Report) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield ("file:line", object) for each line that is a JSON object; others are refused and passed over."""
    for where, line in lines_of(path, report=report):
        try:
            row = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            report.refuse(
                where, f"not JSON: {error}" if isinstance(error, ValueError) else "not JSON: nested too deeply"
            )
            continue
        if isinstance(row, dict):
            yield where, row
        else:
            report.refuse(where, f"expected a JSON object, found {type(row).__name__}")


def grouped(rows: Iterator[tuple[str, dict[str, object]]], *, report: Report) -> list[RowQuestion]:
    """Return the questions in the order of their first row. A row that says too little is refused with the reason."""
    gathered: dict[tuple[str, str], list[tuple[str, AnswerRow]]] = {}
    for where, raw in rows:
        row = _checked(raw, where=where, report=report)
        if row is not None:
            address = row.url or row.words.casefold()
            gathered.setdefault((row.source, address), []).append((where, row))
    return [_question(site, address, rows) for (site, address), rows in gathered.items()]


def _unpacked(raw: io.BufferedReader, *, packed: bool) -> io.BufferedIOBase:
    return gzip.open(raw) if packed else raw


def _checked(raw: dict[str, object], *, where: str, report: Report) -> AnswerRow | None:
    try:
        row = AnswerRow.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        report.refuse(where, f"field {'.'.join(map(str, first['loc']))}: {first['msg'].lower()}")
        return None
    answer = (row.answer or "").strip()
    because = {
        "no question text": not row.words,
        "no answer text": not answer,
        "NUL characters in the text": "\0" in row.words + answer,
        f"longer than {LONGEST_TEXT} characters": max(len(row.words), len(answer)) > LONGEST_TEXT,
        "letters that are half of a pair (surrogates)": any("\ud800" <= c <= "\udfff" for c in row.words + answer),
    }
    reason = next((reason for reason, holds in because.items() if holds), None)
    if reason is not None:
        report.refuse(where, reason)
        return None
    return row


def _question(site: str, address: str, rows: list[tuple[str, AnswerRow]]) -> RowQuestion:
    where, first = rows[0]
    longest = max((row for _, row in rows), key=lambda row: len(row.words))
    text = longest.words
    same = first.question.strip().casefold() == text.casefold()
    answers = dict.fromkeys(RowAnswer((row.answer_author or "").strip(), (row.answer or "").strip()) for _, row in rows)
    return RowQuestion(
        site=site,
        address=address,
        url=first.url or "",
        subject=text if same or not first.question.strip() else first.question.strip(),
        text=text,
        answers=tuple(answers),
        tags=tuple(dict.fromkeys(tag for _, row in rows for tag in row.tags)),
        where=where,
    )
