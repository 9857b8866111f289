"""The small language of lay phrases: how one is written, and the ways to read it.

A phrase is written as a person says it, with a few marks:
    {limb}        any word or phrase of that list in knowledge/words/lists.yaml
    (a|b c)       one of these;  (a|b)?  one of these or nothing
    ...           up to three words in between, inside one clause
    A & B         "my leg is getting weak" and "weakness of my leg": A with B up to three words after it, or B with A
                  right after it but for fillers; B is the sign itself ("{limb} & weak")
    word?         this word or nothing
    =word         exactly this word, not its other forms ("=tic", so that "ticking" is something else)
Filler words ("my", "left", "a bit", "really") may stand anywhere between the words of a phrase.
"""

import itertools
import re
from collections.abc import Iterator
from functools import lru_cache

from consilia.domain.language.words import cut, stem

GAP = "..."
MARK_OF_LIST, MARK_OF_EXACT = "{", "="
_PIECE = re.compile(r"(?<![^\s(|])[()](?=\s|$)|[()|]|(?<=\))\?|[^\s()|]+")
_MOST_SEQUENCES = 24

Choices = list[tuple[str, ...]]
"""The sequences of elements of which one may stand at a place; an element is a stem, a list, an exact word, a gap."""

Segment = list[Choices]


def readings(phrase: str) -> Iterator[tuple[list[Choices], bool, bool]]:
    """Yield the ways to read a phrase: its parts in order, whether the sign stands first, whether over a gap."""
    if " & " in phrase:
        left, right = (_choices(side) for side in phrase.split(" & ", 1))
        yield [*left, [(GAP,)], *right], False, True
        yield [*right, *left], True, False
        return
    parts = _choices(phrase)
    yield parts, False, GAP in phrase and any(GAP in choice for part in parts for choice in part)


def segments(parts: list[Choices]) -> Iterator[Segment]:
    """Cut the parts into runs of few sequences each, so that a phrase of many alternatives stays small."""
    segment: Segment = []
    sequences = 1
    for part in parts:
        if segment and sequences * len(part) > _MOST_SEQUENCES:
            yield segment
            segment, sequences = [], 1
        segment.append(part)
        sequences *= len(part)
    yield segment


def _choices(phrase: str) -> list[Choices]:
    """Return the parts of a phrase, each with the sequences of elements that may stand for it."""
    pieces = _PIECE.findall(phrase)
    parts, at = _parts(pieces, 0)
    while at < len(pieces):  # a bracket too many: the phrase then matches little, and stops nobody's start
        more, at = _parts(pieces, at + 1)
        parts += more
    return parts


def _parts(pieces: list[str], at: int) -> tuple[list[Choices], int]:
    """Return the parts from a piece up to the end of the bracket or of the phrase, and where that is."""
    parts: list[Choices] = []
    while at < len(pieces) and pieces[at] not in {"|", ")"}:
        piece = pieces[at]
        at += 1
        if piece == "(":
            choices, at = _bracket(pieces, at)
            if at < len(pieces) and pieces[at] == "?":
                choices, at = [*choices, ()], at + 1
            parts.append(choices)
        elif len(piece) > 1 and piece[-1] == "?" and piece[-2].isalpha():
            parts.append([_elements(piece[:-1]), ()])
        else:
            parts.append([_elements(piece)])
    return parts, at


def _bracket(pieces: list[str], at: int) -> tuple[Choices, int]:
    """Return what may stand for a bracket, and where it ends."""
    close = pieces.index(")", at) if ")" in pieces[at:] else len(pieces)
    inside = pieces[at:close]
    if "(" not in inside and not any(piece[-1] == "?" for piece in inside):
        return _plain_choices(inside), close + (close < len(pieces))
    choices: Choices = []
    while True:
        parts, at = _parts(pieces, at)
        choices += [tuple(itertools.chain(*choice)) for choice in itertools.product(*parts)]
        if at == len(pieces):
            return choices, at
        at += 1
        if pieces[at - 1] == ")":
            return choices, at


def _plain_choices(inside: list[str]) -> Choices:
    """Return the alternatives of a bracket that holds words alone, as nearly all do."""
    choices: Choices = []
    words: list[str] = []
    for piece in inside:
        if piece == "|":
            choices.append(tuple(words))
            words = []
        else:
            words += _elements(piece)
    return [*choices, tuple(words)]


@lru_cache(maxsize=20_000)
def _elements(piece: str) -> tuple[str, ...]:
    if piece == GAP or piece[0] == MARK_OF_LIST:
        return (piece,)
    if piece[0] == MARK_OF_EXACT and len(piece) > 1:
        return tuple(MARK_OF_EXACT + plain for plain in cut(piece[1:]).plain)
    if piece.isascii() and piece.isalpha():
        return (stem(piece.lower()),)  # what `cut` would find, too
    return tuple(cut(piece).stems)
