"""The schema of every knowledge file the reader uses; a file that does not fit it stops the start."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from consilia.domain.language.model import Stance

Kind = Literal["symptom", "circumstance", "medicine", "test", "disease"]


class KnowledgeFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Review(KnowledgeFile):
    """Who has looked at a file, and when somebody has to look again."""

    status: Literal["draft", "reviewed"]
    by: str
    on: date
    again_by: date


class ConceptFile(KnowledgeFile):
    """One concept: what it is called, and how people say it (knowledge/concepts/README.md)."""

    id: str
    name: str
    plain: str
    group: str
    kind: Kind
    phrases: tuple[str, ...]
    ability: tuple[str, ...] = ()
    blockers: tuple[str, ...] = ()
    review: Review


class CueFile(KnowledgeFile):
    """The words that decide for one stance: before the finding, after it, and look-alikes that decide nothing."""

    stance: Stance
    kinds: tuple[Kind, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    pseudo: tuple[str, ...] = ()


class EndsFile(KnowledgeFile):
    """What ends the reach of a cue inside a sentence."""

    always: tuple[str, ...]
    after_comma: frozenset[str]
    verbs: frozenset[str]


class AbilityFile(KnowledgeFile):
    """Words that say a person can or cannot do a thing."""

    unable_before: tuple[str, ...]
    able_before: tuple[str, ...]
    unable_after: tuple[str, ...]
    able_after: tuple[str, ...]


class PlainWords(KnowledgeFile):
    """Small word lists of the reader."""

    fillers: frozenset[str]
    abbreviations: frozenset[str]
    question_openers: frozenset[str]
    asks: tuple[str, ...]
