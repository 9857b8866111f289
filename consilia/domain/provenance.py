"""Where a knowledge file's statements come from, and who has reviewed it."""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

from consilia.domain import plain_yaml

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=90)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class KnowledgeFile(BaseModel):
    """The base of what is read from disk here: nothing unknown, nothing changed afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PublicSource(KnowledgeFile):
    """A public text that was read: what it says that we rely on, where it stands, and when it was read."""

    id: Slug
    title: Words
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]
    says: Words
    read_on: date


class Review(KnowledgeFile):
    """Whether a clinician has reviewed the item: who, on which day, and by when somebody must look again.

    While the status is "draft", `by` says so in words and `on` is the day it was written.
    """

    status: Literal["draft", "reviewed"]
    by: Words
    on: date
    again_by: date

    @property
    def is_reviewed(self) -> bool:
        return self.status == "reviewed"


class _Sources(KnowledgeFile):
    sources: tuple[PublicSource, ...]


def load_sources(path: Path) -> dict[str, PublicSource]:
    """Return the sources in the file by id. Raises ValueError when an id stands twice."""
    listed = _Sources.model_validate(plain_yaml.load(path)).sources
    by_id = {source.id: source for source in listed}
    if len(by_id) < len(listed):
        raise ValueError(f"{path.name} holds an id twice")
    return by_id
