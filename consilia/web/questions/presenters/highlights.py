"""Text in pieces, some of them marked: the words that decided, or the words that were looked for."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from consilia.domain.language.model import Span


@dataclass(frozen=True)
class Piece:
    """A piece of a text, marked or not."""

    text: str
    is_marked: bool


def marked(text: str, spans: Iterable[Span]) -> list[Piece]:
    """Return the whole text in pieces, those at the spans marked. Spans may overlap or reach past the end.

    >>> [(p.text, p.is_marked) for p in marked("my left eye", [(3, 7)])]
    [('my ', False), ('left', True), (' eye', False)]
    """
    pieces: list[Piece] = []
    at = 0
    for start, end in sorted(spans):
        start, end = max(start, at), min(end, len(text))
        if start >= end:
            continue
        pieces += [Piece(text[at:start], is_marked=False), Piece(text[start:end], is_marked=True)]
        at = end
    pieces.append(Piece(text[at:], is_marked=False))
    return [piece for piece in pieces if piece.text]


def marked_words(text: str, words: Iterable[str]) -> list[Piece]:
    """Return the text with each of the words marked wherever a word begins with it, whatever its case."""
    alternatives = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    if not alternatives:
        return marked(text, [])
    return marked(text, [m.span() for m in re.finditer(rf"\b(?:{alternatives})\w*", text, re.IGNORECASE)])
