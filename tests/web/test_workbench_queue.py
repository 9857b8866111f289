"""The queue: the most urgent first, then the longest waiting; a crisis on top whatever its department."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from consilia import loaded
from consilia.domain.triage.model import Urgency
from consilia.web.accounts.models import Origin
from consilia.web.questions.models import Question
from consilia.web.workbench.presenters.levels import waiting
from tests.web.asker import soup
from tests.web.factories import ASKED, a_question, an_administrator
from tests.web.staff import a_doctor_who_logs_in, browser_of

A_CRISIS = loaded.headings().crisis.staff
pytestmark = pytest.mark.usefixtures("noise")


def ranked(subject: str, urgency: Urgency, *, hours: int, **fields: object) -> Question:
    """A question of this urgency that has waited so many hours."""
    asked_at = timezone.now() - timedelta(hours=hours)
    fields |= {"subject": subject, "urgency": urgency.value, "urgency_rank": urgency.rank, "asked_at": asked_at}
    return a_question(understood=False, **fields)


def subjects(doctor, *, scope="mine") -> list[str]:
    page = browser_of(doctor).get("/desk/", {"department": scope})
    return [link.text for link in soup(page).select(".row-subject a") if not link.text.startswith("Noise")]


def test_the_queue_is_ordered_by_urgency_and_then_by_waiting_time():
    ranked("routine, old", Urgency.ROUTINE, hours=90)
    ranked("urgent, new", Urgency.URGENT, hours=1)
    ranked("urgent, old", Urgency.URGENT, hours=5)
    ranked("emergency", Urgency.EMERGENCY, hours=0)
    ranked("crisis, lesser rank", Urgency.URGENT, hours=0, is_crisis=True)

    assert subjects(a_doctor_who_logs_in()) == [
        A_CRISIS,
        "emergency",
        "urgent, old",
        "urgent, new",
        "routine, old",
    ]


def test_the_filter_leaves_out_other_departments_but_never_a_crisis_or_an_emergency():
    doctor = a_doctor_who_logs_in(department="neurology")
    ranked("mine", Urgency.ROUTINE, hours=1)
    ranked("theirs", Urgency.URGENT, hours=1, department="cardiology")
    ranked("their emergency", Urgency.EMERGENCY, hours=1, department="cardiology")
    ranked("their crisis", Urgency.URGENT, hours=1, department="psychiatry", is_crisis=True)

    assert subjects(doctor) == [A_CRISIS, "their emergency", "mine"]
    assert subjects(doctor, scope="all") == [A_CRISIS, "their emergency", "theirs", "mine"]


def test_a_row_says_its_urgency_in_words():
    ranked("numb arm", Urgency.URGENT, hours=3)

    row = next(
        row for row in soup(browser_of(a_doctor_who_logs_in()).get("/desk/")).select(".row") if "numb arm" in row.text
    )

    assert "Urgent: today" in row.text
    assert "3 hours" in row.text
    assert "Neurology" in row.text


def test_answered_withdrawn_and_imported_questions_do_not_wait():
    ranked("answered", Urgency.URGENT, hours=1, state=Question.State.ANSWERED)
    ranked("withdrawn", Urgency.URGENT, hours=1, state=Question.State.WITHDRAWN)
    ranked("imported", Urgency.URGENT, hours=1, origin=Origin.IMPORTED)
    ranked("sample", Urgency.URGENT, hours=1, origin=Origin.SAMPLE)

    assert subjects(a_doctor_who_logs_in(), scope="all") == ["sample"]


def test_a_row_says_who_is_answering():
    doctor, other = a_doctor_who_logs_in(), a_doctor_who_logs_in(name="Olive Other")
    ranked("one of mine", Urgency.SOON, hours=1, claimed_by=doctor, state=Question.State.CLAIMED)
    ranked("one of hers", Urgency.SOON, hours=2, claimed_by=other, state=Question.State.CLAIMED)

    text = soup(browser_of(doctor).get("/desk/")).text

    assert "You are answering this" in text
    assert "Olive Other is answering this" in text


def test_the_queue_asks_the_database_as_often_for_forty_as_for_one():
    browser = browser_of(a_doctor_who_logs_in())
    ranked("first", Urgency.SOON, hours=1)
    with CaptureQueriesContext(
        connection,
    ) as few:
        browser.get("/desk/")
    for n in range(28):
        ranked(f"more {n}", Urgency.SOON, hours=1, claimed_by=a_doctor_who_logs_in(), state=Question.State.CLAIMED)

    with CaptureQueriesContext(connection) as many:
        browser.get("/desk/")

    assert len(many) == len(few)


@pytest.mark.parametrize(
    ("waited", "words"),
    [
        (timedelta(seconds=20), "under a minute"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(hours=26), "1 day"),
        (timedelta(days=3), "3 days"),
        (timedelta(seconds=-5), "under a minute"),
    ],
)
def test_waiting_is_told_in_the_largest_unit(waited, words):
    assert waiting(ASKED, now=ASKED + waited) == words


def test_an_unknown_date_is_told_as_unknown():
    assert waiting(None, now=ASKED) == "unknown"


def test_the_administrator_sees_how_long_and_how_urgently_people_wait():
    ranked("today", Urgency.URGENT, hours=30)
    ranked("later", Urgency.ROUTINE, hours=50, state=Question.State.CLOSED)

    page = soup(browser_of(an_administrator()).get("/ops/status/"))

    told = {
        name.text.strip().lower(): value.text.strip()
        for name, value in zip(page.select("dt"), page.select("dd"), strict=False)
    }
    assert told["waiting although somebody should look today"] == "1"
    assert told["closed without an answer"] == "1"
    assert told["longest waiting"].endswith("days")
