"""From a reading and an assessment to the page for this person. The door is `compose`."""

from consilia.domain.composing.compose import compose
from consilia.domain.composing.grounding import UngroundedSentence, check_grounding
from consilia.domain.composing.knowledge import BrokenKnowledge, ComposingKnowledge, load_composing
from consilia.domain.composing.layout import Block, layout
from consilia.domain.composing.markdown import to_markdown
from consilia.domain.composing.model import Claim, Leaflet, Sentence, Source
from consilia.domain.composing.record import from_record, to_record
from consilia.domain.composing.titles import title_for
from consilia.domain.composing.visit import VisitLine, VisitPart, VisitSummary, compose_visit_summary

__all__ = [
    "Block",
    "BrokenKnowledge",
    "Claim",
    "ComposingKnowledge",
    "Leaflet",
    "Sentence",
    "Source",
    "UngroundedSentence",
    "VisitLine",
    "VisitPart",
    "VisitSummary",
    "check_grounding",
    "compose",
    "compose_visit_summary",
    "from_record",
    "layout",
    "load_composing",
    "title_for",
    "to_markdown",
    "to_record",
]
