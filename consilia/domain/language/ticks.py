"""Reads the boxes, ticks and crosses of a form: which of its items are marked, and which are left empty."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from consilia.domain.language.files import TicksFile

_FARTHEST_BACK = 7  # words of an item before its mark
_LONGEST_BOX = 3
_FARTHEST_PAIR = 2  # words from one box to the next: the answer, and a mark between them
_MARKS_INSIDE = frozenset(",;/\n|")
_LINE_ENDS = frozenset(".\n")
_VARIANT = "\ufe0f"  # follows a sign that is to be shown in colour


@dataclass(frozen=True)
class _Mark:
    first: int
    last: int
    is_on: bool
    is_cell: bool = False
    is_blank: bool = False


@dataclass(frozen=True)
class Ticks:
    """What the marks of a form say of the words of its items, and the words that are marks themselves."""

    said: dict[int, bool] = field(default_factory=dict)
    marks: frozenset[int] = frozenset()


def ticked(plain: Sequence[str], *, bounds: Sequence[tuple[int, int]], known: TicksFile) -> Ticks:
    """Return, for each word of an item that has a mark of its own, whether the mark says yes.

    Boxes of which none is ticked are mere bullets.
    """
    if known.signs.isdisjoint(plain):
        return Ticks()
    marks = _marks(plain, known)
    if all(mark.is_blank for mark in marks):
        return Ticks()
    ends = {i: end for begin, end in bounds for i in range(begin, end)}
    pairs = list(_pairs(plain, marks, known))
    said = _answered(plain, pairs, known)
    spent = frozenset(i for mark in marks for i in range(mark.first, mark.last))
    spent |= {mark.last for pair in pairs for mark in pair}
    marks = [mark for mark in marks if not any(mark in pair for pair in pairs)]
    boxes = [mark for mark in marks if not mark.is_cell]
    behind = bool(boxes) and _stand_behind(plain, boxes)
    for number, mark in enumerate(marks):
        following = marks[number + 1].first if number + 1 < len(marks) else len(plain)
        earlier = marks[number - 1].last if number else 0
        if behind and not mark.is_cell:
            item = range(mark.last, min(following, ends.get(mark.last, mark.last)))
        else:
            item = range(_begin(plain, mark.first, earlier), mark.first)
        said |= dict.fromkeys(item, mark.is_on)
    return Ticks(said, spent)


def _pairs(plain: Sequence[str], marks: Sequence[_Mark], known: TicksFile) -> Iterator[tuple[_Mark, _Mark]]:
    """Yield the boxes of a yes and a no that answer one item together: "chest pain [x] yes [ ] no"."""
    for one, other in pairwise(marks):
        answers = {*plain[one.last : one.last + 1], *plain[other.last : other.last + 1]}
        is_beside = 0 < other.first - one.last <= _FARTHEST_PAIR and not (one.is_cell or other.is_cell)
        if is_beside and len(answers) > 1 and answers <= known.yes | known.no and not known.yes.isdisjoint(answers):
            yield one, other


def _answered(plain: Sequence[str], pairs: Sequence[tuple[_Mark, _Mark]], known: TicksFile) -> dict[int, bool]:
    """Return what the pairs say of the words of their items: those before them, or behind where a line begins so."""
    said: dict[int, bool] = {}
    earlier = 0
    for pair in pairs:
        end = pair[1].last + 1
        first = pair[0].first
        item = range(_begin(plain, first, earlier), first)
        if first == 0 or plain[first - 1] in _LINE_ENDS:
            item = range(end, end + len(_line_after(plain, end)))
        said |= dict.fromkeys(item, any(mark.is_on and plain[mark.last] in known.yes for mark in pair))
        earlier = end
    return said


def _stand_behind(plain: Sequence[str], boxes: Sequence[_Mark]) -> bool:
    """Tell whether the items stand behind their marks, as in "[x] nausea", and not before them: "nausea (yes)"."""
    first, last = boxes[0], boxes[-1]
    if first.first == 0 or plain[first.first - 1] in _LINE_ENDS:
        return True
    in_words = any(len(word) > 1 for word in plain[first.first : first.last])  # "(yes)" follows its item
    return not in_words and any(map(str.isalpha, _line_after(plain, last.last)))


def _marks(plain: Sequence[str], known: TicksFile) -> list[_Mark]:
    crosses_tick = known.ticks.isdisjoint(plain) and not known.blanks.isdisjoint(plain)
    return list(_each(plain, known, crosses_tick=crosses_tick))


def _each(plain: Sequence[str], known: TicksFile, *, crosses_tick: bool) -> Iterator[_Mark]:
    for i, word in enumerate(plain):
        if word in known.opening:
            yield from _box(plain, i, known)
        elif word in known.cells and "".join(plain[i + 2 : i + 3]) in {*known.cells, "\n", ""}:
            answer = "".join(plain[i + 1 : i + 2])
            if answer in known.ticked | known.empty:
                yield _Mark(i, i + 2, answer in known.ticked, is_cell=True)
        elif word in known.ticks or word in known.blanks:
            yield _Mark(i, i + 1, word in known.ticks, is_blank=word in known.blanks)
        elif word in known.crosses and not (i and plain[i - 1] in known.opening):
            yield _Mark(i, i + 1, crosses_tick)


def _box(plain: Sequence[str], i: int, known: TicksFile) -> Iterator[_Mark]:
    inside = [word for word in plain[i + 1 : i + 1 + _LONGEST_BOX] if word != _VARIANT]
    if inside and inside[0] in known.closing:
        yield _Mark(i, i + 2, is_on=False, is_blank=True)
    elif len(inside) > 1 and inside[1] in known.closing and inside[0] in known.ticked | known.empty | known.crosses:
        yield _Mark(i, i + 1 + plain[i + 1 :].index(inside[1]) + 1, inside[0] in known.ticked)


def _line_after(plain: Sequence[str], last: int) -> Sequence[str]:
    end = last
    while end < len(plain) and plain[end] not in _LINE_ENDS:
        end += 1
    return plain[last:end]


def _begin(plain: Sequence[str], i: int, earlier: int) -> int:
    """Return where the item before a mark begins."""
    begin = i
    while begin > max(earlier, i - _FARTHEST_BACK) and plain[begin - 1] not in _MARKS_INSIDE:
        begin -= 1
    return begin
