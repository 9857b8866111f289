"""Hears when a person takes back what they wrote: the newer statement counts, the older is kept and shown."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from consilia.domain.language.cues import Cues
from consilia.domain.language.details import Place
from consilia.domain.language.model import Conflict, Finding, Stance
from consilia.domain.language.patterns import Match
from consilia.domain.language.words import Words

_FARTHEST_AFTER = 25  # words between "sorry, I meant" and what is meant
_SAME_BREATH = 3
_MOST_OLDER = 200  # findings before what is corrected among which the older statement is looked for
_OPPOSITE = {"left": "right", "right": "left"}
_SETTLED = frozenset({Stance.PRESENT, Stance.ABSENT, Stance.PAST})


@dataclass(frozen=True)
class Corrected:
    """The findings after every correction, in the same order and new ones behind, and what to show of them."""

    findings: list[Finding]
    conflicts: list[Conflict]


def correct(
    findings: Sequence[Finding],
    places: Sequence[Place],
    words: Words,
    *,
    cues: Cues,
    sides: Sequence[Match],
    text: str,
) -> Corrected:
    """Return the findings as the person corrected them.

    An older sign that is taken back becomes unsure and leans to absent, so that nothing fires on it and nothing is
    lost; an older denial that is taken back counts as the sign it denied. A side that is corrected makes a finding
    of its own, with the new side.
    """
    found = Corrected(list(findings), [])
    starts = [place.first for place in places]
    for mark, following in zip_longest(cues.corrections, cues.corrections[1:]):
        if following is not None and following.first - mark.last <= _SAME_BREATH:
            continue  # "Sorry, I meant": the last of them counts
        older = _last_before(mark, places, starts)
        newer = list(_after(mark, places, starts, cues))
        if older is not None and not newer:
            _correct_side(found, older, mark, words, sides=sides, text=text)
        for number in newer:
            _correct_statement(found, number, mark, places, text=text)
    return found


def _last_before(mark: Match, places: Sequence[Place], starts: Sequence[int]) -> int | None:
    before = range(bisect_left(starts, mark.first) - 1, -1, -1)
    return next((n for n in before if places[n].last <= mark.first), None)


def _after(mark: Match, places: Sequence[Place], starts: Sequence[int], cues: Cues) -> Iterator[int]:
    """Yield the findings of the sentence that takes something back, and of the next one when it holds none."""
    near = range(bisect_left(starts, mark.last), bisect_right(starts, mark.last + _FARTHEST_AFTER))
    for sentence in (cues.sentence[mark.last - 1], cues.sentence[mark.last - 1] + 1):
        held = [n for n in near if cues.sentence[places[n].anchor] == sentence]
        if held:
            yield from held
            return


def _correct_statement(found: Corrected, number: int, mark: Match, places: Sequence[Place], *, text: str) -> None:
    newer = found.findings[number]
    for n in range(max(0, number - _MOST_OLDER), number):
        older = found.findings[n]
        if places[n].last > mark.first or older.concept != newer.concept or older.about != newer.about:
            continue
        differs = newer.stance is not older.stance and {newer.stance, older.stance} <= _SETTLED
        other_side = older.side is not None and newer.side == _OPPOSITE.get(older.side)
        if not (differs or other_side):
            continue
        found.findings[number] = replace(newer, corrects=older.span)
        if older.stance is Stance.PRESENT and newer.stance is not Stance.PRESENT:
            cue = newer.cue or newer.span
            found.findings[n] = replace(older, stance=Stance.UNSURE, leans=Stance.ABSENT, cue=cue, cue_role="corrected")
        if older.stance is Stance.ABSENT and newer.stance is Stance.PRESENT:
            found.findings[n] = replace(older, stance=Stance.PRESENT, cue=newer.cue or newer.span, cue_role="corrected")
        kind = "statement" if differs else "side"
        said = _with_side(newer, text) if other_side else _with_cue(newer, text)
        against = _with_side(older, text) if other_side else _with_cue(older, text)
        found.conflicts.append(Conflict(kind, said, against, newer.span))


def _correct_side(
    found: Corrected, older: int, mark: Match, words: Words, *, sides: Sequence[Match], text: str
) -> None:
    said = next((s for s in sides if mark.last <= s.first <= mark.last + _FARTHEST_AFTER), None)
    finding = found.findings[older]
    if said is None or finding.side is None or said.label.name != _OPPOSITE.get(finding.side):
        return
    span = (words.starts[said.first], words.ends[said.last - 1])
    found.findings.append(replace(finding, span=span, side=said.label.name, corrects=finding.span, cue=None))
    found.conflicts.append(Conflict("side", text[slice(*span)], _with_side(finding, text), span))


def _with_side(finding: Finding, text: str) -> str:
    return f"{text[slice(*finding.span)]} ({finding.side})"


def _with_cue(finding: Finding, text: str) -> str:
    """Return the words of a finding and, where it stands before them, of its cue: "no fever"."""
    start = finding.cue[0] if finding.cue and finding.cue[0] < finding.span[0] else finding.span[0]
    return text[start : finding.span[1]]
