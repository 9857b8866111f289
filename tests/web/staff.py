"""Doctors and administrators who are logged in, for the tests of the staff rooms."""

from itertools import count

from django.http import HttpResponse
from django.test import Client

from consilia.web.accounts.models import Doctor, User
from consilia.web.questions.models import Question
from consilia.web.workbench.queries.last_look import last_look
from tests.web.asker import soup
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


def sign(browser: Client, question: Question, *, revision: int = 1, **how: bool) -> HttpResponse:
    """Sign the draft of the doctor of this browser, saying of every point that the answer speaks of it."""
    points = [field["name"] for field in soup(browser.get(at(question, "sign/"))).select("select[name^=look-]")]
    return browser.post(at(question, "sign/"), {"revision": revision} | dict.fromkeys(points, "covered"), **how)


def all_covered(question: Question, draft: str) -> dict[str, str]:
    """Return for every point to answer for that the draft speaks of it."""
    return {point.key: "covered" for point in last_look(question, draft)}
