"""Reads what the search must know: words that say nothing, courtesies, and how the parts are weighed."""

from functools import cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from consilia.domain import plain_yaml


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(_File):
    """`words.yaml`: words without content, and the phrases of politeness."""

    empty: frozenset[str] = Field(min_length=1)
    courtesies: tuple[str, ...] = Field(min_length=1)


class Ranking(_File):
    """`ranking.yaml`: the weights, floors and limits of the ranking; the file says what each is."""

    meaning: float = Field(ge=0, le=1)
    words: float = Field(ge=0, le=1)
    title_boost: float = Field(gt=0)
    shared_facet: float = Field(ge=0)
    opposed_stance: float = Field(ge=0)
    same_department: float = Field(ge=0)
    most_facets: int = Field(ge=0)
    least_meaning: float = Field(ge=-1, le=1)
    least_meaning_typing: float = Field(ge=-1, le=1)
    least_words_covered: float = Field(ge=0, le=1)
    duplicate_meaning: float = Field(ge=0, le=1)
    prefix_from: int = Field(ge=1)
    spelling_from: int = Field(ge=3)
    spelling_likeness: float = Field(ge=0, le=1)


class RetrievalKnowledge(_File):
    """Everything of `knowledge/retrieval`."""

    words: Words
    ranking: Ranking

    @cached_property
    def fingerprint(self) -> str:
        """A text that changes when the words that shape the prepared text change."""
        return "|".join([*sorted(self.words.empty), *sorted(self.words.courtesies)])


def load_retrieval(folder: Path) -> RetrievalKnowledge:
    """Return the knowledge in `folder/retrieval`. Raises pydantic.ValidationError for a file that does not fit."""
    return RetrievalKnowledge(
        words=Words.model_validate(plain_yaml.load(folder / "retrieval" / "words.yaml")),
        ranking=Ranking.model_validate(plain_yaml.load(folder / "retrieval" / "ranking.yaml")),
    )
