"""More Info as blocks for a page: headings, paragraphs, lists and cards, with numbered sources."""

from dataclasses import dataclass
from datetime import datetime

from consilia.domain.composing.layout import Block, layout
from consilia.domain.composing.model import Leaflet, Source
from consilia.web.questions.models import MoreInfo

CARD_PREFIXES = {
    "emergency": "Immediate action required:",
    "urgent": "Urgent advice:",
    "non-urgent": "Non-urgent advice:",
}


@dataclass(frozen=True)
class Line:
    """One sentence with the numbers of its sources in the list below."""

    text: str
    sources: tuple[int, ...]


@dataclass(frozen=True)
class ShownBlock:
    """A block of the page: heading, paragraph, list or card."""

    kind: str
    level: int
    card: str
    prefix: str
    heading: str
    points: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True)
class ShownLeaflet:
    """More Info ready to be shown, with who made it and when."""

    blocks: tuple[ShownBlock, ...]
    sources: tuple[Source, ...]
    made_at: datetime
    versions: str
    is_covered: bool
    repeats: bool = False  # the same fear once more: the page leads to the worry loop
    smoothed_by: str = ""  # the language model that worded some of the general sentences


def shown(leaflet: Leaflet, *, made: MoreInfo, smoothed_by: str = "") -> ShownLeaflet:
    """Return the leaflet as blocks; each source stands once in the list, in the order of first use."""
    used = dict.fromkeys(s.source for s in leaflet.sentences if s.source)
    numbered = {
        source: n for n, source in enumerate(dict.fromkeys(x for u in used for x in leaflet.sources.get(u, ())), 1)
    }
    numbers = {item: tuple(numbered[source] for source in leaflet.sources.get(item, ())) for item in used}
    return ShownLeaflet(
        blocks=tuple(_block(block, numbers=numbers) for block in layout(leaflet)),
        sources=tuple(numbered),
        made_at=made.made_at,
        versions=f"{made.code_version}, knowledge {made.knowledge_version}",
        is_covered=leaflet.covered,
        repeats=leaflet.repeats,
        smoothed_by=smoothed_by,
    )


def _lines(block: Block, *, numbers: dict[str, tuple[int, ...]]) -> list[tuple[Line, ...]]:
    """The points of a block; where several sentences in a row have the same sources, the last one names them."""
    cited = [numbers.get(sentence.source or "", ()) for point in block.points for sentence in point]
    named = iter([own if own != after else () for own, after in zip(cited, [*cited[1:], ()], strict=True)])
    return [tuple(Line(sentence.text, next(named)) for sentence in point) for point in block.points]


def _block(block: Block, *, numbers: dict[str, tuple[int, ...]]) -> ShownBlock:
    points = tuple(_lines(block, numbers=numbers))
    has_title = block.kind in {"card", "heading"}
    return ShownBlock(
        kind=block.kind,
        level=block.level,
        card=block.card,
        prefix=CARD_PREFIXES.get(block.card, ""),
        heading=" ".join(line.text for line in points[0]) if has_title else "",
        points=points[1:] if has_title else points,
    )
