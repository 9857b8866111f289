"""Takes a question into one doctor's hands, so that two do not answer at once; and gives it back."""

from django.db import transaction

from consilia.web.accounts.models import Department, Doctor
from consilia.web.audit.actions import note
from consilia.web.questions.models import Question


class ClaimedByAnother(ValueError):
    """Another doctor is answering; the message is that doctor's name."""


@transaction.atomic
def claim(question: Question, *, by: Doctor, take_over: bool = False) -> None:
    """Take the question. With `take_over` also out of another doctor's hands, whose draft stays theirs.

    Raises ClaimedByAnother when somebody else is at it and `take_over` was not asked for.
    """
    held = Question.objects.select_for_update().get(pk=question.pk)
    if is_claimed_by_another(held, doctor=by) and not take_over:
        raise ClaimedByAnother(str(held.claimed_by))
    if held.claimed_by_id == by.pk:
        return
    held.claimed_by = by
    if held.state == Question.State.WAITING:
        held.state = Question.State.CLAIMED
    held.save(update_fields=["claimed_by", "state"])
    note(
        "question taken over" if take_over else "question claimed",
        by=by.user,
        actor="doctor",
        thing=f"question:{held.pk}",
    )


@transaction.atomic
def release(question: Question, *, by: Doctor) -> None:
    """Give the question back to the queue. The draft is kept. Not one's own claim: nothing happens."""
    held = Question.objects.select_for_update().get(pk=question.pk)
    if held.claimed_by_id != by.pk:
        return
    held.claimed_by = None
    if held.state == Question.State.CLAIMED:
        held.state = Question.State.WAITING
    held.save(update_fields=["claimed_by", "state"])
    note("question released", by=by.user, actor="doctor", thing=f"question:{held.pk}")


@transaction.atomic
def send_to_department(question: Question, department: Department, *, by: Doctor) -> None:
    """Put a waiting question before another department; whoever was answering it lets go of it. Drafts are kept.

    Raises ClaimedByAnother when somebody else is answering it.
    """
    held = Question.objects.select_for_update().get(pk=question.pk)
    if is_claimed_by_another(held, doctor=by):
        raise ClaimedByAnother(str(held.claimed_by))
    if held.state not in {Question.State.WAITING, Question.State.CLAIMED} or held.department_id == department.pk:
        return
    before = held.department_id
    held.department, held.claimed_by, held.state = department, None, Question.State.WAITING
    held.save(update_fields=["department", "claimed_by", "state"])
    note(
        "question sent to another department",
        by=by.user,
        actor="doctor",
        thing=f"question:{held.pk}",
        before=before,
        now=department.pk,
    )


def taken_by_another(question: Question, *, doctor: Doctor) -> str:
    """Return the name of the other doctor who is answering it now, or ""."""
    return str(question.claimed_by) if is_claimed_by_another(question, doctor=doctor) else ""


def is_claimed_by_another(question: Question, *, doctor: Doctor) -> bool:
    """Tell whether another doctor is answering; one whose account is closed or unverified holds nothing."""
    holder = question.claimed_by
    if holder is None or holder.pk == doctor.pk:
        return False
    return holder.is_verified and holder.user is not None and holder.user.is_active
