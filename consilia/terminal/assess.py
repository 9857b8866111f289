"""`consilia assess` and `consilia explain`: what a text says and how soon to look, row by row or in full."""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import IO, Any

import click
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from consilia import loaded
from consilia.domain.language import Finding, Person, Reading, read
from consilia.domain.triage import Assessment, assess, explain_to_asker, explain_to_doctor
from consilia.terminal.explaining import trace

Span = tuple[int, int]


class Row(BaseModel):
    """One question as a program hands it in; fields that the contract does not name are passed over."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str | int
    text: str
    subject: str = ""
    age_years: float | None = None
    age_band: str | None = None
    sex: str | None = None
    locale: str | None = None
    asked_on: date | None = None
    targets: tuple[Span, ...] = Field(default=())

    @property
    def person(self) -> Person:
        return Person(age_years=self.age_years, age_band=self.age_band or "", sex=(self.sex or "").lower())


@dataclass(frozen=True)
class Answer:
    """A row understood. `shift` is where the row's text begins in what was read, the subject standing before it."""

    reading: Reading
    assessment: Assessment
    shift: int


@click.command("assess")
@click.option("--in", "source", type=click.Path(path_type=Path, allow_dash=True), default="-", help="JSON Lines in.")
@click.option("--out", type=click.Path(path_type=Path, allow_dash=True), default="-", help="JSON Lines out.")
@click.option("--json", "as_json", is_flag=True, help="Accepted for symmetry: the output is always JSON Lines.")
def assess_command(source: Path, out: Path, *, as_json: bool) -> None:
    """Assess rows {"id", "text", ...} and write findings, urgency, rules, departments and questions, in order.

    A row that cannot be read gets {"id", "error"}; the rest goes on, and the exit status is 1 at the end.
    """
    failed = 0
    with _reading(source) as lines, _writing(out) as file:
        for record in _assessed(lines, quiet=str(out) == "-"):
            failed += "error" in record
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    if failed:
        click.echo(f'{failed} rows could not be read; each has its reason under "error".', err=True)
    sys.exit(1 if failed else 0)


@click.command("explain")
@click.argument("text", required=False)
@click.option("--age", "age_years", type=float, help="Age in years.")
@click.option("--sex", type=click.Choice(["male", "female", "other"]), default=None)
@click.option("--locale", "locale_id", default="en-GB", show_default=True, help="Whose numbers to name.")
@click.option("--json", "as_json", is_flag=True, help="Print the whole trace as JSON.")
def explain_command(
    text: str | None, age_years: float | None, sex: str | None, locale_id: str, *, as_json: bool
) -> None:
    """Print how a TEXT (or standard input) is understood and why it gets its urgency, word by word."""
    row = Row(id="text", text=text if text is not None else sys.stdin.read(), age_years=age_years, sex=sex)
    answer = understand(row)
    locale = loaded.locale(locale_id)
    asker = explain_to_asker(answer.assessment, answer.reading, rules=loaded.rules(), locale=locale)
    doctor = explain_to_doctor(answer.assessment, answer.reading, rules=loaded.rules(), locale=locale)
    versions = {"code": loaded.code_version(), "knowledge": loaded.knowledge_version()}
    if as_json:
        whole = {**as_record(row, answer), "asker": asdict(asker), "doctor": asdict(doctor), "versions": versions}
        click.echo(json.dumps(whole, ensure_ascii=False, indent=1, default=str))
        return
    click.echo(trace(answer.reading, answer.assessment, asker=asker, doctor=doctor, versions=versions))


def understand(row: Row) -> Answer:
    """Return the row read and assessed. The subject is read before the text, as a person reads it."""
    subject = f"{row.subject.strip()}\n\n" if row.subject.strip() else ""
    shift = len(subject)
    targets = [(start + shift, end + shift) for start, end in row.targets]
    reading = read(
        subject + row.text, lexicon=loaded.lexicon(), person=row.person, asked_on=row.asked_on, targets=targets
    )
    return Answer(reading, assess(reading, rules=loaded.rules()), shift)


def as_record(row: Row, answer: Answer) -> dict[str, Any]:
    """Return the answer as the contract of the terminal has it; offsets count from the start of the row's text.

    `findings` holds the concepts that the contract names, `further` what else was understood, in the same form.
    """
    reading, assessment, shift = answer.reading, answer.assessment, answer.shift
    here, core = _Shifted(shift), loaded.lexicon().core
    stated = [f for f in reading.findings if f.span[0] >= shift]
    record: dict[str, Any] = {
        "id": row.id,
        "findings": [_finding(f, here, reading) for f in stated if f.concept in core],
        "further": [_finding(f, here, reading) for f in stated if f.concept not in core],
        "urgency": assessment.urgency.value,
        "rules": [
            {"id": f.rule_id, "urgency": f.urgency.value, "evidence": here.spans(f.evidence)} for f in assessment.fired
        ],
        "departments": [hint.department for hint in assessment.departments],
        "department_reasons": [
            {"id": hint.department, "reason": hint.reason, "evidence": here.spans(hint.evidence)}
            for hint in assessment.departments
        ],
        "questions": here.spans(reading.questions),
        "conflicts": [
            {"kind": c.kind, "said": c.said, "against": c.against, "span": here.span(c.span)} for c in reading.conflicts
        ],
        "readable": reading.readable,
        "reason": reading.reason,
    }
    if row.targets:
        record["targets"] = [
            {"start": start, "end": end, "stance": found.stance.value}
            for (start, end), found in zip(row.targets, reading.targets, strict=True)
        ]
    return record


@dataclass(frozen=True)
class _Shifted:
    """Moves offsets back to where the row's text begins; what stands in the subject has none."""

    by: int

    def span(self, span: Span | None) -> list[int] | None:
        return None if span is None or span[0] < self.by else [span[0] - self.by, span[1] - self.by]

    def spans(self, spans: Iterable[Span]) -> list[list[int]]:
        return [moved for span in spans if (moved := self.span(span)) is not None]


def _finding(found: Finding, here: _Shifted, reading: Reading) -> dict[str, Any]:
    record: dict[str, Any] = {
        "concept": found.concept,
        "stance": found.stance.value,
        "start": found.span[0] - here.by,
        "end": found.span[1] - here.by,
        "cue": here.span(found.cue),
    }
    optional = {
        "about": found.about if found.about != "self" else None,
        "leans": found.leans.value if found.leans else None,
        "result": found.result,
        "site": ", ".join(found.sites) or None,
        "side": found.side,
        "since": reading.words(found.since.span) if found.since else None,
        "since_days": found.since.days if found.since else None,
        "course": found.course,
        "onset": found.onset,
        "severity": found.severity,
        "dose": found.quantity,
        "triggers": [reading.words(span) for span in found.triggers] or None,
        "relievers": [reading.words(span) for span in found.relievers] or None,
        "frequency": reading.words(found.frequency) if found.frequency else None,
    }
    return record | {key: value for key, value in optional.items() if value is not None}


def _assessed(lines: Iterable[str], *, quiet: bool) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        if not quiet and number % 500 == 0:
            click.echo(f"{number} rows", err=True)
        yield _assessed_line(line, number)


def _assessed_line(line: str, number: int) -> dict[str, Any]:
    try:
        held = json.loads(line)
    except json.JSONDecodeError as error:
        return {"id": f"line {number}", "error": f"not JSON: {error}"}
    row_id = held.get("id", f"line {number}") if isinstance(held, dict) else f"line {number}"
    try:
        row = Row.model_validate(held)
    except ValidationError as error:
        first = error.errors()[0]
        return {"id": row_id, "error": f"{'.'.join(map(str, first['loc'])) or 'row'}: {first['msg']}"}
    return as_record(row, understand(row))


def _reading(source: Path) -> IO[str]:
    return click.open_file(str(source), encoding="utf-8")


def _writing(out: Path) -> IO[str]:
    return click.open_file(str(out), "w", encoding="utf-8")
