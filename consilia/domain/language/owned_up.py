"""Hears when a person owns up to what they denied: "I said no. That was a lie", "Correction, my wife says I do"."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from consilia.domain.language.cues import Cues
from consilia.domain.language.details import Place
from consilia.domain.language.model import Conflict, Finding, Stance
from consilia.domain.language.patterns import Match
from consilia.domain.language.stance_files import CorrectionsFile
from consilia.domain.language.words import Words

_FARTHEST = 14  # words between a denial and what takes it back
_REACH = 120  # words on either side of it in which it is looked for what was denied
_CLOSING = frozenset(".,:;!\n)-–—")  # a question such as "What can I do?" owns up to nothing


def own_up(
    findings: Sequence[Finding], places: Sequence[Place], words: Words, *, cues: Cues, known: CorrectionsFile, text: str
) -> tuple[list[Finding], list[Conflict]]:
    """Return the findings with each denial that is taken back turned round, and both statements to be shown.

    What takes a denial back are words such as "that was a lie", a bare "I do", and "well," with a number or a little;
    they speak of the last sentence in which something was denied.
    """
    turned = list(findings)
    starts = [place.first for place in places]
    conflicts: list[Conflict] = []
    for mark in _marks(words, cues, known):
        span = (words.starts[mark.first], words.ends[mark.last - 1])
        near = range(bisect_left(starts, mark.first - _REACH), bisect_left(starts, mark.last + _REACH))
        for number in _taken_back(mark, near, places, findings, cues):
            older = turned[number]
            if older.stance is not Stance.ABSENT:
                continue
            turned[number] = replace(older, stance=Stance.PRESENT, cue=span, cue_role="owned-up")
            said = text[slice(*span)]
            conflicts.append(Conflict("statement", said, _denial(older, text), span))
    return turned, conflicts


def _marks(words: Words, cues: Cues, known: CorrectionsFile) -> list[Match]:
    return [cue for cue in cues.owned_up if cue.label.role == "lie" or _stands_alone(cue, words, cues, known)]


def _stands_alone(cue: Match, words: Words, cues: Cues, known: CorrectionsFile) -> bool:
    """Tell the bare "sorry, I do" from "I do not", "as I do" and "I do yoga"; "well," needs a little of it."""
    plain = words.plain
    before = plain[cue.first - 1] if cue.first else ""
    if cue.label.role == "a-little":
        if before.isalnum():
            return False
        sentence = cues.sentence[cue.first]
        end = next((i for i in range(cue.last, len(plain)) if cues.sentence[i] != sentence), len(plain))
        here = plain[cue.last : min(end, cue.last + _FARTHEST)]
        return any(word.isdigit() or word in known.little for word in here)
    following = plain[cue.last] if cue.last < len(plain) else "."
    return (following in _CLOSING or following in known.after_bare) and before not in known.before_no_bare


def _taken_back(
    mark: Match, near: range, places: Sequence[Place], findings: Sequence[Finding], cues: Cues
) -> list[int]:
    """Return the numbers of the denials in the last clause or sentence before a mark that tells anything."""
    before = [n for n in near if places[n].last <= mark.first and places[n].kind != "test"]
    if not before or mark.first - places[before[-1]].last > _FARTHEST:
        return []
    last = places[before[-1]]
    if cues.sentence[mark.first] - cues.sentence[last.anchor] > 1 or findings[before[-1]].stance is not Stance.ABSENT:
        return []
    for number in near:
        place = places[number]
        follows = place.first >= mark.last and cues.sentence[place.anchor] - cues.sentence[mark.first] <= 1
        if follows and place.finding.concept == last.finding.concept and findings[number].stance is Stance.ABSENT:
            return []  # it is denied again
    return [n for n in before if cues.clause[places[n].anchor] == cues.clause[last.anchor]]


def _denial(finding: Finding, text: str) -> str:
    start = min(finding.cue[0], finding.span[0]) if finding.cue else finding.span[0]
    end = max(finding.cue[1], finding.span[1]) if finding.cue else finding.span[1]
    return text[start:end]
