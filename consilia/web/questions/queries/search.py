"""Searching what is published: questions, topics, doctors and guides."""

from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.urls import reverse

from consilia import loaded
from consilia.domain.retrieval.preparing import clean, telling_tokens
from consilia.web.accounts.models import Department, Doctor
from consilia.web.questions import searching
from consilia.web.questions.access import public_questions
from consilia.web.questions.models import Question
from consilia.web.questions.models.questions import AGE_BANDS
from consilia.web.questions.presenters.cards import Card, DoctorLink, card, doctor_link
from consilia.web.questions.presenters.facets import shared_words
from consilia.web.questions.presenters.highlights import Piece, marked_words
from consilia.web.questions.queries.lists import TopicLink, for_cards, topics_of

MOST_HITS = 200
A_PAGE = 10
MOST_OF_A_KIND = 5


@dataclass(frozen=True)
class Hit:
    """A found question, its teasers in pieces with the words that were looked for marked."""

    card: Card
    teaser: list[Piece]
    reply_teaser: list[Piece]


@dataclass(frozen=True)
class GuideHit:
    """A guide, or a question answered inside one."""

    title: str
    url: str


@dataclass(frozen=True)
class Found:
    """All that was found for some words."""

    hits: list[Hit] = field(default_factory=list)
    page: Page[int] | None = None
    topics: list[TopicLink] = field(default_factory=list)
    doctors: list[DoctorLink] = field(default_factory=list)
    guides: list[GuideHit] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.hits or self.topics or self.doctors or self.guides)


def filter_choices() -> dict[str, Any]:
    """Return what the answers can be filtered by: departments, age bands and years that occur."""
    years = public_questions().exclude(asked_at=None).dates("asked_at", "year", order="DESC")
    departments = Department.objects.filter(questions__published_at__isnull=False).distinct()
    return {
        "departments": [(d.pk, d.name) for d in departments],
        "bands": AGE_BANDS,
        "years": [year.year for year in years],
    }


def search(words: str, *, department: str = "", age_band: str = "", year: str = "", page: str | None = None) -> Found:
    """Return a page of published questions like the words, best first, and the topics, doctors and guides they name."""
    wanted = Q()
    if department:
        wanted &= Q(department_id=department)
    if age_band:
        wanted &= Q(age_band=age_band)
    if year:
        wanted &= Q(asked_at__year=int(year))
    shared = {int(c.key): shared_words(c.shared) for c in searching.find_like(words, k=MOST_HITS).items}
    allowed = set(public_questions().filter(wanted, pk__in=shared).values_list("pk", flat=True))
    ranked = [pk for pk in shared if pk in allowed]
    here = Paginator(ranked, A_PAGE).get_page(page)
    rows = {q.pk: q for q in for_cards(public_questions().filter(pk__in=here.object_list))}
    looked_for = _looked_for(words)
    is_first = here.number == 1
    return Found(
        hits=[_hit(rows[pk], shared=shared[pk], looked_for=looked_for) for pk in here.object_list if pk in rows],
        page=here,
        topics=_topics(looked_for) if is_first else [],
        doctors=_doctors(looked_for) if is_first else [],
        guides=_guides(looked_for) if is_first else [],
    )


def _hit(question: Question, *, shared: list[str], looked_for: list[str]) -> Hit:
    shown = card(question, shared=shared)
    return Hit(shown, marked_words(shown.teaser, looked_for), marked_words(shown.reply_teaser, looked_for))


def _looked_for(words: str) -> list[str]:
    return telling_tokens(clean(words), empty=loaded.retrieval().words.empty)[:30]


def _named(names: list[str], looked_for: list[str]) -> int:
    """How many of the looked-for words begin a word of the names."""
    parts = " ".join(names).casefold().split()
    return sum(any(part.startswith(word) for part in parts) for word in looked_for)


def _topics(looked_for: list[str]) -> list[TopicLink]:
    synonyms = {(t.department, t.slug): list(t.synonyms) for t in loaded.topics().topics}
    scored = [(_named([t.name, *synonyms.get((t.department_id, t.slug), [])], looked_for), t) for t in topics_of()]
    best = sorted((s for s in scored if s[0]), key=lambda s: (-s[0], -s[1].count, s[1].name))
    return [topic for _, topic in best[:MOST_OF_A_KIND]]


def _doctors(looked_for: list[str]) -> list[DoctorLink]:
    if not looked_for:
        return []
    wanted = Q()
    for word in looked_for:
        wanted |= Q(name__icontains=word) if len(word) > 2 else Q(pk=None)
    rows = Doctor.objects.filter(wanted, replies__question__published_at__isnull=False).select_related(
        "department", "hospital"
    )
    return [doctor_link(doctor) for doctor in rows.distinct()[:MOST_OF_A_KIND]]


def _guides(looked_for: list[str]) -> list[GuideHit]:
    """The guides, and the questions inside them, whose titles hold most of the words."""
    places = [
        (title, reverse("guide", args=[guide.slug]) + anchor)
        for guide in loaded.guides()
        for title, anchor in [(guide.title, ""), *((one.question, f"#{one.id}") for one in guide.faq)]
    ]
    scored = sorted(((_named([title], looked_for), title, url) for title, url in places), key=lambda s: -s[0])
    return [GuideHit(title, url) for score, title, url in scored[:MOST_OF_A_KIND] if score]
