"""Searching everything that is published: questions, topics, doctors and guides; and help first where it is needed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q

from consilia import loaded
from consilia.domain.retrieval.model import Candidates, FallbackReason
from consilia.domain.retrieval.preparing import clean, telling_tokens
from consilia.domain.teasers import teaser
from consilia.web.accounts.models import Department
from consilia.web.questions import searching
from consilia.web.questions.access import is_public, public_questions
from consilia.web.questions.derived import assess_question
from consilia.web.questions.guide_search import Passage, find_passages
from consilia.web.questions.models import Question, Topic
from consilia.web.questions.models.questions import AGE_BANDS
from consilia.web.questions.presenters.assessments import ShownAssessment, interrupts, shown_assessment
from consilia.web.questions.presenters.cards import Card, DoctorLink, card, told_where
from consilia.web.questions.presenters.facets import shared_words
from consilia.web.questions.presenters.highlights import Piece, marked_words, telling_part
from consilia.web.questions.queries.lists import TopicLink, for_cards
from consilia.web.questions.queries.named import doctors_named, topics_named

MOST_HITS = 200
A_PAGE = 10
MOST_PASSAGES = 5
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Hit:
    """A found question, its teasers in pieces with the words that were looked for marked."""

    card: Card
    teaser: list[Piece]
    reply_teaser: list[Piece]


@dataclass(frozen=True)
class GuideHit:
    """A part of a guide."""

    passage: Passage
    teaser: list[Piece]


@dataclass(frozen=True)
class Found:
    """All that was found for some words."""

    page: Page[int]
    hits: list[Hit] = field(default_factory=list)
    topics: list[TopicLink] = field(default_factory=list)
    doctors: list[DoctorLink] = field(default_factory=list)
    guides: list[GuideHit] = field(default_factory=list)
    corrections: tuple[tuple[str, str], ...] = ()  # (as written, as read)
    fallback_reason: FallbackReason = ""
    is_narrowed: bool = False
    assessed: ShownAssessment | None = None  # only where help is needed today
    is_crisis: bool = False  # no answered questions stand beside the help

    @property
    def is_counted(self) -> bool:
        """Whether it says something of the search: the first page of words that were looked for among everything."""
        return (
            self.page.number == 1
            and self.fallback_reason in {"", "no-model"}
            and not (self.is_narrowed or self.is_crisis)
        )

    @property
    def is_cut(self) -> bool:
        """Whether there may be more than are counted."""
        return self.page.paginator.count >= MOST_HITS


def filter_choices() -> dict[str, Any]:
    """Return what the answers can be filtered by: departments, topics, age bands and years that occur."""
    years = public_questions().exclude(asked_at=None).dates("asked_at", "year", order="DESC")
    departments = Department.objects.filter(is_public("questions__")).distinct()
    filed = is_public("questiontopic__question__") & Q(questiontopic__is_removed=False)
    topics = Topic.objects.filter(filed).select_related("department").distinct()
    bands = set(public_questions().order_by().values_list("age_band", flat=True).distinct())
    return {
        "departments": [(d.pk, d.name) for d in departments],
        "topics": [(f"{t.department_id}/{t.slug}", f"{t.name} ({t.department.name})") for t in topics],
        "bands": [band for band in AGE_BANDS if band in bands],
        "years": [year.year for year in years],
    }


def search(words: str, *, filters: Mapping[str, str], as_written: bool = False, page: str | None = None) -> Found:
    """Return a page of published questions like the words, best first, and the topics, doctors and guides they name.

    `filters` may name a department, a topic ("neurology/tremor"), an age_band and a year. Of near twins only one is
    shown, chosen among those that the filters let through. Whoever needs help today is told so first.
    """
    asked = searching.prepared(words, as_written=as_written)
    narrowed = public_questions().filter(_wanted(filters)).order_by()
    candidates = searching.find_like(
        words,
        k=MOST_HITS,
        is_wide=True,
        asked=asked,
        narrow=lambda keys: {str(pk) for pk in narrowed.filter(pk__in=keys).values_list("pk", flat=True)},
    )
    reading, assessment = assess_question(Question(text=words))
    here = Paginator([] if assessment.crisis else [int(key) for key in candidates.keys], A_PAGE).get_page(page)
    looked_for = _looked_for(words, corrections=asked.corrections)
    is_first = here.number == 1 and not assessment.crisis
    return Found(
        page=here,
        hits=_hits(list(here.object_list), candidates=candidates, looked_for=looked_for),
        topics=topics_named(looked_for, reading=reading) if is_first else [],
        doctors=doctors_named(match[0].casefold() for match in _WORD.finditer(clean(words))) if is_first else [],
        guides=[_guide(p, looked_for) for p in find_passages(asked, most=MOST_PASSAGES)] if is_first else [],
        corrections=asked.corrections,
        fallback_reason=candidates.fallback_reason,
        is_narrowed=any(filters.values()),
        assessed=shown_assessment(assessment, reading) if interrupts(assessment) else None,
        is_crisis=assessment.crisis,
    )


def _wanted(filters: Mapping[str, str]) -> Q:
    wanted = Q()
    if department := filters.get("department"):
        wanted &= Q(department_id=department)
    if topic := filters.get("topic"):
        department, _, slug = topic.partition("/")
        filed = Q(questiontopic__topic__department_id=department, questiontopic__topic__slug=slug)
        wanted &= filed & Q(questiontopic__is_removed=False)
    if band := filters.get("age_band"):
        wanted &= Q(age_band=band)
    if year := filters.get("year"):
        wanted &= Q(asked_at__year=int(year))
    return wanted


def _hits(ids: Sequence[int], *, candidates: Candidates, looked_for: Sequence[str]) -> list[Hit]:
    rows = {question.pk: question for question in for_cards(public_questions().filter(pk__in=ids))}
    shared = {int(item.key): shared_words(item.shared) for item in candidates.items}
    rank = {int(key): rank for rank, key in enumerate(candidates.keys, 1)}
    return [_hit(rows[pk], rank[pk], shared=shared[pk], looked_for=looked_for) for pk in ids if pk in rows]


def _hit(question: Question, rank: int, *, shared: list[str], looked_for: Sequence[str]) -> Hit:
    """The card of a question; where its first words hold none of those looked for, its teaser begins where they are."""
    shown = told_where(card(question, shared=shared), "search", rank=rank)
    pieces = marked_words(shown.teaser, looked_for)
    if not any(piece.is_marked for piece in pieces):
        pieces = marked_words(_part(question.public_text, looked_for) or shown.teaser, looked_for)
    return Hit(shown, pieces, marked_words(shown.reply_teaser, looked_for))


def _guide(passage: Passage, looked_for: Sequence[str]) -> GuideHit:
    return GuideHit(passage, marked_words(_part(passage.text, looked_for), looked_for))


def _part(text: str, looked_for: Sequence[str]) -> str:
    part = telling_part(text, looked_for)
    return ("" if part == text else "... ") + teaser(part, greetings=loaded.greetings(), limit=220)


def _looked_for(words: str, *, corrections: Sequence[tuple[str, str]]) -> list[str]:
    """The telling words as tokens of the index, with those that misspelt ones were read as."""
    read_as = " ".join([words, *(right for _, right in corrections)])
    return telling_tokens(clean(read_as), empty=loaded.retrieval().words.empty)[:60]
