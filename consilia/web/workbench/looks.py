"""What a doctor can say of a point that an answer seems to leave out, read from `knowledge/workbench`."""

from functools import cache
from pathlib import Path

from pydantic import Field

from consilia.domain import plain_yaml
from consilia.domain.provenance import KnowledgeFile, Review, Slug, Words
from consilia.loaded import KNOWLEDGE

COVERED = "covered"


class LeftOut(KnowledgeFile):
    """A reason for leaving a point out."""

    id: Slug
    title: Words


class LastLook(KnowledgeFile):
    """The content of `knowledge/workbench/last-look.yaml`."""

    about: Words
    review: Review
    covered: Words
    left_out: tuple[LeftOut, ...] = Field(min_length=1)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """What can be chosen for a point, as (id, words)."""
        return [(COVERED, self.covered), *((reason.id, reason.title) for reason in self.left_out)]


@cache
def last_look_choices(path: Path = KNOWLEDGE / "workbench" / "last-look.yaml") -> dict[str, str]:
    """Return what can be chosen, by id. Raises pydantic.ValidationError for a file that does not fit."""
    return dict(LastLook.model_validate(plain_yaml.load(path)).choices)
