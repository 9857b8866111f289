"""Doctors and administrators who are logged in, for the tests of the staff rooms."""

from itertools import count

from django.test import Client

from consilia.web.accounts.models import Doctor, User
from consilia.web.questions.models import Question
from tests.web.factories import a_doctor, an_administrator

_number = count(1)


def a_doctor_who_logs_in(*, verified: bool = True, **fields: object) -> Doctor:
    """Return a doctor with an account of their own."""
    user = User.objects.create(username=f"doctor-{next(_number)}", role=User.Role.DOCTOR)
    return a_doctor(user=user, **({} if verified else {"verified_at": None}), **fields)


def browser_of(person: Doctor | User | None = None) -> Client:
    """Return a browser in which this person is logged in; nobody by default. It checks CSRF as a real site does."""
    client = Client()
    user = person.user if isinstance(person, Doctor) else person
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def an_administrators_browser() -> Client:
    """Return a browser in which an administrator is logged in."""
    return browser_of(an_administrator())


def at(question: Question, deed: str = "") -> str:
    """Return the address of a question on the desk, or of a deed there ("sign/")."""
    return f"/desk/questions/{question.public_id}/{deed}"
