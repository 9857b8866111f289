"""How well the search does here: from what visitors opened, and from what doctors said to be the same question."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.db.models import Max, Min, Sum
from django.utils import timezone

from consilia.web.questions import searching
from consilia.web.questions.models import FrozenPairs, Measurement, Question, SameQuestion, SearchCount

DAYS = 90
CARDS = 4
HALVES = ("development", "kept back")
FIGURES = ("in_four", "in_ten", "mrr", "none")


@dataclass(frozen=True)
class Visits:
    """What was counted with one version of the search. Shares are None where nothing was counted."""

    version: str
    is_present: bool
    first: date
    last: date
    searches: int
    none: float | None  # share of the searches that found nothing
    opened: int
    in_four: float | None  # share of the opened cards that stood among the first four
    mrr: float | None  # mean of one divided by the rank of the opened card


@dataclass(frozen=True)
class Half:
    """The figures of one half of the pairs, each with what it gained since the measurement before."""

    name: str
    pairs: int
    figures: list[tuple[float, float | None]]


@dataclass(frozen=True)
class Measured:
    """One measurement, with its halves."""

    row: Measurement
    halves: list[Half]


@dataclass(frozen=True)
class FrozenSet:
    """A frozen set of pairs with its measurements, the newest first."""

    row: FrozenPairs
    size: int
    measured: list[Measured]


@dataclass(frozen=True)
class SearchQuality:
    """Everything on the administrator's page."""

    version: str
    has_model: bool
    visits: list[Visits]
    pairs: int
    doctors: int
    frozen: list[FrozenSet]


def answered_by(question: Question) -> set[int]:
    """Return the keys of the published questions that a doctor said to be the same as this one."""
    return set(SameQuestion.objects.filter(question=question).values_list("published_id", flat=True))


def search_quality(*, today: date | None = None) -> SearchQuality:
    """Return the figures of the last 90 days and of all measurements. Numbers alone: no words, no person."""
    since = (today or timezone.localdate()) - timedelta(days=DAYS)
    said = SameQuestion.objects.values_list("made_by_id", flat=True)
    return SearchQuality(
        version=searching.version(),
        has_model=searching.has_model(),
        visits=_visits(since),
        pairs=len(said),
        doctors=len({doctor for doctor in said if doctor}),
        frozen=[_frozen(row) for row in FrozenPairs.objects.prefetch_related("measurements")],
    )


def _visits(since: date) -> list[Visits]:
    counted = SearchCount.objects.filter(day__gte=since).values("version", "what", "rank")
    rows = counted.annotate(many=Sum("count"), first=Min("day"), last=Max("day")).order_by("version")
    visits = [_of_version(version, list(group)) for version, group in groupby(rows, key=lambda row: row["version"])]
    return sorted(visits, key=lambda v: v.last, reverse=True)


def _of_version(version: str, rows: list[dict[str, Any]]) -> Visits:
    found, none = (_sum(row for row in rows if row["what"] == what) for what in ("found", "none"))
    opened = [row for row in rows if row["what"] == "opened"]
    clicks = _sum(opened)
    return Visits(
        version=version,
        is_present=version == searching.version(),
        first=min(row["first"] for row in rows),
        last=max(row["last"] for row in rows),
        searches=found + none,
        none=none / (found + none) if found + none else None,
        opened=clicks,
        in_four=_sum(row for row in opened if row["rank"] <= CARDS) / clicks if clicks else None,
        mrr=sum(row["many"] / row["rank"] for row in opened) / clicks if clicks else None,
    )


def _sum(rows: Iterable[dict[str, Any]]) -> int:
    return sum(row["many"] for row in rows)


def _frozen(row: FrozenPairs) -> FrozenSet:
    made = list(row.measurements.all())
    before = [*made[1:], None]
    return FrozenSet(row, len(row.pairs), [_measured(one, earlier) for one, earlier in zip(made, before, strict=True)])


def _measured(made: Measurement, before: Measurement | None) -> Measured:
    halves = []
    for name in HALVES:
        now, then = made.halves[name], before.halves[name] if before else None
        gains = [(now[figure], round(now[figure] - then[figure], 3) if then else None) for figure in FIGURES]
        halves.append(Half(name, now["pairs"], gains))
    return Measured(made, halves)
