"""Who may work on which question: a verified doctor on any that waits or is answered; everybody else gets 404."""

from uuid import UUID

from django.http import Http404

from consilia.web.accounts.models import Doctor, Origin
from consilia.web.questions.access import public_questions
from consilia.web.questions.models import FrozenPairs, Question, Reply, Report
from consilia.web.workbench.models import DraftVersion

__all__ = [
    "Question",
    "own_answered",
    "own_draft",
    "own_version",
    "question_to_answer",
    "question_to_file",
    "report_to_handle",
]


def question_to_answer(public_id: UUID, *, doctor: Doctor) -> Question:
    """Return a question of this service or of the samples. Raises Http404 for an imported or withdrawn one.

    `doctor` must come from `accounts.access.verified_doctor`. One whom this doctor has answered stays open to them.
    """
    questions = Question.objects.select_related("department", "claimed_by", "claimed_by__user", "follows")
    try:
        question = questions.exclude(origin=Origin.IMPORTED).get(public_id=public_id)
    except Question.DoesNotExist:
        raise Http404("No such question") from None
    if question.state == Question.State.WITHDRAWN:
        raise Http404("No such question")
    return question


def own_draft(question: Question, *, doctor: Doctor) -> Reply | None:
    """Return this doctor's unsigned answer to the question. Nobody else may read it."""
    return Reply.objects.filter(question=question, doctor=doctor, signed_at=None).first()


def own_version(pk: int, *, question: Question, doctor: Doctor) -> DraftVersion:
    """Return a set-aside version of this doctor's draft. Raises Http404 for anybody else's."""
    try:
        return DraftVersion.objects.select_related("reply").get(
            pk=pk, reply__question=question, reply__doctor=doctor, reply__signed_at=None
        )
    except DraftVersion.DoesNotExist:
        raise Http404("No such version") from None


def own_answered(public_id: UUID, *, doctor: Doctor) -> Question:
    """Return a question that this doctor has answered and may publish. Raises Http404 for another's."""
    question = question_to_answer(public_id, doctor=doctor)
    if not question.replies.filter(doctor=doctor, signed_at__isnull=False).exists():
        raise Http404("No such question")
    return question


def question_to_file(public_id: UUID) -> Question:
    """Return a published question, whose topics any of the staff may correct. Raises Http404 for any other."""
    try:
        return public_questions().select_related("department").get(public_id=public_id)
    except Question.DoesNotExist:
        raise Http404("No such question") from None


def pairs_to_measure(pk: int) -> FrozenPairs:
    """Return a frozen set of pairs for an administrator, who sees numbers alone. Raises Http404 for an unknown one."""
    try:
        return FrozenPairs.objects.get(pk=pk)
    except FrozenPairs.DoesNotExist:
        raise Http404("No such set") from None


def report_to_handle(pk: int) -> Report:
    """Return a report for an administrator. Raises Http404 for an unknown one."""
    try:
        return Report.objects.select_related("question", "handled_by").get(pk=pk)
    except Report.DoesNotExist:
        raise Http404("No such report") from None
