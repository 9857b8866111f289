"""Signs an answer: from then on it stands as it is, and the asker can read it."""

import logging
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from consilia.web.accounts.models import Doctor
from consilia.web.audit.actions import note
from consilia.web.questions import derived
from consilia.web.questions.models import Question, Reply
from consilia.web.questions.notices import tell_asker
from consilia.web.workbench.actions.claiming import is_claimed_by_another
from consilia.web.workbench.models import DraftVersion
from consilia.web.workbench.queries.last_look import SIGNED, last_look, still_open

log = logging.getLogger(__name__)


class CannotSign(ValueError):
    """The answer cannot be signed; the message is the id of the reason, as in `presenters.gate`."""


@transaction.atomic
def sign(question: Question, *, revision: int, by: Doctor, looked_at: Mapping[str, str] | None = None) -> Reply:
    """Sign this doctor's draft as it was shown for confirmation, compose More Info and tell the asker on commit.

    `looked_at` holds what the doctor says of each point of `queries.last_look`: that the answer speaks of it, or why
    not. Raises CannotSign when one is missing, when there is nothing to sign, when the draft is not the one that was
    shown (`revision`), when two versions of it exist, when another doctor has the question, or when this doctor may
    not sign.
    """
    held = Question.objects.select_for_update().get(pk=question.pk)
    draft = Reply.objects.select_for_update().filter(question=held, doctor=by, signed_at=None).first()
    if reason := why_not_signed(held, draft, revision=revision, doctor=by):
        raise CannotSign(reason)
    assert draft is not None  # noqa: S101 - without a draft there is a reason
    points, said = last_look(held, draft.text), looked_at or {}
    if still_open(points, looked_at=said):
        raise CannotSign("overlooked")
    draft.signed_at, draft.signed_by = timezone.now(), by.user
    draft.save(update_fields=["signed_at", "signed_by", "changed_at"])
    held.state, held.claimed_by = Question.State.ANSWERED, None
    held.save(update_fields=["state", "claimed_by"])
    derived.give_title(held)
    derived.file_under_topics(held)
    derived.compose_for(held)
    note(
        SIGNED,
        by=by.user,
        actor="doctor",
        thing=f"question:{held.pk}",
        reply=draft.pk,
        revision=draft.revision,
        looked_at={point.key: said[point.key] for point in points},
    )
    transaction.on_commit(lambda: _tell(held), robust=True)
    return draft


def _tell(question: Question) -> None:
    """A notice that cannot be sent must not undo a signature. The log names no address: the error's text might."""
    try:
        tell_asker(question)
    except OSError as error:  # SMTP errors are of this kind
        log.error("The notice for question %s was not sent: %s", question.pk, type(error).__name__)


def why_not_signed(question: Question, draft: Reply | None, *, revision: int, doctor: Doctor) -> str:
    """Return the id of the reason against signing, or "" when there is none."""
    if not Doctor.objects.filter(pk=doctor.pk, verified_at__isnull=False, user__is_active=True).exists():
        return "not-verified"
    if question.state == Question.State.WITHDRAWN:
        return "withdrawn"
    if question.state == Question.State.CLOSED:
        return "closed"
    if draft is None or not draft.text.strip():
        return "empty"
    if draft.revision != revision:
        return "changed"
    if DraftVersion.objects.filter(reply=draft).exists():
        return "versions"
    return "claimed" if is_claimed_by_another(question, doctor=doctor) else ""
