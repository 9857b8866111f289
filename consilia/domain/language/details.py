"""Hangs on each finding what belongs to it: where, which side, since when, how it goes, how bad, what a test showed."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from consilia.domain.language.files import DetailsFile, Kind
from consilia.domain.language.model import Finding, Since, Span, Stance
from consilia.domain.language.patterns import Label, Match, Matcher
from consilia.domain.language.words import Words

WINDOW = 40  # words; nothing hangs on a finding farther away
_LONGEST_CLAUSE = 14
_CLOSES = frozenset(".;!?\n")
_JOINS = frozenset({"and", "&", ","})
_FARTHEST_ALONE = 40  # words, where the sentence tells of one sign only
_OF_SIGNS = frozenset({"trigger", "reliever"})  # a sign of the sentence has these before coffee and a fall have them
_FARTHEST = 12  # words between a finding and what hangs on it, inside one sentence


@dataclass(frozen=True)
class Place:
    """A finding with the numbers of its words: where it begins, ends, and its sign word."""

    finding: Finding
    kind: Kind
    first: int
    last: int
    anchor: int


class Layout(Protocol):
    """The sentence and the clause of each word of a text."""

    sentence: list[int]
    clause: list[int]


def details_matcher(details: DetailsFile) -> Matcher:
    """Return the compiled words for what hangs on findings."""
    matcher = Matcher(lists={}, fillers=frozenset())
    for role in DetailsFile.model_fields:
        for name, phrases in getattr(details, role).items():
            for phrase in phrases:
                matcher.add(phrase, Label(name, role))
    return matcher


def without_denied_sides(marks: Sequence[Match], words: Words, *, denials: Sequence[str]) -> list[Match]:
    """Leave out the side that is only named to be denied: "in my right leg, not the left"."""
    spoken = [tuple(denial.split()) for denial in denials]
    return [
        mark
        for mark in marks
        if mark.label.role != "side" or not any(_stand_before(mark.first, denial, words) for denial in spoken)
    ]


def _stand_before(word: int, denial: tuple[str, ...], words: Words) -> bool:
    spoken = [words.plain[max(0, at - len(denial)) : at] for at in (word, word - 1)]  # "my" may stand between
    return list(denial) in spoken


def attach(
    places: Sequence[Place],
    words: Words,
    *,
    layout: Layout,
    marks: Sequence[Match],
    since: Mapping[int, Since],
    points_back: frozenset[str] = frozenset(),
) -> list[Finding]:
    """Return the findings in the same order, each with what hangs on it; `since` tells the time of some, by number.

    A mark belongs to the nearest finding of its sentence that can carry it, one in the same clause before any other;
    body parts inside the words of a finding always belong to it. A side in a sentence that begins with one of
    `points_back` and tells of no sign belongs to the last sign before it: "It is only on the left."
    """
    starts = [place.first for place in places]
    hung: defaultdict[int, defaultdict[str, list[Match]]] = defaultdict(lambda: defaultdict(list))
    for mark in marks:
        owners = _owners(mark, places, layout, starts) or _told_before(mark, places, words, layout, points_back)
        for number in owners or _tested(mark, places, layout, starts):
            hung[number][mark.label.role].append(mark)
    return [
        _with_habits(_with(place, hung[number], since.get(number)), hung[number]["habit"], words, layout=layout)
        for number, place in enumerate(places)
    ]


def _owners(mark: Match, places: Sequence[Place], layout: Layout, starts: Sequence[int]) -> list[int]:
    role = mark.label.role
    near = range(bisect_left(starts, mark.first - WINDOW), bisect_right(starts, mark.last + WINDOW))
    inside = [n for n in near if places[n].first <= mark.first and mark.last <= places[n].last]
    if inside and role == "site":
        return inside
    best: dict[int, tuple[int, int, int]] = {}
    here = layout.sentence[mark.first]
    told = {places[n].finding.concept for n in near if layout.sentence[places[n].first] == here}
    farthest = _FARTHEST_ALONE if len(told) == 1 and role == "side" else _FARTHEST
    of_a_sign = role == "course" or mark.label.name in _OF_SIGNS
    for number in near:
        place = places[number]
        if layout.sentence[place.first] != layout.sentence[mark.first] or (place.kind == "test") != (role == "result"):
            continue
        distance = max(place.first - mark.last, mark.first - place.last, 0)
        if distance <= farthest:
            elsewhere = int(layout.clause[place.anchor] != layout.clause[mark.first])
            best[number] = (int(of_a_sign and place.kind != "symptom"), elsewhere, distance)
    if not best:
        return []
    if role == "result":
        return list(best)
    nearest = min(best.values())
    return [n for n, rank in best.items() if rank == nearest or (rank[:2] == (0, 0) and role in {"course", "onset"})]


def _told_before(
    mark: Match, places: Sequence[Place], words: Words, layout: Layout, points_back: frozenset[str]
) -> list[int]:
    here = layout.sentence[mark.first]
    first = bisect_left(layout.sentence, here)
    if mark.label.role != "side" or words.plain[first] not in points_back:
        return []
    told = [n for n, place in enumerate(places) if layout.sentence[place.first] in (here - 1, here)]
    is_plain = told and all(layout.sentence[places[n].first] == here - 1 for n in told)
    return told[-1:] if is_plain and places[told[-1]].kind == "symptom" else []


def _tested(mark: Match, places: Sequence[Place], layout: Layout, starts: Sequence[int]) -> list[int]:
    """The nearest test of a sentence that tells of no sign: where and on which side it was done."""
    if mark.label.role not in {"side", "site"}:
        return []
    near = range(bisect_left(starts, mark.first - WINDOW), bisect_right(starts, mark.last + WINDOW))
    here = [n for n in near if layout.sentence[places[n].first] == layout.sentence[mark.first]]
    if not here or any(places[n].kind != "test" for n in here):
        return []
    return [min(here, key=lambda n: max(places[n].first - mark.last, mark.first - places[n].last, 0))]


def _with(place: Place, hung: dict[str, list[Match]], since: Since | None) -> Finding:
    finding = place.finding
    if not hung and since is None and place.kind != "test":
        return finding
    sites = tuple(dict.fromkeys(m.label.name for m in hung["site"]))
    return replace(
        finding,
        sites=sites if place.kind in {"symptom", "circumstance", "test"} else (),
        side=_side([m.label.name for m in hung["side"]]),
        since=since,
        course=_one(hung["course"], place),
        onset=_one(hung["onset"], place),
        severity=_one(hung["severity"], place),
        result=_result(finding, [m.label.name for m in hung["result"]]) if place.kind == "test" else None,
    )


def _with_habits(finding: Finding, marks: list[Match], words: Words, *, layout: Layout) -> Finding:
    """Return the finding with the words that tell what brings it on, what eases it and how often it comes."""
    if not marks or finding.stance is Stance.HYPOTHETICAL:
        return finding
    begins = frozenset(m.first for m in marks)
    habits = [(m.label.name, _to_clause_end(m, words, layout=layout, stops=begins)) for m in marks]
    longest = _longest([span for _, span in habits])
    clauses = {name: tuple(span for of, span in habits if of == name and span in longest) for name in _OF_SIGNS}
    often = [(words.starts[m.first], words.ends[m.last - 1]) for m in marks if m.label.name == "frequency"]
    return replace(
        finding,
        triggers=clauses["trigger"],
        relievers=clauses["reliever"],
        frequency=often[0] if often else None,
    )


def _longest(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Leave out what stands inside another: "after coffee" in "worse after coffee"."""
    return tuple(
        span
        for span in spans
        if not any(span != other and other[0] <= span[0] and span[1] <= other[1] for other in spans)
    )


def _to_clause_end(mark: Match, words: Words, *, layout: Layout, stops: Collection[int]) -> Span:
    end = mark.last
    while (
        end < len(words)
        and end not in stops
        and end - mark.last < _LONGEST_CLAUSE
        and layout.clause[end] == layout.clause[mark.last - 1]
        and words.plain[end] not in _CLOSES
    ):
        end += 1
    if end in stops and end - 1 >= mark.last and words.plain[end - 1] in _JOINS:
        end -= 1
    return words.starts[mark.first], words.ends[end - 1]


def _one(marks: list[Match], place: Place) -> str | None:
    if not marks:
        return None
    return min(
        marks, key=lambda m: (m.label.name == "new", max(place.first - m.last, m.first - place.last, 0))
    ).label.name


def _side(sides: list[str]) -> str | None:
    named = set(sides)
    if {"left", "right"} <= named:
        return "alternating" if "alternating" in named else "both"
    return sides[0] if sides else None


def _result(finding: Finding, results: list[str]) -> str:
    if finding.stance is Stance.HYPOTHETICAL:
        return "planned" if "planned" in results else "unknown"
    for result in ("abnormal", "normal"):
        if result in results:
            return result
    return "unknown"
