"""Reads what the search must know: words that say nothing, courtesies, and how the parts are weighed."""

import itertools
from functools import cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from consilia.domain import plain_yaml


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(_File):
    """`words.yaml`: words without content, and the phrases of politeness."""

    empty: frozenset[str] = Field(min_length=1)
    courtesies: tuple[str, ...] = Field(min_length=1)


class Abbreviations(_File):
    """`abbreviations.yaml`: what abbreviations stand for, in any case or in capitals only."""

    any_case: dict[str, str]
    capitals: dict[str, str]


class Weight(_File):
    """A weight that grows with how much longer (in logarithms) the query is than a document usually is."""

    base: float
    longer: float = 0.0

    @property
    def is_nothing(self) -> bool:
        """Whether the part counts for nothing, however long the query is."""
        return not self.base and not self.longer

    def at(self, longer: float) -> float:
        """Return the weight for a query that is so much longer."""
        return self.base + self.longer * longer


class Persons(_File):
    """What is taken from the score of a question that another kind of person asked; the file says what each is."""

    age_apart: float = Field(ge=0)
    most_bands_apart: int = Field(ge=0)
    other_sex: float = Field(ge=0)
    other_state: float = Field(ge=0)
    cannot_have: float = Field(ge=0)
    states: tuple[str, ...]
    only: dict[str, tuple[str, ...]]


class Ranking(_File):
    """`ranking.yaml`: the weights, floors and limits of the ranking; the file says what each is."""

    meaning: float = Field(gt=0)
    best_sentence: Weight
    words: Weight
    covers_query: Weight
    covers_document: Weight
    sentences_beyond: int = Field(ge=0)
    title_share: float = Field(ge=0, le=1)
    title_boost: float = Field(gt=0)
    shared_facet: float = Field(ge=0)
    opposed_stance: float = Field(ge=0)
    same_department: float = Field(ge=0)
    same_person: float = Field(ge=0)
    persons: Persons
    most_facets: int = Field(ge=0)
    least_meaning: float = Field(ge=-1, le=1)
    least_meaning_typing: float = Field(ge=-1, le=1)
    least_words_covered: float = Field(ge=0, le=1)
    wide: float = Field(ge=0, le=1)
    least_words_covered_typing: float = Field(ge=0, le=1)
    duplicate_meaning: float = Field(ge=0, le=1)
    prefix_from: int = Field(ge=1)
    spelling_from: int = Field(ge=3)
    spelling_likeness: float = Field(ge=0, le=1)


class Languages(_File):
    """Words by which English is told from other languages: lists that the reading of patients' words goes by too."""

    english: frozenset[str] = frozenset()
    foreign: frozenset[str] = frozenset()  # words that other languages have and English lacks, without accents


class RetrievalKnowledge(_File):
    """Everything of `knowledge/retrieval`, and the words of languages."""

    words: Words
    ranking: Ranking
    abbreviations: Abbreviations = Abbreviations(any_case={}, capitals={})
    languages: Languages = Languages()

    @cached_property
    def fingerprint(self) -> str:
        """A text that changes when anything changes that shapes tokens or vectors."""
        return "|".join([*sorted(self.words.empty), *sorted(self.words.courtesies), str(self.ranking.title_share)])


def load_retrieval(folder: Path) -> RetrievalKnowledge:
    """Return the knowledge in `folder/retrieval`. Raises pydantic.ValidationError for a file that does not fit."""
    return RetrievalKnowledge(
        words=Words.model_validate(plain_yaml.load(folder / "retrieval" / "words.yaml")),
        ranking=Ranking.model_validate(plain_yaml.load(folder / "retrieval" / "ranking.yaml")),
        abbreviations=Abbreviations.model_validate(plain_yaml.load(folder / "retrieval" / "abbreviations.yaml")),
        languages=_languages(folder / "words"),
    )


def _languages(folder: Path) -> Languages:
    lists = TypeAdapter(dict[str, tuple[str, ...]]).validate_python(plain_yaml.load(folder / "foreign.yaml"))
    lines = (folder / "common.txt").read_text("utf-8").splitlines()
    english = frozenset(line for line in lines if line and not line.startswith("#"))
    return Languages(english=english, foreign=frozenset(itertools.chain.from_iterable(lists.values())))
