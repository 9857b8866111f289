"""Pieces of answers that a doctor may put in and change, read from `knowledge/workbench`."""

from functools import cache
from pathlib import Path

from pydantic import Field

from consilia.domain import plain_yaml
from consilia.domain.provenance import KnowledgeFile, Review
from consilia.loaded import KNOWLEDGE


class Snippet(KnowledgeFile):
    """One piece of an answer; [square brackets] mark what the doctor fills in."""

    id: str
    title: str = Field(min_length=1)
    text: str = Field(min_length=1)


class Snippets(KnowledgeFile):
    """The content of `knowledge/workbench/snippets.yaml`."""

    about: str
    review: Review
    snippets: tuple[Snippet, ...]


@cache
def snippets(path: Path = KNOWLEDGE / "workbench" / "snippets.yaml") -> tuple[Snippet, ...]:
    """Return the snippets in their order. Raises pydantic.ValidationError for a file that does not fit."""
    return Snippets.model_validate(plain_yaml.load(path)).snippets
