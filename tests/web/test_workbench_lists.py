"""No list of the staff rooms asks the database more often because it is longer."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consilia.web.accounts.models import Department, Hospital
from consilia.web.questions.models import Question, Report
from tests.web.factories import a_question, a_reply, an_administrator
from tests.web.staff import a_doctor_who_logs_in, browser_of

pytestmark = pytest.mark.usefixtures("noise")


def more_people():
    doctor = a_doctor_who_logs_in(hospital=Hospital.objects.create(name=f"Hospital {Hospital.objects.count()}"))
    Department.objects.create(pk=f"d-{doctor.pk}", name=f"Department {doctor.pk}")


def more_reports():
    Report.objects.create(page="/", reason="wrong", question=a_question(), handled_by=an_administrator())


@pytest.mark.parametrize(
    ("path", "more"),
    [("/staff/people/", more_people), ("/desk/reports/", more_reports), ("/ops/trail/", more_reports)],
)
def test_an_administrators_list_costs_the_same_when_it_grows(path, more):
    browser = browser_of(an_administrator())
    more()
    with CaptureQueriesContext(connection) as few:
        assert browser.get(path).status_code == 200
    for _ in range(7):
        more()

    with CaptureQueriesContext(connection) as many:
        browser.get(path)

    assert len(many) == len(few)


def test_my_answers_cost_the_same_when_they_grow():
    doctor = a_doctor_who_logs_in()
    browser = browser_of(doctor)

    def more():
        a_reply(a_question(state=Question.State.ANSWERED, understood=False), doctor=doctor)

    more()
    with CaptureQueriesContext(connection) as few:
        browser.get("/desk/answered/")
    for _ in range(7):
        more()

    with CaptureQueriesContext(connection) as many:
        browser.get("/desk/answered/")

    assert len(many) == len(few)
