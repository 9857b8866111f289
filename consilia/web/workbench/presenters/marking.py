"""An asker's text in pieces, each with what was understood of it, for a doctor's eyes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from consilia.domain.language.identity import IdentityMark
from consilia.domain.language.model import Finding, Span
from consilia.domain.triage.model import Fired

STANCES = {
    "present": "present",
    "absent": "said to be absent",
    "unsure": "unsure",
    "past": "in the past",
    "hypothetical": "not said of anybody",
    "feared": "feared",
    "other-person": "somebody else's",
}


@dataclass(frozen=True)
class Piece:
    """A piece of the text: the stance of the finding in it, its name, and the rules that it made fire."""

    text: str
    stance: str = ""
    label: str = ""
    rules: tuple[str, ...] = ()
    begins: bool = True  # False where it goes on from the piece before


@dataclass(frozen=True)
class MarkedPiece:
    """A piece of a text before it is published: kept, or replaced because it could tell who somebody is."""

    text: str
    kind: str = ""
    replacement: str = ""


def pieces(text: str, *, findings: Sequence[Finding], fired: Sequence[Fired], names: dict[str, str]) -> list[Piece]:
    """Return the whole text in pieces. Where findings overlap the shortest is named, for it says most exactly."""
    evidence = [(span, f.rule_id) for f in fired for span in f.evidence]
    edges = {0, len(text)}
    for start, end in [*(f.span for f in findings), *(span for span, _ in evidence)]:
        edges |= {min(start, len(text)), min(end, len(text))}
    borders = sorted(edges)
    return [
        _piece(text, (start, end), findings=findings, evidence=evidence, names=names)
        for start, end in pairwise(borders)
    ]


def before(parts: Sequence[Piece], end: int) -> list[Piece]:
    """Return the pieces of the first `end` characters; one that reaches over the border is cut there."""
    kept, at = [], 0
    for part in parts:
        if at < end:
            kept.append(replace(part, text=part.text[: end - at]))
        at += len(part.text)
    return kept


def after(parts: Sequence[Piece], start: int) -> list[Piece]:
    """Return the pieces behind the first `start` characters, without the empty lines that lead to them."""
    kept, at = [], 0
    for part in parts:
        if at + len(part.text) > start:
            kept.append(replace(part, text=part.text[max(start - at, 0) :]))
        at += len(part.text)
    return [replace(kept[0], text=kept[0].text.lstrip()), *kept[1:]] if kept else []


def _piece(
    text: str,
    place: Span,
    *,
    findings: Sequence[Finding],
    evidence: list[tuple[Span, str]],
    names: dict[str, str],
) -> Piece:
    inside = [f for f in findings if f.span[0] <= place[0] and place[1] <= f.span[1]]
    rules = dict.fromkeys(rule for span, rule in evidence if span[0] <= place[0] and place[1] <= span[1])
    if not inside:
        return Piece(text[slice(*place)], rules=tuple(rules))
    finding = min(inside, key=lambda f: f.span[1] - f.span[0])
    label = f"{names.get(finding.concept, finding.concept)}: {STANCES[finding.stance.value]}"
    begins = not any(f.span[0] < place[0] < f.span[1] for f in findings)
    return Piece(text[slice(*place)], stance=finding.stance.value, label=label, rules=tuple(rules), begins=begins)


def marked_pieces(text: str, marks: Sequence[IdentityMark]) -> list[MarkedPiece]:
    """Return the whole text in pieces, those at identity marks with what stands in their place."""
    result, end = [], 0
    for mark in marks:
        result.append(MarkedPiece(text[end : mark.span[0]]))
        result.append(MarkedPiece(text[slice(*mark.span)], mark.kind, mark.replacement))
        end = mark.span[1]
    result.append(MarkedPiece(text[end:]))
    return [piece for piece in result if piece.text]
