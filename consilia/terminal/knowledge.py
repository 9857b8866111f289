"""`consilia check-knowledge`: whether every knowledge file keeps its schema, its references and its review dates."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path

import click

from consilia import loaded
from consilia.domain.language import Person, load_lexicon, read
from consilia.domain.reviewing import Counts, Problem, count, problems
from consilia.domain.triage import assess, load_rules
from consilia.domain.triage.files import Case
from consilia.domain.triage.printing import print_rules
from consilia.domain.triage.rules import Rules


@click.command("check-knowledge")
@click.option("--folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=loaded.KNOWLEDGE)
@click.option("--cases", "with_cases", is_flag=True, help="Also run every case of every rule.")
@click.option(
    "--print-to", type=click.Path(file_okay=False, path_type=Path), help="Print the rules as pages into a folder."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def check_knowledge_command(folder: Path, print_to: Path | None, *, with_cases: bool, as_json: bool) -> None:
    """Check the knowledge files: schema, dead references, ids, review dates."""
    found = list(check(folder, today=datetime.now(tz=UTC).date(), with_cases=with_cases))
    errors = sum(p.weight == "error" for p in found)
    is_readable = not any(p.file.endswith(".yaml") and p.weight == "error" for p in found)
    counts = count(folder) if is_readable else ()
    if print_to is not None and not errors:
        _print_pages(load_rules(folder), print_to)
    if as_json:
        reviews = [asdict(one) for one in counts]
        told = {"errors": errors, "reviews": reviews, "problems": [asdict(p) for p in found]}
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        for problem in found:
            click.echo(f"{problem.weight}: {problem.file}: {problem.what}")
        _print_counts(counts)
        click.echo(f"{errors} errors, {len(found) - errors} notes.")
    sys.exit(1 if errors else 0)


def _print_counts(counts: tuple[Counts, ...]) -> None:
    for one in counts:
        to_verify = f", {one.to_verify} to verify" if one.to_verify else ""
        click.echo(f"{one.folder}: {one.reviewed} of {one.total} reviewed by a clinician{to_verify}")


def check(folder: Path, *, today: date, with_cases: bool = False) -> Iterator[Problem]:
    """Yield every problem of a knowledge folder, as of `today`. Never raises for a broken file: it is a problem."""
    found = list(problems(folder, today=today))
    yield from found
    if with_cases and not any(problem.weight == "error" for problem in found):
        yield from _failed_cases(load_rules(folder), folder=folder)


def _failed_cases(rules: Rules, *, folder: Path) -> Iterator[Problem]:
    lexicon = load_lexicon(folder)
    for rule in rules.all.values():
        for case in rule.cases:
            reading = read(case.text, lexicon=lexicon, person=person_of(case))
            fired = {f.rule_id: f.urgency for f in assess(reading, rules=rules).fired}
            if (rule.id in fired) is not case.fires:
                yield Problem(
                    f"triage/{rule.id}.yaml", "error", f"should{' ' if case.fires else ' not '}fire: {case.text}"
                )


def person_of(case: Case) -> Person:
    """Return the person whom a case describes."""
    return Person(age_years=case.age_years, age_band=case.age_band, sex=case.sex)


def _print_pages(rules: Rules, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in print_rules(rules).items():
        (folder / name).write_text(text, "utf-8")
