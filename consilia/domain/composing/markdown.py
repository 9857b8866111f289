"""A leaflet as Markdown, for a terminal, an e-mail or a print-out."""

import re

from consilia.domain.composing.layout import Block, layout
from consilia.domain.composing.model import Leaflet, Source

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|])")


def to_markdown(leaflet: Leaflet) -> str:
    """Return the page as Markdown. What came from the asker is escaped; sources follow, each once."""
    lines = [f"# {_plain(leaflet.title)}", ""]
    for block in layout(leaflet):
        lines += [*_block(block), ""]
    cited = dict.fromkeys(source for listed in leaflet.sources.values() for source in listed)
    if cited:
        lines += ["## Sources", ""]
        lines += [f"- {_cited(source)}" for source in cited]
    return "\n".join(lines).rstrip() + "\n"


def _cited(source: Source) -> str:
    read = f"(read {source.read_on})" if source.read_on else ""
    return " ".join(part for part in (source.title + ("," if source.url else ""), source.url, read) if part)


def _block(block: Block) -> list[str]:
    if block.kind == "heading":
        return ["#" * block.level + " " + _plain(block.text)]
    if block.kind == "paragraph":
        return [_plain(block.text)]
    points = [_plain(" ".join(s.text for s in point)) for point in block.points]
    if block.kind == "list":
        return [f"- {point}" for point in points]
    return [f"> **{points[0]}**", *(f"> - {point}" for point in points[1:])]


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
