"""Cards: a published question in a list, from its public fields alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from consilia import loaded
from consilia.domain.teasers import teaser
from consilia.web.accounts.models import Doctor, Origin
from consilia.web.questions.models import Question, Reply
from consilia.web.questions.presenters.people import asker_line, doctor_mark, doctor_name, origin_mark


@dataclass(frozen=True)
class DoctorLine:
    """ "Dr. NAME reply DEPARTMENT", with where it leads."""

    name: str
    url: str
    department: str
    department_url: str
    hospital: str
    mark: str
    replied_at: datetime | None


@dataclass(frozen=True)
class DoctorLink:
    """A doctor in a list."""

    name: str
    url: str
    department: str
    hospital: str


@dataclass(frozen=True)
class Card:
    """One published question in a list: title, teasers, doctor line, and why it is here."""

    key: int
    title: str
    url: str
    teaser: str
    asker: str
    asked_at: datetime | None
    department: str
    doctor: DoctorLine | None
    reply_teaser: str
    mark: str
    is_excerpt: bool
    public_id: UUID
    shared: tuple[str, ...] = ()


def doctor_line(reply: Reply) -> DoctorLine:
    """Return who replied, where to read about them, and when."""
    doctor = reply.doctor
    return DoctorLine(
        name=doctor_name(doctor),
        url=reverse("doctor", args=[doctor.slug]),
        department=doctor.department.name,
        department_url=reverse("department", args=[doctor.department_id]),
        hospital=doctor.hospital.name if doctor.hospital else "",
        mark=doctor_mark(doctor),
        replied_at=reply.signed_at if _date_is_known(reply) else None,
    )


def _date_is_known(reply: Reply) -> bool:
    """An imported reply without a date counts as signed when it was imported; that day would mean nothing."""
    return reply.question.origin != Origin.IMPORTED or reply.question.asked_at is not None


def doctor_link(doctor: Doctor) -> DoctorLink:
    """Return a doctor for a list; department and hospital must have been fetched."""
    return DoctorLink(
        name=doctor_name(doctor),
        url=reverse("doctor", args=[doctor.slug]),
        department=doctor.department.name,
        hospital=doctor.hospital.name if doctor.hospital else "",
    )


def shown_title(question: Question) -> str:
    """Return the title of a list entry: the generated one, or the public subject before there is one."""
    return question.generated_title or question.public_subject


def card(question: Question, *, shared: Sequence[str] = ()) -> Card:
    """Return the card of a published question. Its replies must have been fetched (queries.for_cards)."""
    reply = next((r for r in question.signed_replies if r.public_text), None)  # type: ignore[attr-defined]
    return Card(
        key=question.pk,
        title=shown_title(question),
        url=reverse("question", args=[question.slug]),
        teaser=teaser(question.public_text, greetings=loaded.greetings()),
        asker=asker_line(question),
        asked_at=question.asked_at,
        department=question.department.name if question.department else "",
        doctor=doctor_line(reply) if reply else None,
        reply_teaser=teaser(reply.public_text, greetings=loaded.greetings()) if reply else "",
        mark=origin_mark(question),
        is_excerpt=question.is_excerpt,
        public_id=question.public_id,
        shared=tuple(shared),
    )


def told_where(shown: Card, place: str, *, rank: int) -> Card:
    """Return the card with a link that tells where it stood, so that it can be counted; no word is in it."""
    return replace(shown, url=f"{shown.url}?via={place}-{rank}")


def cards(questions: Iterable[Question]) -> list[Card]:
    """Return the cards of published questions, in their order."""
    return [card(question) for question in questions]
