"""Remembers what stands where in a text, so that what lies over some words is found without looking at all of it."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator

from consilia.domain.language.model import Span


class Placed:
    """Spans of a text, each with what it counts."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._held: list[tuple[int, int, float]] = []
        self._longest = 0
        for span in spans:
            self.add(span, 1)

    def add(self, span: Span, counts: float) -> None:
        """Remember a span."""
        insort(self._held, (*span, counts))
        self._longest = max(self._longest, span[1] - span[0])

    def over(self, span: Span) -> Iterator[float]:
        """Yield what each span counts that shares a letter with this one."""
        at = bisect_left(self._held, (span[0] - self._longest,))
        while at < len(self._held) and self._held[at][0] < span[1]:
            if span[0] < self._held[at][1]:
                yield self._held[at][2]
            at += 1

    def covers(self, span: Span) -> bool:
        """Tell whether a span shares a letter with this one."""
        return next(self.over(span), None) is not None
