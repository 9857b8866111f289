"""The schema of the words for the one-page visit summary."""

from pydantic import BaseModel, ConfigDict


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PartWords(_File):
    """A part of the summary: its place is its place in the file."""

    id: str
    heading: str
    at_most: int


class VisitWords(_File):
    """What the summary is made of; see knowledge/composing/visit.yaml."""

    parts: tuple[PartWords, ...]
    labels: dict[str, str]
    course: dict[str, str]
    results: dict[str, str]
    measures: dict[str, str]
    dose_to_check: str
    starts: tuple[str, ...]
    manner: tuple[str, ...]
    told_as_often: tuple[str, ...]
    told: tuple[str, ...]
    fears: tuple[str, ...]
    spells_begin: tuple[str, ...]
    asked_first: tuple[str, ...]
    asked_first_families: tuple[str, ...]
    habits: tuple[str, ...]
    most_words_of_a_quote: int
    most_places: int
