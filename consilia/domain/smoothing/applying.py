"""Puts accepted wordings in place of ours, and leaves everything else of the page as it was."""

from collections.abc import Mapping
from dataclasses import replace

from consilia.domain.composing.model import Leaflet, Sentence
from consilia.domain.smoothing.accepting import refusal
from consilia.domain.smoothing.files import Smoothing
from consilia.domain.smoothing.sending import Sendable

Wordings = Mapping[str, str]  # our sentence, and the wording that was accepted for it


def smoothed(leaflet: Leaflet, *, wordings: Wordings, sendable: Sendable, rules: Smoothing) -> tuple[Leaflet, int]:
    """Return the leaflet with accepted wordings in place of ours, and how many sentences changed.

    Only a sentence that may be sent today can change, and the wording is judged again: what was accepted under
    earlier rules does not stand under stricter ones.
    """
    sentences = tuple(_smoothed(one, wordings=wordings, sendable=sendable, rules=rules) for one in leaflet.sentences)
    changed = sum(new is not old for new, old in zip(sentences, leaflet.sentences, strict=True))
    return replace(leaflet, sentences=sentences), changed


def _smoothed(sentence: Sentence, *, wordings: Wordings, sendable: Sendable, rules: Smoothing) -> Sentence:
    wording = wordings.get(sentence.text, "")
    fits = (
        wording and sentence.kind in ("paragraph", "item") and sentence.text in sendable.get(sentence.source or "", ())
    )
    if not fits or refusal(sentence.text, wording, rules=rules):
        return sentence
    return replace(sentence, text=wording)
