"""How much of the knowledge a clinician has reviewed, by folder."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from consilia.domain import plain_yaml

NOT_REVIEWED = ("not reviewed", "not yet reviewed")


@dataclass(frozen=True)
class Counts:
    """Reviews in one folder: by a clinician, still a draft, and drafts whose facts are still to be verified."""

    folder: str
    reviewed: int
    draft: int
    to_verify: int

    @property
    def total(self) -> int:
        return self.reviewed + self.draft + self.to_verify


def count(folder: Path) -> tuple[Counts, ...]:
    """Return the counts of every folder that holds reviews. Files that cannot be read are not counted."""
    states: dict[str, Counter[str]] = {}
    for path in sorted(folder.rglob("*.yaml")):
        name = path.relative_to(folder).parts[0]
        for review in _reviews(plain_yaml.load(path)):
            states.setdefault(name, Counter())[_state(review)] += 1
    return tuple(
        Counts(name, reviewed=held["reviewed"], draft=held["draft"], to_verify=held["to verify"])
        for name, held in states.items()
    )


def _state(review: dict[str, object]) -> str:
    """A rule has no status: there `by` says in words that nobody has reviewed it."""
    if "status" in review:
        return str(review["status"])
    return "draft" if str(review.get("by", "")).startswith(NOT_REVIEWED) else "reviewed"


def _reviews(held: object) -> Iterator[dict[str, object]]:
    if isinstance(held, dict):
        if isinstance(held.get("review"), dict):
            yield held["review"]
        for value in held.values():
            yield from _reviews(value)
    elif isinstance(held, list):
        for value in held:
            yield from _reviews(value)
