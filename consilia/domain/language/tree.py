"""The tree that all phrases are compiled into: each node holds what may stand next."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from consilia.domain.language.phrases import GAP, MARK_OF_EXACT, MARK_OF_LIST, Segment, readings, segments

_FEW = 3
_NO_NODES: dict[str, "Node"] = {}


@dataclass(frozen=True, slots=True)
class Label:
    """What a phrase stands for: a name (a concept, a cue) and the role it plays there."""

    name: str
    role: str = "phrases"
    anchor_first: bool = False  # of "A & B" found as "B ... A"
    loose: bool = False  # found across a gap
    is_further: bool = False  # a concept beside the core vocabulary


class BrokenPhrase(ValueError):
    """A phrase names a word list that does not exist, or holds nothing."""


class Node:
    """A place in the tree. Most hold one thing only, so what is empty is shared."""

    __slots__ = (
        "ends", "exact", "far", "gap", "is_leaf", "is_weighed", "jumps", "jumps_always", "jumps_by", "labels", "lists",
        "near", "words",
    )  # fmt: skip

    is_leaf: bool  # of `weigh`, as all below: nothing stands after it
    ends: bool  # a phrase may end here
    near: frozenset[str]  # the elements that may stand next
    far: frozenset[str]  # the elements that may stand behind a gap
    jumps_by: dict[str, tuple["Node", ...]]  # the jumps that go on with an element ...
    jumps_always: tuple["Node", ...]  # ... and those that may go on with any other

    def __init__(self) -> None:
        self.words = self.exact = self.lists = _NO_NODES
        self.gap: Node | None = None
        self.jumps: tuple[Node, ...] = ()
        self.labels: tuple[Label, ...] = ()
        self.is_weighed = False

    def step(self, element: str) -> "Node":
        """Return the node that an element leads to, made when it is new."""
        if element == GAP:
            if self.gap is None:
                self.gap = Node()
            return self.gap
        mark = element[0]
        if mark == MARK_OF_LIST:
            if self.lists is _NO_NODES:
                self.lists = {}
            return _under(self.lists, element[1:-1])
        if mark == MARK_OF_EXACT and len(element) > 1:
            if self.exact is _NO_NODES:
                self.exact = {}
            return _under(self.exact, element[1:])
        if self.words is _NO_NODES:
            self.words = {}
        return _under(self.words, element)

    def weigh(self) -> None:
        """Work out what may stand next after this node; to be asked only when no phrase is added any more."""
        self.is_leaf = not (self.words or self.exact or self.lists or self.jumps or self.gap)
        near = {*self.words, *(MARK_OF_EXACT + word for word in self.exact)}
        near.update(MARK_OF_LIST + name for name in self.lists)
        far: set[str] = set()
        ends = bool(self.labels)
        for after in self.jumps if self.gap is None else (*self.jumps, self.gap):
            if not after.is_weighed:
                after.weigh()
        for after in self.jumps:
            near |= after.near
            far |= after.far
            ends = ends or after.ends
        if self.gap is not None:
            far |= self.gap.near
            ends = ends or self.gap.ends  # a phrase that ends in a gap ends anywhere
        self.near, self.far, self.ends = frozenset(near), frozenset(far), ends
        self.jumps_by = {}
        self.jumps_always = tuple(after for after in self.jumps if after.ends or after.far)
        for element in {element for after in self.jumps for element in after.near}:
            held = [after for after in self.jumps if after.ends or after.far or element in after.near]
            self.jumps_by[element] = tuple(held)
        self.is_weighed = True


def _under(nodes: dict[str, Node], name: str) -> Node:
    node = nodes.get(name)
    if node is None:
        node = nodes[name] = Node()
    return node


def grow(root: Node, phrase: str, label: Label, *, list_names: Iterable[str]) -> set[str]:
    """Learn a phrase; return its exact words. Raises BrokenPhrase when it is empty or names an unknown list."""
    exact: set[str] = set()
    for parts, anchor_first, loose in readings(phrase):
        if MARK_OF_LIST in phrase:
            _check_lists(phrase, parts, list_names)
        if MARK_OF_EXACT in phrase:
            exact.update(e for part in parts for choice in part for e in choice if e[0] == MARK_OF_EXACT)
        ends = [root]
        for segment in segments(parts):
            ends = _continue(root, ends, segment)
        known = _label(label.name, label.role, anchor_first, loose, label.is_further)
        for node in ends:
            if node is root:
                raise BrokenPhrase(f"{phrase!r} holds no word")
            if known not in node.labels:
                node.labels = (*node.labels, known)
    return exact


def _check_lists(phrase: str, parts: Segment, list_names: Iterable[str]) -> None:
    for choice in (choice for part in parts for choice in part):
        for element in choice:
            if element[0] == MARK_OF_LIST and element[1:-1] not in list_names:
                raise BrokenPhrase(f"{phrase!r} names the unknown list {element[1:-1]!r}")


@lru_cache(maxsize=10_000)
def _label(name: str, role: str, anchor_first: bool, loose: bool, is_further: bool) -> Label:  # noqa: FBT001
    """Return one and the same label for all phrases that say the same."""
    return Label(name, role, anchor_first, loose, is_further)


def _continue(root: Node, nodes: list[Node], segment: Segment) -> list[Node]:
    """Return the nodes that the sequences of a segment lead to; many of them are joined into one."""
    for part in segment:
        met: dict[int, Node] = {}
        for node in nodes:
            for choice in part:
                after = node
                for element in choice:
                    after = after.step(element)
                met[id(after)] = after
        nodes = list(met.values())
    if len(nodes) <= _FEW:
        return nodes
    join = Node()
    for node in nodes:
        if node is not root:
            node.jumps = (*node.jumps, join)
    return [join, *(node for node in nodes if node is root)]
