"""The reviewed rules of smoothing: what is asked, what may be sent, and which words may stand for each other."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from consilia.domain import plain_yaml
from consilia.domain.composing.files import Review

FILE = "smoothing/policy.yaml"


class BrokenSmoothing(ValueError):
    """A word stands in two places that contradict each other."""


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    request: str
    sections: tuple[str, ...]
    never_on: tuple[str, ...]
    never_with: tuple[str, ...]
    negations: tuple[str, ...]
    numbers: tuple[str, ...]
    guarded: tuple[str, ...]
    glue: tuple[str, ...]
    written_out: dict[str, str]
    synonyms: tuple[tuple[str, ...], ...]
    hardest_grade: float
    most_words_more: int
    most_sentences_more: int
    review: Review


@dataclass(frozen=True)
class Smoothing:
    """What a language model is asked, which sentences it may see, and what it may change in them."""

    request: str
    sections: frozenset[str]
    never_on: frozenset[str]  # topics of items
    never_with: frozenset[str]
    negations: frozenset[str]
    numbers: frozenset[str]
    glue: frozenset[str]
    written_out: dict[str, str]
    group_of: dict[str, str]  # a word, and the word that stands for its group of synonyms
    hardest_grade: float
    most_words_more: int
    most_sentences_more: int

    @cached_property
    def contraction(self) -> re.Pattern[str]:
        """Any short form that is written out before words are compared."""
        return re.compile(r"\b(?:" + "|".join(map(re.escape, self.written_out)) + r")\b", re.IGNORECASE)


def load_smoothing(folder: Path) -> Smoothing:
    """Return the rules of smoothing under the knowledge folder.

    Raises pydantic.ValidationError for a file that does not fit, BrokenSmoothing when a word that must be kept could
    be dropped or exchanged.
    """
    held = _File.model_validate(plain_yaml.load(folder / FILE))
    kept = {*held.negations, *held.numbers, *held.guarded, *held.never_with}
    if wrong := sorted(kept.intersection(held.glue)):
        raise BrokenSmoothing(f"words that must be kept stand among the glue: {', '.join(wrong)}")
    group_of: dict[str, str] = {}
    for group in held.synonyms:
        for word in group:
            if word in kept or word in held.glue or word in group_of:
                raise BrokenSmoothing(
                    f"{word} cannot stand among the synonyms of {group[0]}: kept, glue or there twice"
                )
            group_of[word] = group[0]
    return Smoothing(
        request=held.request,
        sections=frozenset(held.sections),
        never_on=frozenset(held.never_on),
        never_with=frozenset(held.never_with),
        negations=frozenset(held.negations),
        numbers=frozenset(held.numbers),
        glue=frozenset(held.glue),
        written_out=held.written_out,
        group_of=group_of,
        hardest_grade=held.hardest_grade,
        most_words_more=held.most_words_more,
        most_sentences_more=held.most_sentences_more,
    )
