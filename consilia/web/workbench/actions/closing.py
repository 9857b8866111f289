"""Closes a question without an answer, with a reason that the asker reads; and opens it again."""

import logging

from django.db import transaction
from django.utils import timezone

from consilia import loaded
from consilia.domain.triage.model import Urgency
from consilia.web.accounts.models import Doctor
from consilia.web.audit.actions import note
from consilia.web.questions.models import Closing, Question
from consilia.web.questions.notices import tell_asker
from consilia.web.workbench.actions.claiming import is_claimed_by_another

log = logging.getLogger(__name__)
_OPEN = {Question.State.WAITING, Question.State.CLAIMED}


class CannotClose(ValueError):
    """The question stays open; the message is the id of the reason, as in `presenters.gate`."""


def needs_a_note(question: Question) -> bool:
    """Whether somebody must write down what was done before it is closed: in an emergency and in a crisis."""
    return question.is_crisis or question.urgency == Urgency.EMERGENCY.value


@transaction.atomic
def close(question: Question, *, reason: str, done: str, by: Doctor) -> Closing:
    """Close a waiting question without an answer and tell the asker on commit. Drafts are kept.

    `reason` is an id of the knowledge; `done` says for the staff what was done. Raises CannotClose when the question
    does not wait, another doctor has it, the reason is unknown, or an emergency or a crisis has no note.
    """
    held = Question.objects.select_for_update().get(pk=question.pk)
    if refused := why_not_closed(held, reason=reason, done=done, doctor=by):
        raise CannotClose(refused)
    made = Closing.objects.create(question=held, reason=reason, note=done.strip(), closed_by=by)
    held.state, held.claimed_by = Question.State.CLOSED, None
    held.save(update_fields=["state", "claimed_by"])
    note(
        "question closed without an answer",
        by=by.user,
        actor="doctor",
        thing=f"question:{held.pk}",
        reason=reason,
        noted=bool(made.note),
    )
    transaction.on_commit(lambda: _tell(held), robust=True)
    return made


def _tell(question: Question) -> None:
    try:
        tell_asker(question)
    except OSError as error:  # SMTP errors are of this kind; the text of one might name the address
        log.error("The notice for question %s was not sent: %s", question.pk, type(error).__name__)


def why_not_closed(question: Question, *, reason: str, done: str, doctor: Doctor) -> str:
    """Return the id of what stands against closing it, or "" when nothing does."""
    if question.state not in _OPEN:
        return "not-waiting"
    if is_claimed_by_another(question, doctor=doctor):
        return "claimed"
    known = loaded.closing().reason(reason)
    if known is None or (needs_a_note(question) and not known.in_danger):
        return "unknown-reason"
    return "no-note" if needs_a_note(question) and not done.strip() else ""


@transaction.atomic
def reopen(question: Question, *, by: Doctor) -> None:
    """Put a closed question back into the queue, in its old place. Not closed: nothing happens."""
    held = Question.objects.select_for_update().get(pk=question.pk)
    if held.state != Question.State.CLOSED:
        return
    held.closings.filter(reopened_at=None).update(reopened_at=timezone.now())
    held.state = Question.State.WAITING
    held.save(update_fields=["state"])
    note("question opened again", by=by.user, actor="doctor", thing=f"question:{held.pk}")
