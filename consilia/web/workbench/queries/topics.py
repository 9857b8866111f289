"""Which topics published questions stand under, and why: for the staff who correct it."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.http import Http404

from consilia import loaded
from consilia.web.questions.access import public_questions
from consilia.web.questions.derived import topic_row
from consilia.web.questions.models import Question, QuestionTopic, Topic
from consilia.web.questions.presenters.cards import shown_title
from consilia.web.questions.presenters.people import origin_mark
from consilia.web.questions.queries.lists import topics_of

A_PAGE = 30
SHOWN = {"all": "All", "none": "Without a topic", "corrected": "Corrected"}


@dataclass(frozen=True)
class FiledLine:
    """A published question in the list, with its topics."""

    question: Question
    title: str
    mark: str
    topics: list[QuestionTopic]


@dataclass(frozen=True)
class FiledPage:
    """A page of the list; `shown` is one of SHOWN."""

    lines: list[FiledLine]
    page: Page[Any]  # of questions with what was fetched beside them
    shown: str


@dataclass(frozen=True)
class Filing:
    """A question with its topics: those it stands under, and those that staff took it out of."""

    question: Question
    title: str
    under: list[QuestionTopic]
    taken_out: list[QuestionTopic]


def filed(shown: str, number: str | None) -> FiledPage:
    """Return a page of published questions with their topics, the newest first."""
    shown = shown if shown in SHOWN else "all"
    filings = QuestionTopic.objects.select_related("topic__department", "corrected_by").order_by("topic__name")
    listed = (
        _shown(shown)
        .order_by("-published_at", "-pk")
        .prefetch_related(Prefetch("questiontopic_set", queryset=filings, to_attr="filings"))
    )
    page = Paginator(listed, A_PAGE).get_page(number)
    lines = [
        FiledLine(q, shown_title(q), origin_mark(q), [f for f in q.filings if not f.is_removed])
        for q in page.object_list
    ]
    return FiledPage(lines, page, shown)


def _shown(shown: str) -> QuerySet[Question]:
    filings = QuestionTopic.objects.filter(question=OuterRef("pk"))
    if shown == "none":
        return public_questions().exclude(Exists(filings.filter(is_removed=False)))
    if shown == "corrected":
        return public_questions().filter(Exists(filings.filter(corrected_by__isnull=False)))
    return public_questions()


def filing_of(question: Question) -> Filing:
    """Return the topics of one question, each with the reason and with who corrected it."""
    filings = question.questiontopic_set.select_related("topic__department", "corrected_by").order_by("topic__name")
    return Filing(
        question=question,
        title=shown_title(question),
        under=[filing for filing in filings if not filing.is_removed],
        taken_out=[filing for filing in filings if filing.is_removed],
    )


def topic_choices() -> list[tuple[str, str]]:
    """Return every topic as ("neurology/tremor", "Tremor (Neurology)")."""
    return [(f"{t.department_id}/{t.slug}", f"{t.name} ({t.department})") for t in topics_of()]


def topic_named(place: str) -> Topic:
    """Return the topic of that department and slug. Raises Http404 for one that nobody knows."""
    department, _, slug = place.partition("/")
    row = Topic.objects.filter(department_id=department, slug=slug).first()
    known = next((t for t in loaded.topics().topics if t.id == place), None)
    if row is None and known is None:
        raise Http404("No such topic")
    return row or topic_row(known)  # type: ignore[arg-type]
