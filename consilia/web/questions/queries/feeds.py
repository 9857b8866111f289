"""What feeds and the sitemap hold."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse

from consilia import loaded
from consilia.domain.teasers import teaser
from consilia.web.accounts.models import Department, Doctor, Origin
from consilia.web.questions.access import is_public, public_questions
from consilia.web.questions.models import Question, Topic
from consilia.web.questions.presenters.cards import card
from consilia.web.questions.queries.lists import A_FEED, for_cards, topics_of

MOST_PLACES = 45_000  # a sitemap may hold 50,000


@dataclass(frozen=True)
class FeedEntry:
    """One answer in a feed. `id` never changes."""

    id: str
    title: str
    url: str
    summary: str
    author: str
    published_at: datetime | None
    updated_at: datetime | None


@dataclass(frozen=True)
class Place:
    """An address of the sitemap, with the day it last changed where that is known."""

    url: str
    changed_at: datetime | None = None


def newest() -> list[FeedEntry]:
    """Return the newest answers."""
    return _entries(public_questions())


def of_department(department_id: str) -> tuple[str, list[FeedEntry]]:
    """Return a department's name and newest answers. Raises Http404 for an unknown one."""
    department = Department.objects.filter(pk=department_id).first()
    if department is None:
        raise Http404("No such department")
    return department.name, _entries(public_questions().filter(department=department))


def of_topic(department_id: str, slug: str) -> tuple[str, list[FeedEntry]]:
    """Return a topic's name and newest answers. Raises Http404 for an unknown one."""
    link = next((t for t in topics_of(department_id) if t.slug == slug), None)
    if link is None:
        raise Http404("No such topic")
    topic = Topic.objects.filter(department_id=department_id, slug=slug).first()
    filed = public_questions().filter(questiontopic__topic=topic, questiontopic__is_removed=False)
    return f"{link.name} ({link.department})", _entries(filed) if topic else []


def _entries(questions: QuerySet[Question]) -> list[FeedEntry]:
    return [_entry(q) for q in for_cards(questions.filter(is_excerpt=False)).order_by("-published_at", "-pk")[:A_FEED]]


def _entry(question: Question) -> FeedEntry:
    shown = card(question)
    return FeedEntry(
        id=f"urn:uuid:{question.public_id}",
        title=shown.title,
        url=shown.url,
        summary=teaser(question.public_text, greetings=loaded.greetings()),
        author=shown.doctor.name if shown.doctor else "Consilia",
        published_at=question.published_at,
        updated_at=question.published_at,
    )


def sitemap() -> list[Place]:
    """Return what search engines may list: our own published questions and the pages that lead to them."""
    own = public_questions().filter(origin=Origin.OWN).order_by("-published_at")
    places = [Place(reverse(name)) for name in ("home", "answers", "topics", "guides", "about")]
    places += [Place(reverse("guide", args=[guide.slug])) for guide in loaded.guides()]
    places += [Place(reverse("topic", args=[t.department_id, t.slug])) for t in topics_of()]
    places += [Place(reverse("doctor", args=[slug])) for slug in _doctors_with_answers()]
    rows = own.values_list("slug", "published_at")[: MOST_PLACES - len(places)]
    return places + [Place(reverse("question", args=[slug]), at) for slug, at in rows]


def _doctors_with_answers() -> list[str]:
    answered = is_public("replies__question__")
    rows = Doctor.objects.filter(answered, origin=Origin.OWN, replies__signed_at__isnull=False)
    return list(rows.distinct().values_list("slug", flat=True))
