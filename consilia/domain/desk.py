"""What helps a doctor at the desk: pieces of answers, and what can be said of a point that an answer leaves out."""

from pathlib import Path

from pydantic import Field

from consilia.domain import plain_yaml
from consilia.domain.provenance import KnowledgeFile, Review, Slug, Words

COVERED = "covered"


class Snippet(KnowledgeFile):
    """One piece of an answer; [square brackets] mark what the doctor fills in."""

    id: str
    title: str = Field(min_length=1)
    text: str = Field(min_length=1)


class Snippets(KnowledgeFile):
    """`workbench/snippets.yaml`."""

    about: str
    review: Review
    snippets: tuple[Snippet, ...]


class LeftOut(KnowledgeFile):
    """A reason for leaving a point out."""

    id: Slug
    title: Words


class LastLook(KnowledgeFile):
    """`workbench/last-look.yaml`."""

    about: Words
    review: Review
    covered: Words
    left_out: tuple[LeftOut, ...] = Field(min_length=1)

    @property
    def choices(self) -> dict[str, str]:
        """What can be chosen for a point, by id."""
        return {COVERED: self.covered} | {reason.id: reason.title for reason in self.left_out}


def load_snippets(folder: Path) -> tuple[Snippet, ...]:
    """Return the snippets in their order. Raises pydantic.ValidationError for a file that does not fit."""
    return Snippets.model_validate(plain_yaml.load(folder / "workbench" / "snippets.yaml")).snippets


def load_last_look(folder: Path) -> LastLook:
    """Return what can be chosen. Raises pydantic.ValidationError for a file that does not fit."""
    return LastLook.model_validate(plain_yaml.load(folder / "workbench" / "last-look.yaml"))
