"""The words for places of the body: as close as the asker's own, with the side where there is one."""

import re

from consilia.domain.composing.knowledge import ComposingKnowledge
from consilia.domain.language.model import Finding

_NEAR = 40  # characters on either side of a finding in which its place must stand to be said with it


def place_words(site: str, *, text: str, knowledge: ComposingKnowledge) -> str:
    """Return the word for a place: the closest one that stands in the text, or the plain one; "" for none."""
    place = knowledge.places.get(site)
    if place is None:
        return ""
    folded = text.casefold()
    return next((finer for finer in place.finer if re.search(rf"\b{re.escape(finer)}\b", folded)), place.word)


def is_one(word: str, *, knowledge: ComposingKnowledge) -> bool:
    """Whether a word for a place means one of a pair: a hand, and not hands."""
    return word not in knowledge.titles.one_of


def own_place(finding: Finding, *, text: str, knowledge: ComposingKnowledge) -> str:
    """Return "right hand" for a finding with one place that stands near its words, otherwise "".

    Places farther away may belong to another sign, and are left to the list of places.
    """
    if len(finding.sites) != 1:
        return ""
    start, end = finding.span
    near = text[max(0, start - _NEAR) : end + _NEAR]
    word = place_words(finding.sites[0], text=near, knowledge=knowledge)
    if not word or not re.search(rf"\b{re.escape(word)}\b", near.casefold()):
        return ""
    if finding.side not in ("left", "right") or finding.side in word or finding.sites[0] not in knowledge.titles.paired:
        return word
    return f"{knowledge.words.sides[finding.side]} {knowledge.titles.one_of.get(word, word)}"
