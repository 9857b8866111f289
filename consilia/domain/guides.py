"""Guides: long articles kept as data, one folder a guide, one file a section.

`guides/<slug>/guide.yaml` is the cover; `guides/<slug>/01-….yaml` and so on are the numbered sections, in the order
of their names. Text is Markdown without HTML or headings. Telephone numbers and local names stand in braces
(`{emergency.number}`, `{family_doctor}`), so that a page shows the numbers of one locale only.
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from string import Formatter
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from consilia.domain import plain_yaml
from consilia.domain.locales import Locale
from consilia.domain.provenance import KnowledgeFile, PublicSource, Review, Slug, Words, load_sources

WORDS_A_MINUTE = 200
_LOCAL_NAMES = frozenset(Locale.model_fields)


class GuideInconsistent(ValueError):
    """A guide names a figure or source that is not there, or uses an anchor twice."""


def _only_known_places(text: str) -> str:
    """Refuse braces that no locale pack can fill, so that no reader ever meets them."""
    for _, name, _, _ in Formatter().parse(text):
        if name is not None and re.split(r"[.\[]", name)[0] not in _LOCAL_NAMES:
            raise ValueError(f"no locale pack can fill {{{name}}}")
    return text


Text = Annotated[Words, AfterValidator(_only_known_places)]
Anchor = Slug
IsoDuration = Annotated[str, Field(pattern=r"^P(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?$")]


class Duration(KnowledgeFile):
    """How long or how much, in words as shown, and from least to most as ISO 8601 durations for programs."""

    words: Words
    least: IsoDuration
    most: IsoDuration


class Action(KnowledgeFile):
    """One thing a reader can do, how, for how long, and who should not."""

    name: Words
    how: Text
    duration: Duration | None = None
    care: Annotated[str, AfterValidator(_only_known_places)] = ""  # who should be careful or ask first


class Table(KnowledgeFile):
    """A table; the first cell of each row is its heading."""

    caption: Words
    columns: Annotated[tuple[Words, ...], Field(min_length=2)]
    rows: tuple[tuple[Text, ...], ...]

    @model_validator(mode="after")
    def _rows_fit(self) -> "Table":
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"row {row[0]!r} has {len(row)} cells, expected {len(self.columns)}")
        return self


class Card(KnowledgeFile):
    """Advice on when to get help: one of three levels, its signs, and what to do."""

    level: Literal["emergency", "urgent", "non-urgent"]
    title: Words
    signs: Annotated[tuple[Text, ...], Field(min_length=1)]
    action: Text
    rules: tuple[str, ...] = ()  # the triage rules that say the same


class Blocks(KnowledgeFile):
    """What may stand under a heading, in the order in which it is shown."""

    text: Text | None = None
    figure: str = ""
    items: tuple[Text, ...] = ()
    actions: tuple[Action, ...] = ()
    table: Table | None = None
    cards: tuple[Card, ...] = ()
    after: Text | None = None
    sources: tuple[Slug, ...] = ()

    def words(self) -> Iterator[str]:
        """Every piece of text a reader meets here."""
        yield from (part for part in (self.text, self.after) if part)
        yield from self.items
        for action in self.actions:
            yield from (f"{action.name}.", action.how, action.duration.words if action.duration else "", action.care)
        if self.table:
            yield from (f"{cell}." if cell[-1] not in ".?!" else cell for row in self.table.rows for cell in row)
        for card in self.cards:
            yield from (*(f"{sign}." for sign in card.signs), card.action)


class Subsection(Blocks):
    """A part of a section with its own heading and anchor. An illustrative story is marked as invented."""

    id: Anchor
    title: Words
    is_illustration: bool = False


class Section(Blocks):
    """A numbered section. With `is_for_people` its subsections are for different people, one of whom can be chosen."""

    id: Anchor
    title: Words
    is_for_people: bool = False
    subsections: tuple[Subsection, ...] = ()


class QuestionAndAnswer(KnowledgeFile):
    """One of the frequent questions; `id` is its address within the page."""

    id: Anchor
    question: Words
    answer: Text
    sources: tuple[Slug, ...] = ()


class Figure(KnowledgeFile):
    """A line drawing of our own. `alt` says what it shows to those who do not see it."""

    id: Slug
    file: Annotated[str, Field(pattern=r"^[a-z0-9-]+\.svg$")]
    alt: Words
    caption: Words


class ToVerify(KnowledgeFile):
    """A statement of the guide for which nobody has read a source yet, and why it errs on the safe side."""

    says: Words  # as it stands in the guide
    errs_safe: Words


class _Cover(KnowledgeFile):
    title: Words
    summary: Words
    department: Slug
    about: tuple[str, ...]  # topic ids
    written_on: date
    changed_on: date
    review: Review
    introduction: Text
    figures: tuple[Figure, ...] = ()
    faq: tuple[QuestionAndAnswer, ...] = ()
    faq_title: str = ""
    conclusion: Text
    to_verify: tuple[ToVerify, ...] = ()


class Guide(_Cover):
    """A whole guide with its sections, drawings and the sources it names, in the order they are first named."""

    slug: Slug
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]
    sources: tuple[PublicSource, ...]
    drawings: dict[str, str]  # figure id -> SVG text

    @property
    def word_count(self) -> int:
        return len(self.plain_text.split())

    @property
    def minutes(self) -> int:
        """How long reading takes, rounded up."""
        return -(-self.word_count // WORDS_A_MINUTE)

    @property
    def plain_text(self) -> str:
        """All running text without marks, to count words and to measure how hard it is to read."""
        parts = [self.introduction]
        for section in self.sections:
            parts += section.words()
            for subsection in section.subsections:
                parts += subsection.words()
        parts += [text for pair in self.faq for text in (pair.question, pair.answer)]
        return re.sub(r"\[([^\]]*)\]\([^)]*\)|[*#]", r"\1", "\n".join([*parts, self.conclusion]))


def load_guides(folder: Path) -> tuple[Guide, ...]:
    """Return the guides under `folder` (consilia/knowledge), longest first: the main one leads every list.

    Raises pydantic.ValidationError for a file that breaks the schema, GuideInconsistent for one that names something
    that is not there.
    """
    sources = load_sources(folder / "guides/sources.yaml")
    covers = sorted(folder.glob("guides/*/guide.yaml"))
    guides = [_load_guide(path, sources=sources) for path in covers]
    return tuple(sorted(guides, key=lambda guide: -guide.word_count))


def with_numbers(text: str, *, locale: Locale) -> str:
    """Return the text with the locale's numbers and names in place of the braces."""
    return text.format(**{name: getattr(locale, name) for name in Locale.model_fields})


def _load_guide(path: Path, *, sources: dict[str, PublicSource]) -> Guide:
    cover = _Cover.model_validate(plain_yaml.load(path))
    sections = tuple(
        Section.model_validate(plain_yaml.load(file)) for file in sorted(path.parent.glob("[0-9][0-9]-*.yaml"))
    )
    _check(path.parent.name, cover=cover, sections=sections, known=set(sources))
    named = dict.fromkeys(source for block in _blocks(cover, sections) for source in block.sources)
    guide = Guide.model_validate(
        {
            **{name: getattr(cover, name) for name in _Cover.model_fields},
            "slug": path.parent.name,
            "sections": sections,
            "sources": tuple(sources[name] for name in named),
            "drawings": {f.id: (path.parents[1] / "figures" / f.file).read_text("utf-8") for f in cover.figures},
        }
    )
    if lost := [one.says for one in guide.to_verify if one.says not in guide.plain_text]:
        raise GuideInconsistent(f"{guide.slug}: to verify, and not in the guide: {'; '.join(lost)}")
    return guide


def _blocks(cover: _Cover, sections: tuple[Section, ...]) -> Iterator[Blocks | QuestionAndAnswer]:
    for section in sections:
        yield section
        yield from section.subsections
    yield from cover.faq


def _check(slug: str, *, cover: _Cover, sections: tuple[Section, ...], known: set[str]) -> None:
    anchors = [section.id for section in sections]
    anchors += [subsection.id for section in sections for subsection in section.subsections]
    anchors += [pair.id for pair in cover.faq]
    if twice := {anchor for anchor in anchors if anchors.count(anchor) > 1}:
        raise GuideInconsistent(f"{slug}: anchors stand twice: {', '.join(sorted(twice))}")
    figures = {figure.id for figure in cover.figures}
    for block in _blocks(cover, sections):
        if missing := set(block.sources) - known:
            raise GuideInconsistent(f"{slug}: unknown sources: {', '.join(sorted(missing))}")
        if isinstance(block, Blocks) and block.figure and block.figure not in figures:
            raise GuideInconsistent(f"{slug}: unknown figure {block.figure}")
