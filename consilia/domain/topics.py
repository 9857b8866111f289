"""Topics: pages of a name within a department, and which of them a question belongs under.

One file a topic, `topics/<department>/<slug>.yaml`; the weights of filing stand in `topics/filing.yaml`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import Field

from consilia.domain import plain_yaml
from consilia.domain.language.model import Finding, Reading, Stance
from consilia.domain.provenance import KnowledgeFile, PublicSource, Review, Slug, Words, load_sources

Weight = Annotated[float, Field(gt=0, le=10)]


class TopicInconsistent(ValueError):
    """A topic stands in the wrong file, or names an unknown source."""


class ConceptWeight(KnowledgeFile):
    """A finding that speaks for a topic, and how strongly."""

    concept: Slug
    weight: Weight


class WordWeight(KnowledgeFile):
    """Words of the question that speak for a topic; any of them counts, once."""

    words: Annotated[tuple[Words, ...], Field(min_length=1)]
    weight: Weight

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, self.words))})\b", re.IGNORECASE)


class Topic(KnowledgeFile):
    """A (name, department) pair with its introduction and what files a question under it.

    `prior` orders topics that nothing in a question speaks for: it fills the list of related topics up.
    """

    name: Words
    department: Slug
    synonyms: tuple[Words, ...] = ()
    introduction: Annotated[tuple[Words, ...], Field(min_length=2, max_length=4)]
    sources: Annotated[tuple[Slug, ...], Field(min_length=1)]
    guide: str = ""
    concepts: tuple[ConceptWeight, ...]
    words: tuple[WordWeight, ...] = ()
    prior: Annotated[float, Field(ge=0, le=1)] = 0
    review: Review

    @property
    def slug(self) -> str:
        """The name as it stands in an address; the same name in two departments has the same slug."""
        return re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-")

    @property
    def id(self) -> str:
        """Department and slug: "neurology/leg"."""
        return f"{self.department}/{self.slug}"


class Filing(KnowledgeFile):
    """How much a finding counts by its stance, what the department adds, and from which score a topic is filed.

    A related topic gains `near_question` for each of the `nearest` answered questions that stands under it.
    """

    stances: dict[Stance, Annotated[float, Field(ge=0, le=1)]]
    same_department: Annotated[float, Field(ge=0, le=5)]
    filed_from: Annotated[float, Field(gt=0)]
    near_question: Annotated[float, Field(ge=0, le=5)]
    nearest: Annotated[int, Field(ge=4, le=50)]


@dataclass(frozen=True)
class TopicMatch:
    """How well a topic fits a question; `because` names what spoke for it, in the asker's words."""

    topic: Topic
    score: float
    is_filed: bool
    because: tuple[str, ...] = ()


@dataclass(frozen=True)
class Topics:
    """All topics, with the sources they name."""

    topics: tuple[Topic, ...]
    filing: Filing
    sources: dict[str, PublicSource]

    def named(self, name: str, *, department: str) -> Topic | None:
        """Return the topic of that name or synonym in the department, or None. "Tremors" finds Tremor."""
        wanted = name.strip().casefold()
        for topic in self.topics:
            if topic.department == department and wanted in {n.casefold() for n in (topic.name, *topic.synonyms)}:
                return topic
        return None


def load_topics(folder: Path) -> Topics:
    """Return the topics under `folder` (consilia/knowledge).

    Raises pydantic.ValidationError for a file that breaks the schema, TopicInconsistent for one that stands at the
    wrong place or names an unknown source.
    """
    sources = load_sources(folder / "guides/sources.yaml")
    topics = tuple(_load_topic(path, sources=sources) for path in sorted(folder.glob("topics/*/*.yaml")))
    filing = Filing.model_validate(plain_yaml.load(folder / "topics/filing.yaml"))
    return Topics(topics=topics, filing=filing, sources=sources)


def match_topics(reading: Reading, *, topics: Topics, department: str = "") -> tuple[TopicMatch, ...]:
    """Return every topic, best fit first; those with `is_filed` are where the question belongs.

    The first ten are its related topics: where little speaks for any topic, the commoner ones fill the list.
    """
    matches = [_match(topic, reading=reading, filing=topics.filing, department=department) for topic in topics.topics]
    return tuple(sorted(matches, key=lambda m: (-m.score, -m.topic.prior, m.topic.id)))


def _load_topic(path: Path, *, sources: dict[str, PublicSource]) -> Topic:
    topic = Topic.model_validate(plain_yaml.load(path))
    place = f"{path.parent.name}/{path.stem}"
    if topic.id != place:
        raise TopicInconsistent(f"{topic.id} stands in {place}.yaml")
    if unknown := set(topic.sources) - set(sources):
        raise TopicInconsistent(f"{topic.id} names unknown sources: {', '.join(sorted(unknown))}")
    return topic


def _match(topic: Topic, *, reading: Reading, filing: Filing, department: str) -> TopicMatch:
    score = 0.0
    because: list[str] = []
    for wanted in topic.concepts:
        found = _strongest((f for f in reading.findings if f.concept == wanted.concept), filing=filing)
        if found is not None and filing.stances[found.stance] > 0:
            score += wanted.weight * filing.stances[found.stance]
            because.append(reading.words(found.span))
    for group in topic.words:
        if hit := group.pattern.search(reading.text):
            score += group.weight
            because.append(hit.group())
    if score and topic.department == department:
        score += filing.same_department
    return TopicMatch(topic, score=score, is_filed=score >= filing.filed_from, because=tuple(dict.fromkeys(because)))


def _strongest(findings: Iterable[Finding], *, filing: Filing) -> Finding | None:
    return max(findings, key=lambda finding: filing.stances[finding.stance], default=None)
