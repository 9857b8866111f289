"""Advice that could harm some people, or that another item contradicts."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from consilia.domain import plain_yaml
from consilia.domain.composing import ComposingKnowledge
from consilia.domain.composing.files import Item, Review, When
from consilia.domain.reviewing.model import Problem


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Guard(_File):
    """Advice that is known by its words, and the people from whom it must be kept."""

    what: str
    words: tuple[str, ...]
    keep_from: tuple[str, ...] = ()  # concepts that are possible, or groups of medicines
    keep_from_deniers_of: tuple[str, ...] = ()  # concepts: who does not drink coffee is not told to drink less
    not_in: tuple[str, ...] = ()  # items that use the words to warn
    because: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(r"\b(?:" + "|".join(map(re.escape, self.words)) + r")\b", re.IGNORECASE)


class Opposites(_File):
    """Two items that say opposite things: one of them must replace the other, or be kept from its people."""

    one: str
    other: str


class Guards(_File):
    """What a clinician wants to be watched over in every item, also in those that are still to be written."""

    advice_sections: tuple[str, ...]
    unverified_sections: tuple[str, ...]
    unverified_figures: tuple[str, ...]
    guards: tuple[Guard, ...]
    opposites: tuple[Opposites, ...]
    review: Review


def load_guards(folder: Path) -> Guards:
    """Return what advice is watched over. Raises pydantic.ValidationError when the file does not fit."""
    return Guards.model_validate(plain_yaml.load(folder / "composing/contra-indications.yaml"))


def contradictory_advice(knowledge: ComposingKnowledge, *, guards: Guards) -> Iterator[Problem]:
    """Yield advice that is not kept from those it could harm, and items that contradict each other."""
    for item in knowledge.items:
        if item.section in guards.advice_sections:
            yield from _unguarded(item, guards)
    for pair in knowledge.policy.warnings:
        warned = _people(knowledge.by_id[pair.warning].when.any_of)
        for name in pair.keeps_off:
            if missing := sorted(warned - _kept_from(knowledge.by_id[name])):
                people = ", ".join(missing)
                what = f"{pair.warning} warns people with {people}, and this item is not kept from them"
                yield Problem(f"composing: {name}", "error", what)
    for opposites in guards.opposites:
        yield from _opposed(opposites, knowledge)


def _unguarded(item: Item, guards: Guards) -> Iterator[Problem]:
    said = " ".join(text for statement in item.say for text in (*statement.text, *statement.otherwise))
    for guard in guards.guards:
        if item.id in guard.not_in or not guard.pattern.search(said):
            continue
        if missing := sorted(set(guard.keep_from) - _kept_from(item)):
            what = f"advises {guard.what} and is not kept from people with {', '.join(missing)}: {guard.because}"
            yield Problem(f"composing: {item.id}", "error", what)
        if missing := sorted(set(guard.keep_from_deniers_of) - _deniers_kept_off(item)):
            what = f"advises {guard.what} and is not kept from people who deny {', '.join(missing)}: {guard.because}"
            yield Problem(f"composing: {item.id}", "error", what)


def _opposed(opposites: Opposites, knowledge: ComposingKnowledge) -> Iterator[Problem]:
    pair = [knowledge.by_id.get(opposites.one), knowledge.by_id.get(opposites.other)]
    for name, item in zip((opposites.one, opposites.other), pair, strict=True):
        if item is None:
            yield Problem("composing/contra-indications.yaml", "error", f"no item {name}")
    one, other = pair
    if one is None or other is None or other.id in one.replaces or one.id in other.replaces:
        return
    if not (_told_apart(one, other) or _told_apart(other, one)):
        yield Problem(f"composing: {one.id}", "error", f"contradicts {other.id}, and both may stand on one page")


def _told_apart(one: Item, other: Item) -> bool:
    """Whether whatever brings the first onto a page keeps the second off it."""
    brought = _people([one.when, *one.when.any_of]) | set(one.when.detail)
    barred = _kept_from(other) | {name for bar in other.unless for name in bar.detail}
    return bool(brought) and brought <= barred


def _people(conditions: Iterable[When]) -> set[str]:
    """The concepts and groups of medicines by which a list of conditions knows its people."""
    return {name for when in conditions for name in (*when.possible, *when.present, *when.takes)}


def _kept_from(item: Item) -> set[str]:
    """The people from whom an item is kept: each bar counts only when it bars them whatever else is so."""
    alone = [bar for bar in item.unless if _stands_alone(bar)]
    needed = {*item.when.denied, *item.when.clear_of, *item.when.absent}
    return {name for bar in alone for name in (*bar.possible, *bar.takes)} | needed


def _deniers_kept_off(item: Item) -> set[str]:
    alone = [bar for bar in item.unless if _stands_alone(bar)]
    return {name for bar in alone for name in bar.denied} | {*item.when.present, *item.when.possible}


def _stands_alone(bar: When) -> bool:
    """Whether one line of the condition is all there is: more lines would have to hold together."""
    return len(bar.model_fields_set) == 1
