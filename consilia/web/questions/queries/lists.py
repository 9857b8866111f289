"""Lists of published questions: newest, by department, by topic, by doctor; each with a fixed number of queries."""

from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.http import Http404

from consilia import loaded
from consilia.domain.topics import Topic as KnownTopic
from consilia.web.accounts.models import Department, Doctor
from consilia.web.questions.access import is_public, public_questions
from consilia.web.questions.models import Question, Reply, Topic
from consilia.web.questions.presenters.cards import Card, DoctorLink, cards, doctor_link

A_PAGE = 20
NEWEST = 4
A_FEED = 30
MOST_TIMES = 500  # response times looked at for a median


@dataclass(frozen=True)
class CardPage:
    """One page of a list of cards, with its place among the others."""

    cards: list[Card]
    page: Page[Question]


@dataclass(frozen=True)
class DepartmentCount:
    """A department and how many answers it has."""

    id: str
    name: str
    count: int


@dataclass(frozen=True)
class TopicLink:
    """A topic with its department: enough for a link."""

    name: str
    slug: str
    department_id: str
    department: str
    count: int = 0


@dataclass(frozen=True)
class DepartmentPage:
    """A department with its topics, doctors and newest answers."""

    id: str
    name: str
    topics: list[TopicLink]
    doctors: list[DoctorLink]
    answers: CardPage
    response_time: timedelta | None


@dataclass(frozen=True)
class TopicPage:
    """A topic with its introduction and its questions."""

    link: TopicLink
    introduction: tuple[str, ...]
    sources: tuple[tuple[str, str], ...]
    guide: str
    answers: CardPage


@dataclass(frozen=True)
class DoctorPage:
    """A doctor with the answers given."""

    doctor: Doctor
    answers: CardPage
    response_time: timedelta | None


def for_cards(questions: QuerySet[Question]) -> QuerySet[Question]:
    """Return the questions with all that a card shows, in two queries however many they are."""
    replies = Reply.objects.exclude(signed_at=None).select_related("doctor", "doctor__department", "doctor__hospital")
    return questions.select_related("department").prefetch_related(
        Prefetch("replies", queryset=replies.order_by("signed_at"), to_attr="signed_replies")
    )


def newest_first(questions: QuerySet[Question]) -> QuerySet[Question]:
    """Return the questions in the order of every list: newest asked first, those without a date last."""
    return questions.order_by(F("asked_at").desc(nulls_last=True), "-pk")


def newest(count: int = NEWEST) -> list[Card]:
    """Return the newest answers for the first page; excerpts known from a card only stay out."""
    return cards(newest_first(for_cards(public_questions().filter(is_excerpt=False)))[:count])


def card_page(questions: QuerySet[Question], number: str | None) -> CardPage:
    """Return one page of a list; a number that is none or too large gives the first or last page."""
    page = Paginator(newest_first(for_cards(questions)), A_PAGE).get_page(number)
    return CardPage(cards(page.object_list), page)


def answers(number: str | None) -> CardPage:
    """Return a page of all published answers."""
    return card_page(public_questions(), number)


def departments() -> list[DepartmentCount]:
    """Return the departments that have answers, those with most first."""
    public = is_public("questions__")
    counted = Department.objects.annotate(count=Count("questions", filter=public)).filter(count__gt=0)
    return [DepartmentCount(d.pk, d.name, d.count) for d in counted.order_by("-count", "name")]


def department_page(department_id: str, number: str | None) -> DepartmentPage:
    """Return the page of a department. Raises Http404 for an unknown one."""
    department = Department.objects.filter(pk=department_id).first()
    known = loaded.rules().departments.get(department_id)
    if department is None and known is None:
        raise Http404("No such department")
    doctors = Doctor.objects.filter(department_id=department_id).select_related("hospital", "department")
    return DepartmentPage(
        id=department_id,
        name=department.name if department else known.name,  # type: ignore[union-attr]
        topics=topics_of(department_id),
        doctors=[doctor_link(d) for d in doctors.filter(_answered_in_public()).distinct()],
        answers=card_page(public_questions().filter(department_id=department_id), number),
        response_time=response_time(Reply.objects.filter(doctor__department_id=department_id)),
    )


def topics_of(department_id: str = "") -> list[TopicLink]:
    """Return the topics of a department, or of all, with how many answers each has: known ones and imported ones."""
    public = is_public("questiontopic__question__") & Q(questiontopic__is_removed=False)
    counts = Count("questiontopic", filter=public)
    rows = Topic.objects.select_related("department").annotate(count=counts)
    if department_id:
        rows = rows.filter(department_id=department_id)
    links = {
        (t.department_id, t.slug): TopicLink(t.name, t.slug, t.department_id, t.department.name, t.count) for t in rows
    }
    for topic in loaded.topics().topics:
        if department_id in ("", topic.department):
            links.setdefault((topic.department, topic.slug), known_link(topic))
    return sorted(links.values(), key=lambda link: (link.name, link.department))


def known_link(topic: KnownTopic) -> TopicLink:
    """Return the link of a topic that the knowledge knows."""
    department = loaded.rules().departments.get(topic.department)
    return TopicLink(topic.name, topic.slug, topic.department, department.name if department else topic.department)


def topic_page(department_id: str, slug: str, number: str | None) -> TopicPage:
    """Return the page of a topic of a department. Raises Http404 for an unknown pair."""
    row = Topic.objects.select_related("department").filter(slug=slug, department_id=department_id).first()
    known = next((t for t in loaded.topics().topics if (t.slug, t.department) == (slug, department_id)), None)
    if row is None and known is None:
        raise Http404("No such topic")
    filed = public_questions().filter(questiontopic__topic=row, questiontopic__is_removed=False)
    link = TopicLink(row.name, row.slug, row.department_id, row.department.name) if row else known_link(known)  # type: ignore[arg-type]
    return TopicPage(
        link=link,
        introduction=known.introduction if known else (),
        sources=_sources(known),
        guide=known.guide if known else "",
        answers=card_page(filed if row else public_questions().none(), number),
    )


def _sources(known: KnownTopic | None) -> tuple[tuple[str, str], ...]:
    if known is None:
        return ()
    sources = loaded.topics().sources
    return tuple((sources[name].title, str(sources[name].url)) for name in known.sources)


def _answered_in_public() -> Q:
    """Which doctors have a signed reply to a published question."""
    return is_public("replies__question__") & Q(replies__signed_at__isnull=False)


def doctor_page(slug: str, number: str | None) -> DoctorPage:
    """Return the page of a doctor, also of one who has published nothing yet. Raises Http404 for an unknown one."""
    doctor = Doctor.objects.select_related("department", "hospital").filter(slug=slug).first()
    if doctor is None:
        raise Http404("No such doctor")
    replied = public_questions().filter(replies__doctor=doctor, replies__signed_at__isnull=False).distinct()
    return DoctorPage(doctor, card_page(replied, number), response_time(doctor.replies.all()))


def response_time(replies: QuerySet[Reply]) -> timedelta | None:
    """Return the median time from question to signed reply, of the newest replies to published questions."""
    times = replies.exclude(signed_at=None).filter(is_public("question__"), question__asked_at__isnull=False)
    pairs = times.order_by("-signed_at").values_list("question__asked_at", "signed_at")[:MOST_TIMES]
    waits = [max((signed - asked).total_seconds(), 0) for asked, signed in pairs if signed and asked]
    return timedelta(seconds=median(waits)) if waits else None
