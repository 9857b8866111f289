"""The small language of lay phrases, and one matcher for all of them.

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
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from consilia.domain.language.words import Words, cut, forms, stem

_PIECE = re.compile(r"(?<![^\s(|])[()](?=\s|$)|[()|]|(?<=\))\?|[^\s()|]+")
_GAP = "..."
_MOST_GAP = 3
_MOST_FILLERS = 4
_BEFORE_A_JUMP = frozenset({0, _MOST_FILLERS})  # at once, or right after a gap
_MOST_SEQUENCES = 24
_FEW = 3
_MARKS = frozenset(",.;:!?\n()/|")


@dataclass(frozen=True, slots=True)
class Label:
    """What a phrase stands for: a name (a concept, a cue) and the role it plays there."""

    name: str
    role: str = "phrases"
    anchor_first: bool = False  # of "A & B" found as "B ... A"
    loose: bool = False  # found across a gap
    is_further: bool = False  # a concept beside the core vocabulary


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found: word numbers from `first` up to `last` (not included), the words it took, and its sign word."""

    label: Label
    first: int
    last: int
    took: frozenset[int]

    @property
    def anchor(self) -> int:
        return self.first if self.label.anchor_first else self.last - 1


@dataclass(slots=True)
class _Node:
    words: dict[str, "_Node"] = field(default_factory=dict)
    exact: dict[str, "_Node"] = field(default_factory=dict)
    lists: dict[str, "_Node"] = field(default_factory=dict)
    gap: "_Node | None" = None
    jumps: list["_Node"] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    leads: "_Leads | None" = None  # worked out when first asked for

    def leading(self) -> "_Leads":
        """Return what may stand next after this node; to be asked only when no phrase is added any more."""
        if self.leads is None:
            words = {*self.words, *self.exact}
            open_ended = bool(self.labels or self.gap)
            lists = bool(self.lists)
            for after in self.jumps:
                further = after.leading()
                words |= further.words
                open_ended, lists = open_ended or further.open_ended, lists or further.lists
            self.leads = _Leads(frozenset(words), open_ended=open_ended, lists=lists)
        return self.leads


@dataclass(frozen=True, slots=True)
class _Leads:
    """The words that may stand next after a node; whether anything may, and whether a member of a word list."""

    words: frozenset[str]
    open_ended: bool
    lists: bool


class BrokenPhrase(ValueError):
    """A phrase names a word list that does not exist, or holds nothing."""


class Matcher:
    """All phrases compiled into one tree; a text is walked once."""

    def __init__(self, *, lists: Mapping[str, Iterable[str]], fillers: frozenset[str]) -> None:
        self._fillers = fillers
        self._root = _Node()
        self._members = _Node()
        self._list_names = frozenset(lists)
        for name, members in lists.items():
            for member in members:
                node = self._members
                for word in cut(member).stems:
                    node = node.words.setdefault(word, _Node())
                node.labels.append(Label(name))

    def add(self, phrase: str, label: Label) -> None:
        """Learn a phrase. Raises BrokenPhrase when it is empty or names an unknown list."""
        for parts, anchor_first, loose in _readings(phrase):
            ends = [self._root]
            for segment in _segments(parts):
                ends = self._continue(ends, segment, phrase)
            known = Label(label.name, label.role, anchor_first, loose, label.is_further)
            for node in ends:
                if node is self._root:
                    raise BrokenPhrase(f"{phrase!r} holds no word")
                if known not in node.labels:
                    node.labels.append(known)

    def _continue(self, nodes: list["_Node"], segment: "_Segment", phrase: str) -> list["_Node"]:
        """Return the nodes that the sequences of a segment lead to; many of them are joined into one."""
        ends: list[_Node] = []
        for node, elements in itertools.product(nodes, itertools.product(*segment)):
            for element in itertools.chain.from_iterable(elements):
                node = self._step(node, element, phrase)
            if not any(node is end for end in ends):
                ends.append(node)
        if len(ends) <= _FEW:
            return ends
        join = _Node()
        for end in ends:
            if end is not self._root:
                end.jumps.append(join)
        return [join, *(end for end in ends if end is self._root)]

    def _step(self, node: _Node, element: str, phrase: str) -> _Node:
        if element == _GAP:
            if node.gap is None:
                node.gap = _Node()
            return node.gap
        if element[0] == "{":
            name = element[1:-1]
            if name not in self._list_names:
                raise BrokenPhrase(f"{phrase!r} names the unknown list {name!r}")
            return node.lists.setdefault(name, _Node())
        if element[0] == "=" and len(element) > 1:
            return node.exact.setdefault(element[1:], _Node())
        return node.words.setdefault(element, _Node())

    def find(self, words: Words) -> list[Match]:
        """Return every phrase found in the words, in order of where it begins."""
        listed = self._members.words
        members = [self._members_at(words, i) if word in listed else () for i, word in enumerate(words.stems)]
        walk = _Walk(words, fillers=self._fillers, members=members)
        starts, exact, lists = self._root.words, self._root.exact, self._root.lists
        for i, (plain, word) in enumerate(zip(words.plain, words.stems, strict=True)):
            walk.first = i
            if (node := starts.get(word)) is not None and walk.may_go_on(node, i + 1):
                walk.on(node, i + 1, (i,), 0, 0)
            if exact and (node := exact.get(plain)) is not None and walk.may_go_on(node, i + 1):
                walk.on(node, i + 1, (i,), 0, 0)
            if lists and members[i]:
                walk.over_members(self._root, i, ())
        return walk.found

    def _members_at(self, words: Words, i: int) -> tuple[tuple[str, int], ...]:
        node = self._members.words[words.stems[i]]
        found = [(label.name, i + 1) for label in node.labels]
        j = i + 1
        while j < len(words) and words.stems[j] in node.words:
            node = node.words[words.stems[j]]
            j += 1
            found += [(label.name, j) for label in node.labels]
        return tuple(found)


class _Walk:
    """One walk of one text along the tree; `on` is the innermost step of the reader and written for speed."""

    __slots__ = ("_fillers", "_plain", "_stems", "_stops", "first", "found", "members")

    def __init__(self, words: Words, *, fillers: frozenset[str], members: list[tuple[tuple[str, int], ...]]) -> None:
        self._plain, self._stems = [*words.plain, ""], [*words.stems, ""]
        self._fillers = fillers
        self._stops = _MARKS | forms().stops_a_gap
        self.members = [*members, ()]
        self.first = 0
        self.found: list[Match] = []

    def on(self, node: _Node, i: int, took: tuple[int, ...], fillers: int, gap: int) -> None:
        """Go on from a node at word `i`, having taken the words `took`, over so many fillers, behind a gap or not."""
        if node.labels and took[-1] == i - 1:
            self.found += [Match(label, self.first, i, frozenset(took)) for label in node.labels]
        while True:
            word, plain = self._stems[i], self._plain[i]
            if node.jumps and fillers in _BEFORE_A_JUMP:
                for after in node.jumps:
                    if self.may_go_on(after, i):
                        self.on(after, i, took, 0, gap)
            if node.words and (step := node.words.get(word)) is not None:
                self.on(step, i + 1, (*took, i), 0, 0)
            if node.exact and (step := node.exact.get(plain)) is not None:
                self.on(step, i + 1, (*took, i), 0, 0)
            if node.lists and self.members[i]:
                self.over_members(node, i, took)
            if not (node.words or node.gap or node.lists or node.exact):
                return
            if node.gap is not None and gap == 0:
                self._over_a_gap(node.gap, i, took)
            if fillers >= _MOST_FILLERS or plain not in self._fillers:
                return
            i += 1
            fillers += 1

    def may_go_on(self, node: _Node, i: int) -> bool:
        """Tell whether word `i` may stand next after a node; that is told at once for most nodes and words."""
        leads = node.leads or node.leading()
        if leads.open_ended or self._stems[i] in leads.words or self._plain[i] in leads.words:
            return True
        return self._plain[i] in self._fillers or (leads.lists and bool(self.members[i]))

    def over_members(self, node: _Node, i: int, took: tuple[int, ...]) -> None:
        """Go on over each member of a word list that begins at word `i`."""
        for name, end in self.members[i]:
            if (step := node.lists.get(name)) is not None:
                self.on(step, end, (*took, *range(i, end)), 0, 0)

    def _over_a_gap(self, node: _Node, i: int, took: tuple[int, ...]) -> None:
        """Go on behind a gap of no word, of one, and so on; a word that the node does not know is passed at once."""
        always = bool(node.labels or node.jumps)
        for j in range(i, i + _MOST_GAP + 1):
            plain = self._plain[j]
            if not plain or plain in self._stops:
                return
            if always or self._stems[j] in node.words or plain in node.exact or (node.lists and self.members[j]):
                self.on(node, j, took, _MOST_FILLERS, 1)


_Choices = list[tuple[str, ...]]
_Segment = list[_Choices]


def _readings(phrase: str) -> Iterator[tuple[list[_Choices], bool, bool]]:
    """Yield the ways to read a phrase: its parts in order, whether the sign stands first, whether over a gap."""
    if " & " in phrase:
        left, right = (_choices(side) for side in phrase.split(" & ", 1))
        yield [*left, [(_GAP,)], *right], False, True
        yield [*right, *left], True, False
        return
    parts = _choices(phrase)
    yield parts, False, any(_GAP in choice for part in parts for choice in part)


def _segments(parts: list[_Choices]) -> Iterator[_Segment]:
    """Cut the parts into runs of few sequences each, so that a phrase of many alternatives stays small."""
    segment: _Segment = []
    sequences = 1
    for part in parts:
        if segment and sequences * len(part) > _MOST_SEQUENCES:
            yield segment
            segment, sequences = [], 1
        segment.append(part)
        sequences *= len(part)
    yield segment


def _choices(phrase: str) -> list[_Choices]:
    """Return the parts of a phrase, each with the sequences of elements that may stand for it."""
    parts, rest = _parts(_PIECE.findall(phrase))
    while rest:  # a bracket too many is passed over; the phrase then matches little, and stops nobody's start
        more, rest = _parts(rest[1:])
        parts += more
    return parts


def _parts(pieces: list[str]) -> tuple[list[_Choices], list[str]]:
    """Return the parts up to the end of the bracket or of the phrase, and the pieces that are left."""
    parts: list[_Choices] = []
    while pieces and pieces[0] not in {"|", ")"}:
        piece, *pieces = pieces
        if piece == "(":
            choices, pieces = _bracket(pieces)
            if pieces and pieces[0] == "?":
                choices, pieces = [*choices, ()], pieces[1:]
            parts.append(choices)
        elif len(piece) > 1 and piece[-1] == "?" and piece[-2].isalpha():
            parts.append([_elements(piece[:-1]), ()])
        else:
            parts.append([_elements(piece)])
    return parts, pieces


def _bracket(pieces: list[str]) -> tuple[_Choices, list[str]]:
    choices: _Choices = []
    while True:
        parts, pieces = _parts(pieces)
        choices += [tuple(itertools.chain(*choice)) for choice in itertools.product(*parts)]
        if not pieces:
            return choices, []
        closing, *pieces = pieces
        if closing == ")":
            return choices, pieces


@lru_cache(maxsize=20_000)
def _elements(words: str) -> tuple[str, ...]:
    found: list[str] = []
    for word in words.split():
        if word == _GAP or word[0] in "{":
            found.append(word)
        elif word[0] == "=" and len(word) > 1:
            found += ["=" + plain for plain in cut(word[1:]).plain]
        else:
            found += cut(word).stems
    return tuple(found)


__all__ = ["BrokenPhrase", "Label", "Match", "Matcher", "stem"]
