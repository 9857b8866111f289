"""Reads the paragraphs, lists, tables and figures below a guide's heading."""

import re

from consilia.web.exchange.parsing.model import Block, Duration

_ITEM = re.compile(r"[-*•]\s+(?P<words>\S.*)$")
_NAMED = re.compile(r"(?P<name>[^:.]{2,70}):\s+(?P<words>\S.*)$")
_SOURCES = re.compile(r"(?P<what>.+?)\s*Sources include (?P<sources>.+)$")
# An image address that lost its beginning, with the caption behind it: ":max_bytes(1):strip_icc()/x.jpg “Caption”)"
_LEAKED_IMAGE = re.compile(r"!?\[?\]?\(?\S*?(?::\w+\([^()]*\)){1,}\S*(?:\s*[“\"'](?P<caption>[^”\"]+)[”\"'])?\)?$")
_DURATION = re.compile(
    r"(?P<least>\d+(?:\.\d+)?)(?:\s*(?:-|–|to)\s*(?P<most>\d+(?:\.\d+)?))?\s*"
    r"(?P<unit>second|minute|hour|day|week|month|year)s?\b(?!-old)(?!\s+old)"
)


def read_blocks(lines: list[str], *, kind: str, notes: list[str]) -> tuple[Block, ...]:
    """Return the blocks in their order. Adds to `notes` when markup had leaked into the text.

    Items of a comparison become a table of two columns, items that name their sources one of three.
    """
    blocks: list[Block] = []
    items: list[str] = []
    for line in lines:
        item = _ITEM.match(line)
        if item:
            items.append(item["words"])
            continue
        if items:
            blocks.append(_listed(items, kind=kind))
            items = []
        leaked = _LEAKED_IMAGE.match(line)
        if leaked is None:
            blocks.append(Block("paragraph", line, durations=_durations(line)))
        else:
            notes.append("image-markup-leaked")
            if leaked["caption"]:
                blocks.append(Block("figure", leaked["caption"].strip()))
    if items:
        blocks.append(_listed(items, kind=kind))
    return tuple(blocks)


def _listed(items: list[str], *, kind: str) -> Block:
    rows = [_row(item) for item in items]
    durations = tuple(d for item in items for d in _durations(item))
    sourced = [_SOURCES.match(words) for _, words in rows]
    if kind == "comparison" and all(name for name, _ in rows):
        return Block("table", columns=("Movement", "What it is"), rows=tuple(rows), durations=durations)
    if all(sourced):
        table = tuple((row[0], m["what"], m["sources"].rstrip(".")) for row, m in zip(rows, sourced, strict=True) if m)
        return Block("table", columns=("Nutrient", "What it does", "Sources"), rows=table, durations=durations)
    return Block("list", rows=tuple(rows), durations=durations)


def _row(item: str) -> tuple[str, str]:
    named = _NAMED.match(item)
    return (named["name"].strip(), named["words"]) if named else ("", item)


def _durations(words: str) -> tuple[Duration, ...]:
    return tuple(
        Duration(m[0], float(m["least"]), float(m["most"] or m["least"]), f"{m['unit']}s")
        for m in _DURATION.finditer(words)
    )
