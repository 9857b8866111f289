"""Finds or files the departments, hospitals, doctors and topics that imported records name."""

from itertools import chain, count

from django.utils.text import slugify

from consilia import loaded
from consilia.web.accounts.models import Department, Doctor, Hospital, Origin
from consilia.web.exchange.parsing import PageMarks
from consilia.web.questions.models import Topic

GENERAL = "internal-medicine"


def department_named(name: str) -> Department:
    """Return the department of that name or id, ours where we have one, filing it when it is new."""
    known = Department.objects.filter(name__iexact=name).first()
    return known or department_with_id(slugify(name)[:40], name=name)


def department_with_id(department_id: str, *, name: str = "") -> Department:
    """Return the department with that id. A new one gets our own name for it, or `name`, or one made from the id."""
    ours = loaded.rules().departments.get(department_id)
    wanted = ours.name if ours else name or department_id.replace("-", " ").capitalize()
    found, _ = Department.objects.get_or_create(id=department_id, defaults={"name": wanted[:80]})
    return found


def hospital_named(written: str, *, marks: PageMarks) -> Hospital | None:
    """Return the hospital, joined over its spellings; None when no name is written."""
    if not written:
        return None
    joined = marks.hospital(written)
    hospital, _ = Hospital.objects.get_or_create(name=joined.name, defaults={"aliases": "\n".join(joined.also)})
    return hospital


def imported_doctor(name: str, *, department: Department, hospital: Hospital | None = None) -> Doctor:
    """Return the imported doctor of that name, never a verified one of this house.

    A hospital that a later page names is added to a doctor who had none.
    """
    doctor = Doctor.objects.filter(name=name[:120], origin=Origin.IMPORTED).first()
    if doctor is None:
        doctor = Doctor.objects.create(
            name=name[:120], slug=_free_slug(name), department=department, hospital=hospital, origin=Origin.IMPORTED
        )
    elif hospital is not None and doctor.hospital_id is None:
        doctor.hospital = hospital
        doctor.save(update_fields=["hospital"])
    return doctor


def topic_named(name: str, *, department: Department, marks: PageMarks) -> Topic:
    """Return the topic of that name, or of the name it is a spelling of, in the department."""
    known = loaded.topics().named(name, department=department.id)
    wanted = marks.topic(name) if known is None else known.name
    topic, _ = Topic.objects.get_or_create(slug=slugify(wanted), department=department, defaults={"name": wanted})
    return topic


def _free_slug(name: str) -> str:
    wanted = slugify(name)[:120] or "doctor"
    taken = set(Doctor.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in count(2))
    return next(slug for slug in chain([wanted], numbered) if slug not in taken)
