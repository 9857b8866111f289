"""Tells doctors by e-mail that something urgent waits. The mail holds no word of the question."""

import logging
from collections.abc import Iterable

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string

from consilia.domain.triage.model import Urgency
from consilia.web.accounts.models import Doctor, Origin
from consilia.web.audit.actions import note
from consilia.web.audit.queries import all_events
from consilia.web.questions.models import Question

log = logging.getLogger(__name__)
TOLD = "doctors told that it waits"


@transaction.atomic
def tell_doctors() -> int:
    """Write once of each urgent question that nobody has taken; return to how many doctors was written.

    Of an emergency or a crisis every doctor learns, of an urgent question those of its department, or every doctor
    where its department has none who can be written to.
    """
    waiting = _not_told_of()
    doctors = _who_can_be_told()
    written = sorted({email for question in waiting for email in _concerned(question, doctors)})
    if not written:
        return 0
    for question in waiting:
        note(TOLD, by=None, actor="system", thing=f"question:{question.pk}")
    transaction.on_commit(lambda: _write(written), robust=True)
    return len(written)


def _not_told_of() -> list[Question]:
    urgent = Q(urgency_rank__lte=Urgency.URGENT.rank) | Q(is_crisis=True)
    waiting = Question.objects.filter(urgent, state=Question.State.WAITING, origin=Origin.OWN)
    told = set(all_events().filter(what=TOLD).values_list("thing", flat=True))
    return [question for question in waiting if f"question:{question.pk}" not in told]


def _who_can_be_told() -> QuerySet[Doctor]:
    can_sign = Doctor.objects.filter(verified_at__isnull=False, user__is_active=True)
    return can_sign.exclude(user__email="").select_related("user")


def _concerned(question: Question, doctors: Iterable[Doctor]) -> list[str]:
    everybody = [doctor.user.email for doctor in doctors if doctor.user]
    if question.is_crisis or question.urgency == Urgency.EMERGENCY.value:
        return everybody
    own = [d.user.email for d in doctors if d.user and d.department_id == question.department_id]
    return own or everybody


def _write(to: Iterable[str]) -> None:
    """Each doctor gets a mail alone. A server that does not take it must stop nothing; the log names no address."""
    text = render_to_string("workbench/mail/waiting.txt", {"site": settings.SITE_ADDRESS})
    for email in to:
        try:
            send_mail("A question waits for a doctor", text, None, [email])
        except OSError as error:
            log.error("A notice to a doctor was not sent: %s", type(error).__name__)
