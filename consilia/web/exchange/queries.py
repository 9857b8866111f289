"""Reads what an export holds, record by record."""

from collections.abc import Iterator

from django.db.models import QuerySet

from consilia.web.accounts.models import Department, Doctor
from consilia.web.exchange.models import Source
from consilia.web.exchange.parsing.records import (
    ClosingRecord,
    DepartmentRecord,
    DoctorRecord,
    GuideRecord,
    PrivatePart,
    QuestionRecord,
    Record,
    ReplyRecord,
    SourceRecord,
    TopicRecord,
)
from consilia.web.library.models import ImportedGuide
from consilia.web.questions.models import Question, Reply, Topic


def all_records(*, origins: tuple[str, ...], private: bool) -> Iterator[Record]:
    """Yield every record in the order in which they can be read back.

    Without `private` only published questions come, in the words of their public pages.
    """
    for department in Department.objects.all():
        yield DepartmentRecord(id=department.id, name=department.name)
    for doctor in Doctor.objects.filter(origin__in=origins).select_related("hospital"):
        yield _doctor(doctor, private=private)
    for topic in Topic.objects.all():
        yield TopicRecord(slug=topic.slug, name=topic.name, department=topic.department_id)
    for guide in ImportedGuide.objects.filter(origin__in=origins):
        yield GuideRecord(
            slug=guide.slug,
            source_key=guide.source_key,
            title=guide.title,
            content=guide.content,
            origin=guide.origin,  # type: ignore[arg-type]
        )
    waiting = _questions(origins, private=private).prefetch_related("replies__doctor").select_related("source")
    for question in waiting.iterator(chunk_size=200):
        yield _question(question, private=private)


def _questions(origins: tuple[str, ...], *, private: bool) -> QuerySet[Question]:
    found = Question.objects.filter(origin__in=origins).order_by("pk")
    return found if private else found.exclude(published_at=None)


def _doctor(doctor: Doctor, *, private: bool) -> DoctorRecord:
    return DoctorRecord(
        slug=doctor.slug,
        name=doctor.name,
        department=doctor.department_id,
        hospital=doctor.hospital.name if doctor.hospital else "",
        hospital_aliases=doctor.hospital.aliases if doctor.hospital else "",
        registration=doctor.registration if private else "",
        about=doctor.about,
        origin=doctor.origin,  # type: ignore[arg-type]
    )


def _question(question: Question, *, private: bool) -> QuestionRecord:
    plain = {
        name: getattr(question, name)
        for name in QuestionRecord.model_fields
        if name not in {"record", "department", "replies", "source", "closing", "private"}
    }
    return QuestionRecord(
        **plain,
        department=question.department_id or "",
        replies=tuple(_reply(reply, private=private) for reply in question.replies.all() if private or reply.is_signed),
        source=_source(question),
        closing=_closing(question) if private else None,
        private=_private(question) if private else None,
    )


def _reply(reply: Reply, *, private: bool) -> ReplyRecord:
    return ReplyRecord(
        doctor=reply.doctor.slug,
        text=reply.text if private else reply.public_text,
        public_text=reply.public_text,
        signed_at=reply.signed_at,
        is_excerpt=reply.is_excerpt,
    )


def _source(question: Question) -> SourceRecord | None:
    try:
        source = question.source
    except Source.DoesNotExist:
        return None
    return SourceRecord(**{name: getattr(source, name) for name in SourceRecord.model_fields})


def _closing(question: Question) -> ClosingRecord | None:
    closing = question.closings.filter(reopened_at=None).first()
    return ClosingRecord(reason=closing.reason, note=closing.note) if closing else None


def _private(question: Question) -> PrivatePart:
    return PrivatePart(**{name: getattr(question, name) for name in PrivatePart.model_fields})
