"""YAML without surprises: every scalar is text until a schema says otherwise.

YAML 1.1 reads a bare `no` as false and `on` as true. In a list of negation cues
that would silently delete the commonest cue there is.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

import yaml
from yaml.constructor import ConstructorError

_noted: ContextVar[list[Path] | None] = ContextVar("noted", default=None)

_TAG_OF = {
    yaml.ScalarNode: "tag:yaml.org,2002:str",
    yaml.SequenceNode: "tag:yaml.org,2002:seq",
    yaml.MappingNode: "tag:yaml.org,2002:map",
}


class DuplicateKey(ValueError):
    """A mapping names the same key twice; YAML would keep only the last."""


class _TextLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The safe loader (in C where libyaml is there) with the implicit typing of plain scalars switched off."""

    def resolve(self, kind: type[yaml.Node], value: object, implicit: object) -> str:
        return _TAG_OF[kind]


def load(path: Path) -> object:
    """Return what the file holds: dicts, lists and text, nothing else. An empty file is "".

    Raises yaml.YAMLError for broken YAML, DuplicateKey for a key that stands twice, UnicodeDecodeError for bytes
    that are not UTF-8.
    """
    noted = _noted.get()
    if noted is not None:
        noted.append(path)
    return loads(path.read_text("utf-8"))


@contextmanager
def noting_reads() -> Iterator[list[Path]]:
    """Fill the list with every file that `load` reads meanwhile, so that whoever finds one broken can name it."""
    reads: list[Path] = []
    before = _noted.set(reads)
    try:
        yield reads
    finally:
        _noted.reset(before)


def line_of(text: str, place: Sequence[str | int]) -> int | None:
    """Return the line, from 1, on which a place of the text begins: keys of mappings and numbers in lists.

    None when the text has no such place. Raises yaml.YAMLError for broken YAML.
    """
    node, line = yaml.compose(text, Loader=_TextLoader), None
    for step in place:
        if isinstance(node, yaml.MappingNode):
            held = next(((key, value) for key, value in node.value if key.value == str(step)), None)
            if held is None:
                return None
            line, node = held[0].start_mark.line + 1, held[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
        else:
            return None
    return line


def loads(text: str) -> object:
    """Return what the YAML text holds, as `load` does."""
    loader = _TextLoader(text)
    try:
        node = loader.get_single_node()
    finally:
        loader.dispose()
    return "" if node is None else _held(node)


def _held(node: yaml.Node) -> Any:
    """Return what a node holds. The library's own constructor knows many types and takes three times as long."""
    kind, value = type(node), node.value
    if node.tag != _TAG_OF[kind]:
        raise ConstructorError(None, None, f"only text, lists and mappings are known, not {node.tag}", node.start_mark)
    if kind is yaml.ScalarNode:
        return value
    if kind is yaml.SequenceNode:
        return [_held(each) for each in value]
    held = {_name(key): _held(each) for key, each in value}
    if len(held) < len(value):
        names = [key.value for key, _ in value]
        twice = next(name for name in names if names.count(name) > 1)
        raise DuplicateKey(f"{twice!r} stands twice in one mapping, line {node.start_mark.line + 1}")
    return held


def _name(key: yaml.Node) -> str:
    if type(key) is not yaml.ScalarNode:
        raise ConstructorError(None, None, "the name of an entry must be text", key.start_mark)
    name: str = key.value
    return name
