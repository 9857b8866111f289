"""Gives each time a text names to the findings it dates: in the same words, or in the sentence before or behind."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from consilia.domain.language.details import WINDOW, Layout, Place
from consilia.domain.language.files import PointingTimes
from consilia.domain.language.model import Since, Stance
from consilia.domain.language.words import Words

_LONGEST = 14  # words of a sentence that only dates what another tells
_LONGEST_WITH_MARKS = 6 * _LONGEST
_FARTHEST_BACK = 2  # sentences
_YEAR = 365
_BESIDE = 2  # words of a sentence that is nothing but a time, beside it
_DATED = frozenset({Stance.PRESENT, Stance.UNSURE})

Ranked = list[tuple[int, tuple[int, int]]]


def date_findings(
    places: Sequence[Place], words: Words, *, times: Sequence[Since], layout: Layout, pointing: PointingTimes
) -> dict[int, Since]:
    """Return the time of each finding that has one, by its number.

    A time belongs to the findings of its clause, or else to those of the nearest clause of its sentence. A short
    sentence that tells of no sign and points to one ("It began 6 weeks ago.", "3 months now.") dates the signs before
    it; one that announces them ("I have had a problem for a year.") those of the next sentence.
    """
    starts = [place.first for place in places]
    given: dict[int, tuple[int, int, Since]] = {}
    number = 0
    for since in times:
        while number < len(words) and words.ends[number] <= since.span[0]:
            number += 1
        if number >= len(words):
            break
        near = _near(number, since, places, words, layout=layout, starts=starts)
        if all(places[n].kind == "circumstance" for n, _ in near):
            near += _pointed_to(number, since, places, words, layout=layout, starts=starts, pointing=pointing)
        for owner, rank in near:
            if owner not in given or rank < given[owner][:2]:
                given[owner] = (*rank, since)
    return {owner: since for owner, (_, _, since) in given.items()}


def _near(
    word: int, since: Since, places: Sequence[Place], words: Words, *, layout: Layout, starts: Sequence[int]
) -> Ranked:
    """Return the findings that may own a time, ranked; one that is made of the time's own words is none of them."""
    here = [
        (n, (int(layout.clause[p.anchor] != layout.clause[word]), min(abs(p.first - word), abs(p.last - word))))
        for n, p in (
            (n, places[n]) for n in range(bisect_left(starts, word - WINDOW), bisect_right(starts, word + WINDOW))
        )
        if layout.sentence[p.anchor] == layout.sentence[word]
        and p.kind != "test"
        and not (p.first >= word and words.ends[p.last - 1] <= since.span[1])
    ]
    if not here:
        return []
    same_clause = [item for item in here if item[1][0] == 0]
    if same_clause:
        return same_clause
    if since.days is not None and since.days >= _YEAR and not since.at_least:
        return [min(here, key=lambda item: item[1])]  # ", 4 yrs" may be an age
    nearest = layout.clause[places[min(here, key=lambda item: item[1])[0]].anchor]
    return [item for item in here if layout.clause[places[item[0]].anchor] == nearest]


def _pointed_to(
    word: int,
    since: Since,
    places: Sequence[Place],
    words: Words,
    *,
    layout: Layout,
    starts: Sequence[int],
    pointing: PointingTimes,
) -> Ranked:
    """Return the signs of another sentence that a sentence without a sign dates."""
    here = layout.sentence[word]
    first, last = bisect_left(layout.sentence, here), bisect_right(layout.sentence, here)
    if last - first > _LONGEST_WITH_MARKS:
        return []
    plain = [w for w in words.plain[first:last] if w.isalnum() or w == "?"]
    if len(plain) > _LONGEST or "?" in plain or not pointing.not_signs.isdisjoint(plain):
        return []
    since_word = bisect_left(layout.sentence, here - _FARTHEST_BACK)
    until_word = bisect_right(layout.sentence, here + _FARTHEST_BACK)
    signs = [
        (n, layout.sentence[places[n].anchor])
        for n in range(bisect_left(starts, since_word), bisect_left(starts, until_word))
        if places[n].kind == "symptom" and places[n].finding.stance in _DATED
    ]
    told_at = max((at for _, at in signs if here - _FARTHEST_BACK <= at < here), default=None)
    if told_at is None and not pointing.announcing.isdisjoint(plain):
        told_at = min((at for _, at in signs if here < at <= here + _FARTHEST_BACK), default=None)
    elif not _points(plain, since, words, first=first, last=last, pointing=pointing):
        return []
    return [(n, (2, abs(at - here))) for n, at in signs if at == told_at]


def _points(
    plain: Sequence[str], since: Since, words: Words, *, first: int, last: int, pointing: PointingTimes
) -> bool:
    beside = [
        i
        for i in range(first, last)
        if words.plain[i].isalnum() and not since.span[0] <= words.starts[i] < since.span[1]
    ]
    if len(beside) <= _BESIDE or plain[0] in pointing.opening:
        return True
    if plain[0] in pointing.giving and plain[1] in pointing.announcing:
        return True
    return not pointing.inside.isdisjoint(plain)


__all__ = ["date_findings"]
