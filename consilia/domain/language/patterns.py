"""One matcher for all phrases of one kind: a text is walked once along their tree."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from consilia.domain.language.phrases import MARK_OF_EXACT, MARK_OF_LIST
from consilia.domain.language.tree import BrokenPhrase, Label, Node, grow
from consilia.domain.language.words import Words, cut, forms

_MOST_GAP = 3
_MOST_FILLERS = 4
_BEFORE_A_JUMP = frozenset({0, _MOST_FILLERS})  # at once, or right after a gap
_MARKS = frozenset(",.;:!?\n()/|")
_MOST_REMEMBERED = 50_000


class Match(NamedTuple):  # a tuple is made in a third of the time of a dataclass, and a text makes many
    """A phrase found: word numbers from `first` up to `last` (not included), the words it took, and its sign word."""

    label: Label
    first: int
    last: int
    took: frozenset[int]

    @property
    def anchor(self) -> int:
        return self.first if self.label.anchor_first else self.last - 1


class _Role:
    """What one word may be to the phrases: the elements it can stand for, and the nodes it leads to from the root."""

    __slots__ = ("further", "is_filler", "is_member", "is_stop", "root", "starts")

    def __init__(self, root: str, *, further: frozenset[str], filler: bool, stop: bool) -> None:
        self.root = root
        self.further = further  # elements beside the root: the word lists that begin with it, the exact word
        self.is_filler, self.is_stop = filler, stop
        self.is_member = any(element[0] == MARK_OF_LIST for element in further)
        self.starts: tuple[Node, ...] = ()


_END = _Role("", further=frozenset(), filler=False, stop=True)


class Matcher:
    """All phrases compiled into one tree; a text is walked once."""

    def __init__(self, *, lists: Mapping[str, Iterable[str]], fillers: frozenset[str]) -> None:
        self._fillers = fillers
        self._root = Node()
        self._list_names = frozenset(lists)
        self._members = Node()
        self._names_by_first: dict[str, set[str]] = {}
        for name, members in lists.items():
            for member in members:
                self._add_member(name, cut(member).stems)
        self._exact: set[str] = set()  # the words that some phrase asks for exactly
        self._roles: dict[tuple[str, str], _Role] = {}

    def _add_member(self, name: str, stems: list[str]) -> None:
        node = self._members
        for word in stems:
            node = node.step(word)
        node.labels = (*node.labels, Label(name))
        self._names_by_first.setdefault(stems[0], set()).add(MARK_OF_LIST + name)

    def add(self, phrase: str, label: Label) -> None:
        """Learn a phrase. Raises BrokenPhrase when it is empty or names an unknown list."""
        self._exact |= grow(self._root, phrase, label, list_names=self._list_names)

    def find(self, words: Words) -> list[Match]:
        """Return every phrase found in the words, in order of where it begins."""
        known = self._roles
        roles = [known.get(word) or self._learn(*word) for word in zip(words.plain, words.stems, strict=True)]
        walk = _Walk(words, roles=roles, members=self._members)
        begins_with_list = bool(self._root.lists)
        for i, role in enumerate(roles):
            if role.starts:
                walk.first = i
                for node in role.starts:
                    if walk.may_go_on(node, i + 1):
                        walk.on(node, i + 1, (i,), 0, 0)
            if begins_with_list and role.is_member:
                walk.first = i
                walk.over_members(self._root, i, ())
        return walk.found

    def _learn(self, plain: str, root: str) -> _Role:
        """Return what a word may be to the phrases, and remember it."""
        starts = (self._root.words.get(root), self._root.exact.get(plain))
        further = {*self._names_by_first.get(root, ()), *({MARK_OF_EXACT + plain} & self._exact)}
        role = _Role(
            root,
            further=frozenset(further),
            filler=plain in self._fillers,
            stop=plain in _MARKS or plain in forms().stops_a_gap,
        )
        role.starts = tuple(node for node in starts if node is not None)
        if len(self._roles) >= _MOST_REMEMBERED:
            self._roles.clear()
        self._roles[plain, root] = role
        return role


class _Walk:
    """One walk of one text along the tree; `on` is the innermost step of the reader and written for speed."""

    __slots__ = ("_listed", "_members", "_plain", "_roles", "first", "found")

    def __init__(self, words: Words, *, roles: list[_Role], members: Node) -> None:
        self._plain = [*words.plain, ""]
        self._roles = roles
        roles.append(_END)
        self._members = members
        self._listed: dict[int, tuple[tuple[str, int], ...]] = {}
        self.first = 0
        self.found: list[Match] = []

    def on(self, node: Node, i: int, took: tuple[int, ...], fillers: int, gap: int) -> None:
        """Go on from a node at word `i`, having taken the words `took`, over so many fillers, behind a gap or not."""
        if node.labels and took[-1] == i - 1:
            self.found += [Match(label, self.first, i, frozenset(took)) for label in node.labels]
        if node.is_leaf:
            return
        words, exact, jumps = node.words, node.exact, node.jumps
        while True:
            role = self._roles[i]
            if jumps and fillers in _BEFORE_A_JUMP:
                self._over_jumps(node, i, took, gap)
            if words and (step := words.get(role.root)) is not None and self.may_go_on(step, i + 1):
                self.on(step, i + 1, (*took, i), 0, 0)
            if exact and (step := exact.get(self._plain[i])) is not None and self.may_go_on(step, i + 1):
                self.on(step, i + 1, (*took, i), 0, 0)
            if role.is_member and node.lists:
                self.over_members(node, i, took)
            if not (words or node.gap or node.lists or exact):
                return
            if node.gap is not None and gap == 0:
                self._over_a_gap(node.gap, i, took)
            if not role.is_filler or fillers >= _MOST_FILLERS:
                return
            i += 1
            fillers += 1

    def _over_jumps(self, node: Node, i: int, took: tuple[int, ...], gap: int) -> None:
        role = self._roles[i]
        known = node.jumps if role.is_filler or role.further else node.jumps_by.get(role.root, node.jumps_always)
        for after in known:
            if self.may_go_on(after, i):
                self.on(after, i, took, 0, gap)

    def may_go_on(self, node: Node, i: int) -> bool:
        """Tell whether a phrase may end before word `i` or go on with it; that is told at once for most."""
        if not node.is_weighed:
            node.weigh()
        if node.ends:
            return True
        near, far = node.near, node.far
        role = self._roles[i]
        if role.root in near:
            return True
        if not (far or role.further or role.is_filler):
            return False
        for n, role in enumerate(self._roles[i : i + _MOST_FILLERS + 1]):
            if role.root in near or (role.further and not near.isdisjoint(role.further)):
                return True
            if far and self._is_within_a_gap(far, i + n):
                return True
            if not role.is_filler:
                return False
        return False

    def _is_within_a_gap(self, elements: frozenset[str], i: int) -> bool:
        """Tell whether one of the elements stands behind a gap, and behind fillers after it."""
        for n, role in enumerate(self._roles[i : i + _MOST_GAP + _MOST_FILLERS + 1]):
            if role.root in elements or (role.further and not elements.isdisjoint(role.further)):
                return True
            if not role.is_filler and (n >= _MOST_GAP or role.is_stop):
                return False
        return False

    def over_members(self, node: Node, i: int, took: tuple[int, ...]) -> None:
        """Go on over each member of a word list that begins at word `i`."""
        for name, end in self._members_at(i):
            if (step := node.lists.get(name)) is not None and self.may_go_on(step, end):
                self.on(step, end, (*took, *range(i, end)), 0, 0)

    def _members_at(self, i: int) -> tuple[tuple[str, int], ...]:
        """Return the members of word lists that begin at word `i`: the list's name, and where the member ends."""
        if i not in self._listed:
            found: list[tuple[str, int]] = []
            node, end = self._members, i
            while (step := node.words.get(self._roles[end].root)) is not None:
                node, end = step, end + 1
                if node.labels:
                    found += [(label.name, end) for label in node.labels]
            self._listed[i] = tuple(found)
        return self._listed[i]

    def _over_a_gap(self, node: Node, i: int, took: tuple[int, ...]) -> None:
        """Go on behind a gap of no word, of one, and so on; a word that the node does not know is passed at once."""
        always = bool(node.labels or node.jumps)
        words, exact = node.words, node.exact
        for j in range(i, i + _MOST_GAP + 1):
            role = self._roles[j]
            if role.is_stop:
                return
            if always or role.root in words or self._plain[j] in exact or (role.is_member and node.lists):
                self.on(node, j, took, _MOST_FILLERS, 1)


__all__ = ["BrokenPhrase", "Label", "Match", "Matcher"]
