"""Pieces of answers that a doctor may put in and change, read from `knowledge/workbench`."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from consilia.domain import plain_yaml
from consilia.loaded import KNOWLEDGE


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Review(_File):
    """Who has looked at the snippets, and when somebody has to look again."""

    status: Literal["draft", "reviewed"]
    by: str
    on: date
    again_by: date


class Snippet(_File):
    """One piece of an answer; [square brackets] mark what the doctor fills in."""

    id: str
    title: str = Field(min_length=1)
    text: str = Field(min_length=1)


class Snippets(_File):
    """The content of `knowledge/workbench/snippets.yaml`."""

    about: str
    review: Review
    snippets: tuple[Snippet, ...]


@cache
def snippets(path: Path = KNOWLEDGE / "workbench" / "snippets.yaml") -> tuple[Snippet, ...]:
    """Return the snippets in their order. Raises pydantic.ValidationError for a file that does not fit."""
    return Snippets.model_validate(plain_yaml.load(path)).snippets
