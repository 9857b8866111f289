"""Text in pieces, some of them marked: the words that decided, or the words that were looked for."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from consilia.domain.language.model import Span
from consilia.domain.retrieval.preparing import clean, tokens

_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")


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


def marked_words(text: str, looked_for: Collection[str]) -> list[Piece]:
    """Return the text with each word marked that the search takes for one of those looked for (tokens of its index).

    >>> [p.text for p in marked_words("An anxious twitch; the twitching stops.", {"twitch"}) if p.is_marked]
    ['twitch', 'twitching']
    """
    return marked(text, _spans(text, frozenset(looked_for)))


def telling_part(text: str, looked_for: Collection[str]) -> str:
    """Return the text from the first of the sentences that hold most of the words looked for; whole when none does."""
    wanted, best, start = frozenset(looked_for), 0, 0
    at = 0
    for sentence in [*_SENTENCE_END.finditer(text), None]:
        end = sentence.start() if sentence else len(text)
        held = len(wanted.intersection(tokens(clean(text[at:end]))))
        if held > best:
            best, start = held, at
        at = sentence.end() if sentence else end
    return text[start:]


def _spans(text: str, wanted: frozenset[str]) -> Iterator[Span]:
    for word in _WORD.finditer(text):
        held = wanted.intersection(tokens(clean(word[0])))
        if not held:
            continue
        if word[0].isascii() or len(word[0]) < 3 or word[0].lower() in held:
            yield word.span()
            continue
        inside = [word.start() + hit.start() for token in held for hit in re.finditer(re.escape(token), word[0])]
        yield from ((at, at + 2) for at in inside)  # pairs of a run of Chinese characters
        if not inside:
            yield word.span()
