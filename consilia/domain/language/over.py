"""Decides of the findings of a story what is over by now, what is back, and what is only an echo of another one."""

from collections.abc import Sequence
from dataclasses import replace

from consilia.domain.language.details import Place
from consilia.domain.language.files import Kind
from consilia.domain.language.lexicon import Lexicon
from consilia.domain.language.model import Finding, Span, Stance
from consilia.domain.language.narrative import Narrative
from consilia.domain.language.returns import Returns

WEAKER = frozenset({Stance.HYPOTHETICAL, Stance.UNSURE, Stance.FEARED})


def where_over(
    findings: Sequence[Finding], places: Sequence[Place], story: Narrative, lexicon: Lexicon
) -> list[Finding]:
    """Take for past what is told of a time long gone ("I had a stroke 3 years ago") and what "that has gone" ends."""
    ended = story.ended(places)
    told: list[Finding] = []
    for number, (finding, place) in enumerate(zip(findings, places, strict=True)):
        over: Span | None = None
        if (
            Stance.PRESENT in {finding.stance, finding.told}
            and finding.cue_role in {None, "ability"}
            and place.kind != "test"
        ):
            over = ended.get(number)
            if not over and finding.concept not in lexicon.lasting:
                over = story.over(place, lingers=finding.concept in lexicon.lingering)
        if over and finding.stance is Stance.OTHER_PERSON:
            told.append(replace(finding, told=Stance.PAST))
        elif over:
            told.append(replace(finding, stance=Stance.PAST, cue=over, cue_role="long-ago"))
        else:
            told.append(finding)
    return told


def where_back(findings: Sequence[Finding], places: Sequence[Place], returns: Returns) -> list[Finding]:
    """Take for present what had gone, or was away for a while, and is told to be here again."""
    away = {Stance.PAST, Stance.ABSENT}
    return [
        replace(finding, stance=Stance.PRESENT)
        if finding.stance in away and places[n].kind not in {"medicine", "test"} and returns.is_back(n, finding)
        else finding
        for n, finding in enumerate(findings)
    ]


def without_echoes(findings: list[Finding], *, kinds: dict[str, Kind]) -> list[Finding]:
    """Leave out what is only asked, supposed or feared about a thing that the text tells of plainly elsewhere.

    A disease said to be over is also over where it is only named again ("before my heart attack").
    """
    over = {f.concept for f in findings if f.stance is Stance.PAST and kinds[f.concept] == "disease"}
    findings = [f for f in findings if f.stance is not Stance.PRESENT or f.cue or f.concept not in over]
    told = {f.concept for f in findings if f.stance is Stance.PRESENT}
    apart = {"medicine", "test"}  # one was taken, another is offered; one was had, another is to come
    return [f for f in findings if f.stance not in WEAKER or f.concept not in told or kinds[f.concept] in apart]
