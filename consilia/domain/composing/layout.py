"""A leaflet as blocks to set on a page: headings, paragraphs, lists and care cards, in order."""

from dataclasses import dataclass
from itertools import groupby

from consilia.domain.composing.model import Leaflet, Sentence


@dataclass(frozen=True)
class Block:
    """One heading, paragraph, list or card.

    `points` holds the sentences of each point of a list or card; a heading or paragraph has one point. `level` is
    2 or 3 of a heading; of a card see `card`: emergency, urgent or non-urgent.
    """

    kind: str  # heading, paragraph, list, card
    section: str
    points: tuple[tuple[Sentence, ...], ...]
    level: int = 0
    card: str = ""

    @property
    def text(self) -> str:
        """All of it as one line."""
        return " ".join(sentence.text for point in self.points for sentence in point)


def layout(leaflet: Leaflet) -> tuple[Block, ...]:
    """Return the blocks of the page, top to bottom. Nothing is added and nothing left out."""
    blocks: list[Block] = []
    for (section, kind, card), run in groupby(leaflet.sentences, key=_run):
        sentences = tuple(run)
        if kind == "heading":
            blocks += [Block(kind, section, ((s,),), level=3 if s.group else 2) for s in sentences]
        else:
            points = tuple(tuple(group) for _, group in groupby(sentences, key=lambda s: s.group))
            if kind == "paragraph":
                blocks += [Block(kind, section, (point,)) for point in points]
            else:
                blocks.append(Block("card" if kind == "card" else "list", section, points, card=card))
    return tuple(blocks)


def _run(sentence: Sentence) -> tuple[str, str, str]:
    return (sentence.section, sentence.kind, sentence.level if sentence.kind == "card" else "")
