"""Loads the composer's knowledge from its folders, once, and refuses what could not be composed from."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter

from consilia.domain import plain_yaml
from consilia.domain.composing.files import Complaint, Item, KnownSource, Phrase, Place, Policy, Section
from consilia.domain.composing.visit_files import VisitWords

ITEM_FOLDERS = ("opening", "answers", "reassurance", "causes", "care", "help", "tests")


class BrokenKnowledge(ValueError):
    """A knowledge file names something that does not exist, or one id stands twice."""


class Words(BaseModel):
    """Small words: numbers, units of time, joins, reasons. They are data, so that they can be translated."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    numbers: tuple[str, ...]
    units: dict[str, tuple[str, str]]  # day: [day, days]
    more_than: str
    about: str
    some: str
    vague: tuple[str, ...]  # numbers that are none
    join: str
    join_last: str
    there_is: str
    there_is_no: str
    not_sure_about: str
    not_noticed: str
    during: tuple[str, ...]
    said_once: dict[str, str]  # a beginning that all parts of a list share, and what is left of it from the second on
    reasons: dict[str, str]  # why a finding is not discussed
    sides: dict[str, str]


class _ConceptName(BaseModel):
    """What the composer needs of a concept file of the reader."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    plain: str
    kind: str
    group: str


class TitleWords(BaseModel):
    """What titles are made of."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    most_characters: int
    greetings: tuple[str, ...]
    drop_endings: tuple[str, ...]
    abbreviations: tuple[str, ...]  # no sentence ends behind one of these
    keep_capitals: tuple[str, ...]
    triggers: dict[str, str]
    circumstances: dict[str, str]  # how a title tells of a circumstance; one that is not named here, or "", is not told
    patterns: dict[str, str]
    placed: dict[str, str]  # complaint -> a shorter title before a place
    closer: dict[str, str]  # concept -> the title when nothing else of its complaint was told
    becomes_fear: tuple[str, ...]  # complaints that are named after the fear, when there is one
    never: tuple[str, ...]  # concepts that no title names
    harm: tuple[str, ...]  # concepts whose sentences are no title either
    paired: tuple[str, ...]  # places that a person has two of
    one_of: dict[str, str]  # arms: arm, since a side has but one
    introduces: tuple[str, ...]  # words of a sentence that says who asks, and not what
    longest_introduction: int  # words
    give_way: tuple[str, ...]  # complaints that no title is made of where the asker gave a head line
    question_words: tuple[str, ...]  # without one of these in it, a question mark behind a subject means nothing
    question_starts: tuple[str, ...]  # or one of these at its beginning
    unnamed: str


@dataclass(frozen=True)
class ComposingKnowledge:
    """All that the composer knows. `details` are phrases that matter to single items; `medicines` are groups."""

    complaints: tuple[Complaint, ...]
    items: tuple[Item, ...]
    sections: tuple[Section, ...]
    phrases: Mapping[str, Phrase]
    places: Mapping[str, Place]
    medicines: Mapping[str, tuple[str, ...]]
    details: Mapping[str, tuple[str, ...]]
    sources: Mapping[str, KnownSource]
    policy: Policy
    words: Words
    titles: TitleWords
    visit: VisitWords
    kinds: Mapping[str, str] = field(default_factory=dict)  # concept -> symptom, disease, circumstance, test, medicine
    plain_names: Mapping[str, str] = field(default_factory=dict)
    version: str = field(default="", compare=False)

    @cached_property
    def by_id(self) -> dict[str, Item]:
        return {item.id: item for item in self.items}

    @cached_property
    def by_section(self) -> dict[str, tuple[Item, ...]]:
        """The items of each section that stand there by themselves; answers wait for a question."""
        unasked = [item for item in self.items if not item.asks]
        return {section.id: tuple(i for i in unasked if i.section == section.id) for section in self.sections}

    def prepared(self) -> "ComposingKnowledge":
        """The same, with all patterns made now, so that nobody waits for them with the first page."""
        _ = (self.by_id, self.by_section, self.detail_patterns, self.ask_patterns, self.asker_pattern)
        _ = self.greeting_pattern
        return self

    @cached_property
    def detail_patterns(self) -> dict[str, re.Pattern[str]]:
        return {name: _any_of(phrases) for name, phrases in self.details.items()}

    @cached_property
    def ask_patterns(self) -> dict[str, re.Pattern[str]]:
        return {item.id: _any_of(item.asks) for item in self.items if item.asks}

    @cached_property
    def greeting_pattern(self) -> re.Pattern[str]:
        words = "|".join(re.escape(one) for one in sorted(self.titles.greetings, key=len, reverse=True))
        return re.compile(rf"(?:(?:{words})(?!\w)[\s,.!:;-]*)+(?=\S)", re.IGNORECASE)

    @cached_property
    def asker_pattern(self) -> re.Pattern[str]:
        return _any_of(self.policy.speaks_of_asker)

    def phrase(self, concept: str) -> Phrase:
        """The words for a concept: our own, or its plain name, or its id."""
        return self.phrases.get(concept) or Phrase(name=self.plain_names.get(concept) or concept.replace("-", " "))

    def may_be_named(self, concept: str) -> bool:
        """Whether a page may speak of it: some concepts only help a rule to decide."""
        return concept in self.phrases or concept in self.plain_names

    def may_be_told(self, concept: str) -> bool:
        """Whether a page may tell a person that they have it. A grave illness is for a doctor to tell."""
        return self.may_be_named(concept) and concept not in self.policy.grave


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Match any of the phrases as whole words; `*` stands for up to four words."""
    branches = []
    for phrase in sorted(phrases, key=len, reverse=True):
        words = [r"(?:[\w'’-]+\W+){0,4}?" if word == "*" else re.escape(word) + r"\W+" for word in phrase.split()]
        branches.append(re.sub(r"\\W\+$", "", "".join(words)))
    return re.compile(r"(?<!\w)(?:" + "|".join(branches) + r")(?!\w)", re.IGNORECASE)


def load_composing(folder: Path) -> ComposingKnowledge:
    """Return the knowledge under `folder`, checked.

    Raises pydantic.ValidationError for a file that does not fit its schema, BrokenKnowledge for an id that stands
    twice or a name that leads nowhere.
    """
    own = folder / "composing"
    items = tuple(
        Item.model_validate(plain_yaml.load(path))
        for name in ITEM_FOLDERS
        for path in sorted((folder / name).glob("*.yaml"))
    )
    concepts = [
        _ConceptName.model_validate(plain_yaml.load(path)) for path in sorted((folder / "concepts").glob("*.yaml"))
    ]
    phrases = TypeAdapter(dict[str, Phrase]).validate_python(plain_yaml.load(own / "phrases.yaml"))
    knowledge = ComposingKnowledge(
        complaints=tuple(
            Complaint.model_validate(plain_yaml.load(path)) for path in sorted((folder / "complaints").glob("*.yaml"))
        ),
        items=items,
        sections=TypeAdapter(tuple[Section, ...]).validate_python(plain_yaml.load(own / "sections.yaml")),
        phrases=phrases,
        places=TypeAdapter(dict[str, Place]).validate_python(plain_yaml.load(own / "places.yaml")),
        medicines=TypeAdapter(dict[str, tuple[str, ...]]).validate_python(plain_yaml.load(own / "medicines.yaml")),
        details=TypeAdapter(dict[str, tuple[str, ...]]).validate_python(plain_yaml.load(own / "details.yaml")),
        sources=TypeAdapter(dict[str, KnownSource]).validate_python(plain_yaml.load(own / "sources.yaml")),
        policy=Policy.model_validate(plain_yaml.load(own / "policy.yaml")),
        words=Words.model_validate(plain_yaml.load(own / "words.yaml")),
        visit=VisitWords.model_validate(plain_yaml.load(own / "visit.yaml")),
        kinds={one.id: one.kind for one in concepts},
        plain_names={one.id: one.plain for one in concepts if _has_a_name(one, phrases)},
        titles=TitleWords.model_validate(plain_yaml.load(own / "titles.yaml")),
    )
    problems = dead_references(knowledge)
    if problems:
        raise BrokenKnowledge("; ".join(problems))
    return knowledge


def _has_a_name(concept: _ConceptName, phrases: Mapping[str, Phrase]) -> bool:
    """A complaint or an illness. What only helps a rule hears too much to be said back, unless words were chosen."""
    return concept.kind in ("symptom", "disease") and (concept.group != "triage" or concept.id in phrases)


def dead_references(knowledge: ComposingKnowledge) -> list[str]:
    """Return what names something that is not there, in words for the person who edits the files."""
    sections = {section.id for section in knowledge.sections}
    topics = (
        {"any", "covered", "uncovered", "bare", "crisis", "unreadable"}
        | {c.id for c in knowledge.complaints}
        | {f for c in knowledge.complaints for f in c.families}
    )
    ids = [item.id for item in knowledge.items]
    problems = [f"id {one} stands {ids.count(one)} times" for one in sorted(set(ids)) if ids.count(one) > 1]
    named = [name for pair in knowledge.policy.warnings for name in (pair.warning, *pair.keeps_off)]
    problems += [f"policy: no item {name}" for name in named if name not in ids]
    for item in knowledge.items:
        problems += [f"{item.id}: no source {one}" for one in item.sources if one not in knowledge.sources]
        problems += [f"{item.id}: no topic {one}" for one in item.topics if one not in topics]
        problems += [f"{item.id}: no item {one} to replace" for one in item.replaces if one not in ids]
        if item.section not in sections:
            problems.append(f"{item.id}: no section {item.section}")
        if item.review.status == "to verify" and not item.errs_safe:
            problems.append(f"{item.id}: not verified, and no reason why it errs on the safe side")
    return problems
