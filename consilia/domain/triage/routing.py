"""Reads `knowledge/departments` and `knowledge/routing`: what speaks for each department, and how much it counts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from consilia.domain import plain_yaml
from consilia.domain.language.model import Stance
from consilia.domain.language.spelling import Speller
from consilia.domain.language.words import cut
from consilia.domain.triage.files import BrokenRule, File, Line, Review, Several, load_folder
from consilia.domain.triage.phrases import Phrasebook

_SHORTEST_MENDED = 6  # letters of a word in which a slip of the pen is looked for

Speakers = Mapping[str, tuple[tuple[str, str], ...]]
"""What speaks, a concept or a phrase, and the departments that it speaks for, each with the tier."""


class Speaks(File):
    """What speaks for a department in one tier: concepts, and words or phrases as people write them."""

    concepts: Several = ()
    words: Several = ()


class Department(File):
    """A department that answers questions. `knowledge/departments/README.md` tells what belongs in each tier."""

    id: str
    name: str
    what_for: Line
    reason: Line
    review: Review
    age_below: float | None = None
    plainly: Speaks = Speaks()
    likely: Speaks = Speaks()
    perhaps: Speaks = Speaks()

    @property
    def concepts(self) -> tuple[str, ...]:
        """Every concept that speaks for the department, the plainest first."""
        return (*self.plainly.concepts, *self.likely.concepts, *self.perhaps.concepts)


class Points(File):
    """What one thing counts by its tier."""

    plainly: float
    likely: float
    perhaps: float

    def of(self, tier: str) -> float:
        """Return the points of a tier by its name."""
        points: float = getattr(self, tier)
        return points


class OfAge(File):
    """What being so young counts for the department of children."""

    below: float
    points: float


class Spread(File):
    """When so many departments speak about as loudly that general medicine gains points."""

    departments: int
    share: float = Field(gt=0, le=1)
    points: float


class Weighing(File):
    """The content of `routing/weighing.yaml`; the comments there say what each value means."""

    review: Review
    points: Points
    stances: dict[Stance, float]
    further: Points
    again: float = Field(ge=0, le=1)
    in_a_question: float
    rule_first: float
    rule_next: float
    emergency: float
    children: tuple[OfAge, ...]
    child_of_no_age: float
    spelled_right: Several
    pregnant: float
    general: float = Field(gt=0)  # so that some department always speaks
    spread: Spread
    least_share: float = Field(ge=0, le=1)
    denied_by: Several
    denied_until: Several
    denied_within_words: int
    means_nothing: Several


@dataclass(frozen=True)
class Routing:
    """All that is known of departments, ready to be asked."""

    departments: Mapping[str, Department]
    of_concept: Speakers
    phrasebook: Phrasebook
    speller: Speller  # of the words of the phrases
    weighing: Weighing
    denied_by: frozenset[str]  # the plain forms of the words that deny what follows them
    denied_until: frozenset[str]


def load_routing(folder: Path) -> Routing:
    """Return the departments of a knowledge folder and how they are weighed. Raises BrokenRule naming what is wrong."""
    departments = {d.id: d for d in load_folder(folder / "departments", kind=Department)}
    weighing = _weighing(folder / "routing" / "weighing.yaml")
    nothing: dict[str, tuple[tuple[str, str], ...]] = dict.fromkeys(weighing.means_nothing, ())
    phrasebook = Phrasebook(
        nothing | _speakers((w, d, t) for d, t, speaks in _tiers(departments.values()) for w in speaks.words)
    )
    known = {*(folder / "words" / "common.txt").read_text("utf-8").splitlines(), *weighing.spelled_right}
    return Routing(
        departments=departments,
        of_concept=_speakers((c, d, t) for d, t, speaks in _tiers(departments.values()) for c in speaks.concepts),
        phrasebook=phrasebook,
        speller=Speller((w for w in phrasebook.words if len(w) >= _SHORTEST_MENDED), known=frozenset(known)),
        weighing=weighing,
        denied_by=_plain(weighing.denied_by),
        denied_until=_plain(weighing.denied_until),
    )


def _plain(words: Iterable[str]) -> frozenset[str]:
    return frozenset(form for word in words for form in cut(word).plain)


def _weighing(path: Path) -> Weighing:
    try:
        return Weighing.model_validate(plain_yaml.load(path))
    except ValueError as error:
        raise BrokenRule(f"{path.name}: {error}") from error


def _tiers(departments: Iterable[Department]) -> Iterator[tuple[str, str, Speaks]]:
    for department in departments:
        for tier in Points.model_fields:
            yield department.id, tier, getattr(department, tier)


def _speakers(spoken: Iterable[tuple[str, str, str]]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return what speaks for which departments. Raises BrokenRule when something speaks twice for the same one."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for what, department, tier in spoken:
        if any(known == department for known, _ in found.get(what, ())):
            raise BrokenRule(f"{department}: {what!r} stands there twice")
        found[what] = (*found.get(what, ()), (department, tier))
    return found
