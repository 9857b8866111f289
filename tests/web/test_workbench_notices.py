"""Doctors with an e-mail address learn that something urgent waits, once, and without a word of it."""

import logging

import pytest
from django.core import mail

from consilia.domain.triage.model import Urgency
from consilia.web.accounts.models import Origin
from consilia.web.questions.models import Question
from consilia.web.workbench.actions import tell_doctors
from tests.web.factories import a_question
from tests.web.staff import a_doctor_who_logs_in

pytestmark = pytest.mark.usefixtures("noise")


def waits(urgency: Urgency, **fields: object) -> Question:
    given = {"urgency": urgency.value, "urgency_rank": urgency.rank, "subject": "Secret subject"} | fields
    return a_question("My secret words.", understood=False, **given)


def with_mail(email: str, **fields: object):
    doctor = a_doctor_who_logs_in(**fields)
    doctor.user.email = email
    doctor.user.save()
    return doctor


def told(django_capture_on_commit_callbacks) -> list[str]:
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        tell_doctors()
    return sorted(address for sent in mail.outbox for address in sent.to)


def test_an_urgent_question_is_told_to_its_department_once_and_without_its_words(django_capture_on_commit_callbacks):
    with_mail("nerves@example.org")
    with_mail("hearts@example.org", department="cardiology")
    waits(Urgency.URGENT)

    assert told(django_capture_on_commit_callbacks) == ["nerves@example.org"]
    assert "ecret" not in mail.outbox[0].body + mail.outbox[0].subject
    assert "/desk/" in mail.outbox[0].body
    assert told(django_capture_on_commit_callbacks) == []


@pytest.mark.parametrize(
    ("urgency", "crisis"), [(Urgency.EMERGENCY, False), (Urgency.SOON, True)], ids=["an emergency", "a crisis"]
)
def test_an_emergency_and_a_crisis_are_told_to_every_doctor(django_capture_on_commit_callbacks, urgency, crisis):
    with_mail("nerves@example.org")
    with_mail("hearts@example.org", department="cardiology")
    waits(urgency, is_crisis=crisis)

    assert told(django_capture_on_commit_callbacks) == ["hearts@example.org", "nerves@example.org"]


def test_where_a_department_has_nobody_to_write_to_every_doctor_is_told(django_capture_on_commit_callbacks):
    with_mail("hearts@example.org", department="cardiology")
    waits(Urgency.URGENT)

    assert told(django_capture_on_commit_callbacks) == ["hearts@example.org"]


def test_nobody_is_told_of_what_can_wait_is_taken_or_is_made_up(django_capture_on_commit_callbacks):
    doctor = with_mail("nerves@example.org")
    waits(Urgency.SOON)
    waits(Urgency.URGENT, state=Question.State.CLAIMED, claimed_by=doctor)
    waits(Urgency.URGENT, origin=Origin.SAMPLE)

    assert told(django_capture_on_commit_callbacks) == []


def test_who_may_not_sign_is_not_told(django_capture_on_commit_callbacks):
    with_mail("new@example.org", verified=False)
    closed = with_mail("gone@example.org")
    closed.user.is_active = False
    closed.user.save()
    waits(Urgency.EMERGENCY)

    assert told(django_capture_on_commit_callbacks) == []


def test_a_mail_server_that_is_away_stops_nothing_and_no_address_is_logged(
    django_capture_on_commit_callbacks, monkeypatch, caplog
):
    def away(*_args: object) -> None:
        raise ConnectionRefusedError("nerves@example.org refused")

    monkeypatch.setattr("consilia.web.workbench.actions.noticing.send_mail", away)
    with_mail("nerves@example.org")
    waits(Urgency.URGENT)

    with caplog.at_level(logging.ERROR):
        told(django_capture_on_commit_callbacks)

    assert "ConnectionRefusedError" in caplog.text
    assert "nerves@" not in caplog.text
