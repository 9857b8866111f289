"""`consilia check-knowledge`: whether every knowledge file keeps its schema, its references and its review dates."""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import click
import yaml

from consilia import loaded
from consilia.domain import plain_yaml
from consilia.domain.composing import contradictions, load_composing, open_points
from consilia.domain.language import Person, load_lexicon, read
from consilia.domain.locales import load_locale
from consilia.domain.triage import assess, load_rules
from consilia.domain.triage.files import Case
from consilia.domain.triage.printing import print_rules
from consilia.domain.triage.rules import Rules


@dataclass(frozen=True)
class Problem:
    """One thing that is not right. An `error` ends the command with status 1; a `note` is for the next review."""

    file: str
    weight: str  # error or note
    what: str


@click.command("check-knowledge")
@click.option("--folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=loaded.KNOWLEDGE)
@click.option("--cases", "with_cases", is_flag=True, help="Also run every case of every rule.")
@click.option(
    "--print-to", type=click.Path(file_okay=False, path_type=Path), help="Print the rules as pages into a folder."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def check_knowledge_command(folder: Path, print_to: Path | None, *, with_cases: bool, as_json: bool) -> None:
    """Check the knowledge files: schema, dead references, ids, review dates."""
    problems = list(check(folder, today=datetime.now(tz=UTC).date(), with_cases=with_cases))
    errors = sum(p.weight == "error" for p in problems)
    if print_to is not None and not errors:
        _print_pages(load_rules(folder), print_to)
    if as_json:
        click.echo(json.dumps({"errors": errors, "problems": [asdict(p) for p in problems]}, ensure_ascii=False))
    else:
        for problem in problems:
            click.echo(f"{problem.weight}: {problem.file}: {problem.what}")
        click.echo(f"{errors} errors, {len(problems) - errors} notes.")
    sys.exit(1 if errors else 0)


def check(folder: Path, *, today: date, with_cases: bool = False) -> Iterator[Problem]:
    """Yield every problem of a knowledge folder, as of `today`. Never raises for a broken file: it is a problem."""
    broken = list(_unreadable(folder))
    yield from broken
    if broken:
        return
    yield from _review_dates(folder, today=today)
    failed = list(_unloadable(folder))
    yield from failed
    if failed:
        return
    rules = load_rules(folder)
    yield from _dead_references(rules, folder=folder)
    yield from _unread_sources(rules)
    if (folder / "composing").is_dir():
        yield from _composing(folder)
    if with_cases:
        yield from _failed_cases(rules, folder=folder)


def _unreadable(folder: Path) -> Iterator[Problem]:
    for path in sorted(folder.rglob("*.yaml")):
        try:
            plain_yaml.load(path)
        except (yaml.YAMLError, ValueError) as error:
            yield Problem(_name(path, folder), "error", str(error).splitlines()[0])


def _name(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _review_dates(folder: Path, *, today: date) -> Iterator[Problem]:
    for path in sorted(folder.rglob("*.yaml")):
        held = plain_yaml.load(path)
        review = held.get("review") if isinstance(held, dict) else None
        if not isinstance(review, dict):
            if path.parent.name in {"triage", "concepts"}:
                yield Problem(_name(path, folder), "error", "has no review")
            continue
        try:
            again_by = date.fromisoformat(str(review.get("again_by", "")))
        except ValueError:
            yield Problem(_name(path, folder), "error", f"again_by is no date: {review.get('again_by')!r}")
            continue
        if again_by < today:
            yield Problem(_name(path, folder), "error", f"its review was due on {again_by}")


def _unloadable(folder: Path) -> Iterator[Problem]:
    loaders: list[tuple[str, Callable[[], object]]] = [
        ("triage", lambda: load_rules(folder)),
        ("concepts", lambda: load_lexicon(folder)),
    ]
    loaders += [(f"locales/{p.name}", partial(load_locale, p)) for p in sorted((folder / "locales").glob("*.yaml"))]
    for name, load in loaders:
        try:
            load()
        except ValueError as error:
            yield Problem(name, "error", " ".join(str(error).split()))


def _dead_references(rules: Rules, *, folder: Path) -> Iterator[Problem]:
    known = {path.stem for path in (folder / "concepts").glob("*.yaml")}
    for concept in sorted(rules.concepts() - known):
        yield Problem("triage", "error", f"names the concept {concept!r}, which no file in concepts/ holds")


def _unread_sources(rules: Rules) -> Iterator[Problem]:
    for rule in rules.all.values():
        unread = [reference.title for reference in rule.references if reference.read_on is None]
        if unread:
            yield Problem(f"triage/{rule.id}.yaml", "note", f"sources nobody has read yet: {', '.join(unread)}")


def _composing(folder: Path) -> Iterator[Problem]:
    try:
        knowledge = load_composing(folder)
    except (ValueError, OSError) as error:
        yield Problem("composing", "error", " ".join(str(error).split()))
        return
    yield from (Problem(f"composing: {item}", "error", what) for item, what in contradictions(knowledge))
    yield from (Problem(f"composing: {item}", "note", what) for item, what in open_points(knowledge))


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
