"""What a clinician still has to look at in the composer's knowledge, and what items contradict each other."""

from collections.abc import Iterator

from consilia.domain.composing.files import When
from consilia.domain.composing.knowledge import ComposingKnowledge

Point = tuple[str, str]  # the item, and what is open


def open_points(knowledge: ComposingKnowledge) -> Iterator[Point]:
    """Yield what waits for a reviewer: items on memory alone, and sources that nobody has read."""
    for item in knowledge.items:
        unread = [knowledge.sources[name].title for name in item.sources if not knowledge.sources[name].read_on]
        if item.review.status == "to verify":
            yield item.id, f"still to verify, said because: {item.errs_safe}"
        elif unread:
            yield item.id, f"sources nobody has read yet: {', '.join(unread)}"


def contradictions(knowledge: ComposingKnowledge) -> Iterator[Point]:
    """Yield advice that another item warns some people of, when it is not kept from just these people."""
    for pair in knowledge.policy.warnings:
        warned = _people(knowledge.by_id[pair.warning].when.any_of)
        for name in pair.keeps_off:
            barred = _people(knowledge.by_id[name].unless)
            if missing := sorted(warned - barred):
                yield (
                    name,
                    f"{pair.warning} warns people with {', '.join(missing)}, and this item is not kept from them",
                )


def _people(conditions: tuple[When, ...]) -> set[str]:
    """The concepts and groups of medicines by which a list of conditions knows its people."""
    return {name for when in conditions for name in (*when.possible, *when.takes)}
