"""What a clinician still has to look at in the knowledge files, and what is wrong with them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from consilia.domain.composing import ComposingKnowledge, load_composing
from consilia.domain.guides import load_guides
from consilia.domain.reviewing.advice import contradictory_advice, load_guards
from consilia.domain.reviewing.counting import Counts, count
from consilia.domain.reviewing.files import review_dates, unloadable, unreadable
from consilia.domain.reviewing.model import Problem
from consilia.domain.reviewing.names import dead_names
from consilia.domain.reviewing.sources import open_sentences, open_sources, unsafe_unverified
from consilia.domain.triage import Rules, load_rules

__all__ = ["Counts", "Problem", "count", "first_broken", "problems", "problems_of_composing"]


def problems(folder: Path, *, today: date) -> Iterator[Problem]:
    """Yield every problem of a knowledge folder, as of `today`. Never raises for a broken file: it is a problem.

    A folder without `composing/` is checked for its rules alone.
    """
    broken = list(unreadable(folder))
    yield from broken
    if broken:
        return
    yield from review_dates(folder, today=today)
    failed = list(unloadable(folder))
    yield from failed
    if failed:
        return
    rules = load_rules(folder)
    yield from _rules(rules, folder=folder)
    if (folder / "composing").is_dir():
        yield from problems_of_composing(load_composing(folder), folder=folder, rules=rules)
    if (folder / "guides").is_dir():
        yield from open_sentences(load_guides(folder))


def first_broken(folder: Path) -> Problem | None:
    """Return the first file with which no process can start, or None."""
    return next(unreadable(folder), None) or next(unloadable(folder), None)


def problems_of_composing(knowledge: ComposingKnowledge, *, folder: Path, rules: Rules) -> Iterator[Problem]:
    """Yield what is wrong with the composer's items, and what waits for a reviewer."""
    guards = load_guards(folder)
    yield from dead_names(knowledge, folder=folder, rules=rules)
    yield from contradictory_advice(knowledge, guards=guards)
    yield from unsafe_unverified(knowledge, guards=guards)
    yield from open_sources(knowledge)


def _rules(rules: Rules, *, folder: Path) -> Iterator[Problem]:
    known = {path.stem for path in (folder / "concepts").glob("*.yaml")}
    for concept in sorted(rules.concepts() - known):
        yield Problem("triage", "error", f"names the concept {concept!r}, which no file in concepts/ holds")
    for rule in rules.all.values():
        unread = [reference.title for reference in rule.references if reference.read_on is None]
        if unread:
            yield Problem(f"triage/{rule.id}.yaml", "note", f"sources nobody has read yet: {', '.join(unread)}")
