"""Facts whose source nobody has read: shown to reviewers, and kept from patients unless they err on the safe side."""

import re
from collections.abc import Iterable, Iterator

from consilia.domain.composing import ComposingKnowledge
from consilia.domain.composing.files import Item
from consilia.domain.guides import Guide
from consilia.domain.reviewing.advice import Guards
from consilia.domain.reviewing.model import Problem

TO_VERIFY = "to verify"
_FIGURE = re.compile(r"(?<![A-Za-z\d])\d+")  # not the 12 of B12


def unread(item: Item, knowledge: ComposingKnowledge) -> list[str]:
    """Return the titles of the item's sources that nobody has read."""
    return [knowledge.sources[name].title for name in item.sources if not knowledge.sources[name].read_on]


def open_sentences(guides: Iterable[Guide]) -> Iterator[Problem]:
    """Yield the sentences of guides that wait for somebody to read a source."""
    for guide in guides:
        for one in guide.to_verify:
            yield Problem(
                f"guides/{guide.slug}", "note", f"still to verify: {one.says!r}, said because: {one.errs_safe}"
            )


def open_sources(knowledge: ComposingKnowledge) -> Iterator[Problem]:
    """Yield what waits for somebody to read its source."""
    for item in knowledge.items:
        if item.review.status == TO_VERIFY:
            yield Problem(f"composing: {item.id}", "note", f"still to verify, said because: {item.errs_safe}")


def unsafe_unverified(knowledge: ComposingKnowledge, *, guards: Guards) -> Iterator[Problem]:
    """Yield items that tell patients what nobody has verified, where that does not err on the safe side.

    Such an item says that it is to be verified and why it may be said all the same; it stands only in sections where
    it cannot comfort; its words do not hang on worry being unfounded; outside the cards on getting help it names no
    figure; and it takes the place of no other item.
    """
    for item in knowledge.items:
        missing = unread(item, knowledge)
        if missing and item.review.status != TO_VERIFY:
            what = f"rests on sources nobody has read ({', '.join(missing)}) and does not say that it is to verify"
            yield Problem(f"composing: {item.id}", "error", what)
        if missing or item.review.status == TO_VERIFY:
            yield from (Problem(f"composing: {item.id}", "error", what) for what in _not_safe(item, guards))


def _not_safe(item: Item, guards: Guards) -> Iterator[str]:
    if not item.errs_safe.strip():
        yield "not verified, and no reason why it errs on the safe side"
    if item.section not in guards.unverified_sections:
        yield f"not verified, and stands in the section {item.section}, which can comfort"
    if any(when.worry_blocked == "no" for when in (item.when, *(statement.when for statement in item.say))):
        yield "not verified, and comforts those without a sign of danger"
    if item.replaces:
        yield f"not verified, and takes the place of {', '.join(item.replaces)}"
    is_card = any(statement.level for statement in item.say)
    may_count = is_card or item.section in guards.unverified_figures
    figures = {figure for statement in item.say for text in statement.text for figure in _FIGURE.findall(text)}
    ages = {f"{age:g}" for age in (item.when.age_from, item.when.age_below) if age is not None}  # whom it is for
    if not may_count and figures - ages:
        yield "not verified, and names a figure"
