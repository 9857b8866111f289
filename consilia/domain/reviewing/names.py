"""Conditions that name what is not there. Such a condition never holds, and a contra-indication would be lost."""

from collections.abc import Iterator
from pathlib import Path

from consilia.domain.composing import ComposingKnowledge
from consilia.domain.composing.files import Item, When
from consilia.domain.reviewing.model import Problem
from consilia.domain.triage import Rules

_OF_CONCEPTS = (
    "present", "present_all", "possible", "possible_all", "unsure", "absent", "denied", "past", "feared", "asked",
    "others", "clear_of", "silent_on", "mentioned", "normal", "abnormal", "planned", "done", "one_sided",
)  # fmt: skip


def dead_names(knowledge: ComposingKnowledge, *, folder: Path, rules: Rules) -> Iterator[Problem]:
    """Yield every name in a condition, a complaint or a limit that nothing in the folder bears."""
    known = _known(knowledge, folder=folder, rules=rules)
    for item in knowledge.items:
        for when in _conditions(item):
            for field, names in known.items():
                for name in sorted(set(getattr(when, field)) - names):
                    yield Problem(
                        f"composing: {item.id}", "error", f"its condition {field} names {name!r}, which is not there"
                    )
    concepts = known["possible"]
    for complaint in knowledge.complaints:
        for name in sorted(set(complaint.concepts) - concepts):
            yield Problem(f"complaints: {complaint.id}", "error", f"names the concept {name!r}, which is not there")
    for name in sorted({*knowledge.policy.blocks_reassurance, *knowledge.policy.grave} - concepts):
        yield Problem("composing/policy.yaml", "error", f"names the concept {name!r}, which is not there")
    for name in sorted(set(knowledge.policy.calm_rules) - known["fired"]):
        yield Problem("composing/policy.yaml", "error", f"names the rule {name!r}, which is not there")


def _known(knowledge: ComposingKnowledge, *, folder: Path, rules: Rules) -> dict[str, frozenset[str]]:
    """The names that may stand in each field of a condition."""
    concepts = frozenset(path.stem for path in (folder / "concepts").glob("*.yaml"))
    complaints = frozenset(complaint.id for complaint in knowledge.complaints)
    families = frozenset(family for complaint in knowledge.complaints for family in complaint.families)
    return {
        **dict.fromkeys(_OF_CONCEPTS, concepts),
        "detail": frozenset(knowledge.details),
        "takes": frozenset(knowledge.medicines),
        "takes_two": frozenset(knowledge.medicines),
        "fired": frozenset(rules.all),
        "lead": complaints,
        "topic": complaints | families | {"any", "covered", "uncovered", "bare", "crisis", "unreadable"},
    }


def _conditions(item: Item) -> Iterator[When]:
    for when in (item.when, *item.unless, *(b.when for b in item.boosts), *(s.when for s in item.say)):
        yield from _with_inner(when)


def _with_inner(when: When) -> Iterator[When]:
    yield when
    for inner in (*when.any_of, *when.none_of):
        yield from _with_inner(inner)
