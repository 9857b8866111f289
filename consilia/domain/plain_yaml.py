"""YAML without surprises: every scalar is text until a schema says otherwise.

YAML 1.1 reads a bare `no` as false and `on` as true. In a list of negation cues
that would silently delete the commonest cue there is.
"""

from pathlib import Path

import yaml


class DuplicateKey(ValueError):
    """A mapping names the same key twice; YAML would keep only the last."""


class _TextLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The safe loader (in C where libyaml is there) with the implicit typing of plain scalars switched off."""

    yaml_implicit_resolvers: dict[str, object] = {}

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:  # noqa: FBT001, FBT002
        names = [key.value for key, _ in node.value]
        for name in names:
            if names.count(name) > 1:
                raise DuplicateKey(f"{name!r} stands twice in one mapping, line {node.start_mark.line + 1}")
        return super().construct_mapping(node, deep=deep)  # type: ignore[no-any-return]


def load(path: Path) -> object:
    """Return what the file holds: dicts, lists and text, nothing else. An empty file is "".

    Raises yaml.YAMLError for broken YAML, DuplicateKey for a key that stands twice, UnicodeDecodeError for bytes
    that are not UTF-8.
    """
    return loads(path.read_text("utf-8"))


def loads(text: str) -> object:
    """Return what the YAML text holds, as `load` does."""
    held = yaml.load(text, Loader=_TextLoader)  # noqa: S506 - a safe loader with less typing, not more
    return "" if held is None else held
