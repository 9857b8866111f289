"""The queue: what waits for a doctor, the soonest and then the longest waiting first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any  # a page of questions that carry `signed_at` beside their own fields

from django.core.paginator import Page, Paginator
from django.db.models import F, Max, Q, QuerySet
from django.urls import reverse

from consilia.domain.triage.model import Urgency
from consilia.web.accounts.models import Doctor, Origin
from consilia.web.questions.models import Question
from consilia.web.questions.presenters.headings import staff_heading
from consilia.web.workbench.actions.claiming import is_claimed_by_another
from consilia.web.workbench.presenters.attention import is_unreadable, person, signs_in_a_row
from consilia.web.workbench.presenters.levels import level_label, waiting

A_PAGE = 30


@dataclass(frozen=True)
class Row:
    """One question in the queue."""

    url: str
    subject: str
    level: str
    level_id: str
    waited: str
    asked_at: datetime | None
    department: str
    person: str  # age and sex, as filled in
    signs: list[str]  # what decided the level, by the titles of the rules
    claim: str  # "", "you", or the other doctor's name
    is_unreadable: bool
    is_crisis: bool
    is_sample: bool


@dataclass(frozen=True)
class Queue:
    """One page of the queue, and how much waits in all."""

    rows: list[Row]
    page: "Page[Question]"
    is_all: bool
    total: int
    elsewhere: int  # questions that this page's filter leaves out


def open_questions() -> QuerySet[Question]:
    """Return what waits for an answer. Imported questions are for reading, not for answering."""
    waiting_states = [Question.State.WAITING, Question.State.CLAIMED]
    return Question.objects.filter(state__in=waiting_states).exclude(origin=Origin.IMPORTED)


def queue(doctor: Doctor, *, show_all: bool, page: str | None, now: datetime) -> Queue:
    """Return a page of the queue: the doctor's department or all.

    A crisis or an emergency stands on the list of every department, and so does a question that has none.
    """
    everything = open_questions()
    listed = everything if show_all else everything.filter(_of_interest(doctor))
    ordered = _in_order(listed.select_related("department", "claimed_by", "claimed_by__user"))
    shown = Paginator(ordered, A_PAGE).get_page(page)
    total = everything.count()
    return Queue(
        rows=[_row(question, doctor=doctor, now=now) for question in shown.object_list],
        page=shown,
        is_all=show_all,
        total=total,
        elsewhere=total - shown.paginator.count,
    )


def _of_interest(doctor: Doctor) -> Q:
    mine = Q(department=doctor.department) | Q(department=None) | Q(claimed_by=doctor)
    return mine | Q(is_crisis=True) | Q(urgency_rank=Urgency.EMERGENCY.rank)


def _in_order(questions: QuerySet[Question]) -> QuerySet[Question]:
    return questions.order_by("-is_crisis", "urgency_rank", F("asked_at").asc(nulls_last=True), "pk")


def _row(question: Question, *, doctor: Doctor, now: datetime) -> Row:
    claim = "you" if question.claimed_by_id == doctor.pk else ""
    if is_claimed_by_another(question, doctor=doctor):
        claim = str(question.claimed_by)
    return Row(
        url=reverse("work-question", args=[question.public_id]),
        subject=staff_heading(question),
        level=level_label(question),
        level_id=question.urgency,
        waited=waiting(question.asked_at, now=now),
        asked_at=question.asked_at,
        department=question.department.name if question.department else "No department",
        person=person(question),
        signs=signs_in_a_row(question),
        claim=claim,
        is_unreadable=is_unreadable(question),
        is_crisis=question.is_crisis,
        is_sample=question.origin == Origin.SAMPLE,
    )


def next_for(doctor: Doctor) -> Question | None:
    """Return what this doctor should open next: the first of their queue that nobody else is answering."""
    waiting_now = open_questions().filter(_of_interest(doctor)).select_related("claimed_by", "claimed_by__user")
    free = (one for one in _in_order(waiting_now) if not is_claimed_by_another(one, doctor=doctor))
    return next(free, None)


def answered_by(doctor: Doctor, *, page: str | None) -> "Page[Any]":
    """Return the questions that this doctor has answered, the newest first."""
    answered = (
        Question.objects.filter(replies__doctor=doctor, replies__signed_at__isnull=False)
        .exclude(state=Question.State.WITHDRAWN)
        .select_related("department")
        .annotate(signed_at=Max("replies__signed_at"))
        .order_by("-signed_at")
    )
    return Paginator(answered, A_PAGE).get_page(page)
