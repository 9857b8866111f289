"""Puts a record of our own export back, unless it is here already."""

from django.db import transaction

from consilia.web.accounts.models import Department, Doctor, Hospital, User
from consilia.web.audit.actions import note
from consilia.web.exchange.deriving import derive_again
from consilia.web.exchange.models import Source
from consilia.web.exchange.parsing.records import (
    DepartmentRecord,
    DoctorRecord,
    GuideRecord,
    QuestionRecord,
    Record,
    TopicRecord,
)
from consilia.web.library.models import ImportedGuide
from consilia.web.questions.models import Closing, Question, Reply, Topic

KNOWN = "already here"


class RecordOutOfOrder(ValueError):
    """A record names a doctor, department or hospital that neither the database nor an earlier line holds."""


@transaction.atomic
def put_back(record: Record, *, by: User | None) -> str:
    """Put the record back and return under which name to count it: "questions", "doctors", "already here", ...

    Raises RecordOutOfOrder when it refers to something that is not there.
    """
    match record:
        case DepartmentRecord():
            _, is_new = Department.objects.get_or_create(id=record.id, defaults={"name": record.name})
            return "departments" if is_new else KNOWN
        case DoctorRecord():
            return _doctor(record)
        case TopicRecord():
            department = _department(record.department)
            _, is_new = Topic.objects.get_or_create(
                slug=record.slug, department=department, defaults={"name": record.name}
            )
            return "topics" if is_new else KNOWN
        case GuideRecord():
            fields = record.model_dump(exclude={"record", "source_key"})
            _, is_new = ImportedGuide.objects.get_or_create(source_key=record.source_key, defaults=fields)
            return "guides" if is_new else KNOWN
        case QuestionRecord():
            return _question(record, by=by)


def _doctor(record: DoctorRecord) -> str:
    if Doctor.objects.filter(slug=record.slug).exists():
        return KNOWN
    hospital = None
    if record.hospital:
        hospital, _ = Hospital.objects.get_or_create(
            name=record.hospital, defaults={"aliases": record.hospital_aliases}
        )
    fields = record.model_dump(include={"slug", "name", "registration", "about", "origin"})
    Doctor.objects.create(**fields, department=_department(record.department), hospital=hospital)
    return "doctors"


def _department(department_id: str) -> Department:
    try:
        return Department.objects.get(id=department_id)
    except Department.DoesNotExist:
        raise RecordOutOfOrder(f"department {department_id!r} is not here; its own line must stand before") from None


def _question(record: QuestionRecord, *, by: User | None) -> str:
    same = Question.objects.filter(public_id=record.public_id)
    if record.source_key:
        same = same | Question.objects.filter(source_key=record.source_key)
    if same.exists():
        return KNOWN
    fields = record.model_dump(exclude={"record", "department", "replies", "source", "closing", "private"})
    if record.private is None:
        fields |= {"subject": record.public_subject, "text": record.public_text}
    else:
        fields |= record.private.model_dump()
    if fields["state"] == Question.State.CLAIMED:
        fields["state"] = Question.State.WAITING  # who had claimed it does not log in here
    question = Question.objects.create(
        **fields, department=_department(record.department) if record.department else None
    )
    _replies(record, question)
    if record.closing is not None:
        Closing.objects.create(question=question, **record.closing.model_dump())
    if record.source is not None:
        Source.objects.create(question=question, **record.source.model_dump())
    note("put back from an export", by=by, actor="admin", thing=f"question:{question.pk}")
    derive_again(question)
    return "questions"


def _replies(record: QuestionRecord, question: Question) -> None:
    for reply in record.replies:
        doctor = Doctor.objects.filter(slug=reply.doctor).first()
        if doctor is None:
            raise RecordOutOfOrder(f"doctor {reply.doctor!r} is not here; their own line must stand before")
        Reply.objects.create(question=question, doctor=doctor, **reply.model_dump(exclude={"doctor"}))
