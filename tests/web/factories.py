"""Makes departments, doctors, questions and replies for the web tests, with sensible defaults."""

from datetime import UTC, datetime
from itertools import count
from typing import Any

from django.utils.text import slugify

from consilia.web.accounts.models import Department, Doctor, Hospital, Origin, User
from consilia.web.questions import derived, searching
from consilia.web.questions.actions.asking import age_band
from consilia.web.questions.models import Question, Reply

_number = count(1)
ASKED = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
REPLIED = datetime(2026, 3, 5, 10, 0, tzinfo=UTC)
TEXT = "Hello, doctor! My left calf has been twitching for three weeks. There is no weakness. Should I worry?"
REPLY = "Twitching of a calf without weakness is mostly harmless. Rest, sleep, and come back if the leg gets weak."


def a_department(department_id: str = "neurology") -> Department:
    """Return the department of that id with its proper name."""
    return derived.department_row(department_id)


def a_doctor(name: str = "", *, department: str = "neurology", **fields: Any) -> Doctor:
    """Return a verified doctor of a hospital."""
    name = name or f"Ada Example {next(_number)}"
    hospital, _ = Hospital.objects.get_or_create(name="Example Hospital")
    given = {"hospital": hospital, "verified_at": ASKED, "about": "Looks after nerves."} | fields
    return Doctor.objects.create(name=name, slug=slugify(name), department=a_department(department), **given)


def an_administrator(**fields: Any) -> User:
    """Return an administrator with an e-mail address."""
    given = {"username": f"admin-{next(_number)}", "email": "admin@example.org"} | fields
    return User.objects.create(role=User.Role.ADMIN, **given)


def a_question(text: str = TEXT, *, department: str = "neurology", understood: bool = True, **fields: Any) -> Question:
    """Return a waiting question of this service."""
    given = {
        "subject": "Twitching calf",
        "pseudonym": "Juniper",
        "age_years": 34,
        "sex": "female",
        "asked_at": ASKED,
    } | fields
    given.setdefault("age_band", age_band(given["age_years"]))
    question = Question.objects.create(text=text, department=a_department(department), **given)
    if understood:
        derived.understand(question)
    return question


def a_reply(question: Question, *, doctor: Doctor | None = None, text: str = REPLY, **fields: Any) -> Reply:
    """Return a signed reply."""
    doctor = doctor or a_doctor(department=question.department_id or "neurology")
    given = {"public_text": text, "signed_at": REPLIED} | fields
    return Reply.objects.create(question=question, doctor=doctor, text=text, **given)


def a_published_question(
    text: str = TEXT, *, doctor: Doctor | None = None, reply: str = REPLY, derive: bool = False, **fields: Any
) -> Question:
    """Return an answered question with a public page, in the index; `derive` gives it More Info and topics too."""
    number = next(_number)
    given = {
        "public_text": text,
        "public_subject": fields.get("subject", "Twitching calf"),
        "generated_title": f"Calf twitching for three weeks, case {number}",
        "slug": f"calf-twitching-{number}",
        "public_consent_at": ASKED,
        "published_at": REPLIED,
        "state": Question.State.ANSWERED,
    } | fields
    question = a_question(text, **given)
    a_reply(question, doctor=doctor, text=reply)
    if derive:
        derived.make_again(question)
    searching.put(question)
    return question


def noise() -> None:
    """Fill the tables with what no test asks for, so that none passes because a table was empty."""
    other = a_doctor("Noor Noise", department="ophthalmology")
    a_published_question(
        "My right eye is red and waters in the wind.",
        doctor=other,
        department="ophthalmology",
        subject="Red eye",
        generated_title="A red eye in the wind",
        slug="red-eye-noise",
        sex="male",
        age_years=61,
        reply="Rinse it with clean water.",
    )
    a_published_question(
        "Knee pain on stairs since the winter.",
        department="orthopedics",
        doctor=a_doctor("Olga Noise", department="orthopedics"),
        subject="Knee pain",
        generated_title="Knee pain on stairs",
        slug="knee-noise",
        origin=Origin.SAMPLE,
        reply="Train the thigh.",
    )
    a_question("A private worry about my sleep that nobody else may read.", subject="Noise at night")
    a_question("Another private worry, about my stomach.", subject="Noise in the belly", token_hash="0" * 64)
