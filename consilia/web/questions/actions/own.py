"""What the asker does with an own question later: details, e-mail, consent, withdrawing, deleting."""

from django.db import transaction
from django.utils import timezone

from consilia.web.accounts.models import User
from consilia.web.audit.actions import note
from consilia.web.questions import derived, searching
from consilia.web.questions.access import why_private
from consilia.web.questions.actions.asking import Answers, NotForPublic, age_band
from consilia.web.questions.helping import SAID_OF_THE_ANSWER, Helped
from consilia.web.questions.models import Question


def _note(what: str, question: Question, *, by: User | None) -> None:
    note(what, by=by, actor="asker" if by is None else by.role, thing=f"question:{question.pk}")


@transaction.atomic
def set_email(question: Question, email: str, *, by: User | None = None) -> None:
    """Keep the address for the notice that an answer is there; an empty one removes it."""
    question.notify_email = email
    question.save(update_fields=["notify_email"])
    _note("e-mail for the notice set" if email else "e-mail for the notice removed", question, by=by)


@transaction.atomic
def add_details(question: Question, answers: Answers, *, by: User | None = None) -> None:
    """Add who it is about, illnesses and medicines to a question that was sent with its words alone.

    It is assessed anew. What was told before stays when the new level is less soon: nobody is calmed down by what they
    add. A crisis comes before any level.
    """
    held = Question.objects.select_for_update().get(pk=question.pk)
    told = {name: getattr(held, name) for name in derived.ASSESSED}
    for name in ("age_years", "sex", "pregnant", "for_someone_else", "conditions", "medicines"):
        setattr(held, name, getattr(answers, name))
    held.age_band = age_band(answers.age_years)
    derived.understand(held)
    if (not held.is_crisis, held.urgency_rank) > (not told["is_crisis"], told["urgency_rank"]):
        for name, value in told.items():
            setattr(held, name, value)
    held.save()
    _note("details added", held, by=by)


@transaction.atomic
def say_if_helped(question: Question, helped: Helped) -> None:
    """Write down what the asker says of the answer; said again, the later word counts. Only the doctors see it."""
    note(SAID_OF_THE_ANSWER, by=None, actor="asker", thing=f"question:{question.pk}", helped=helped.value)


@transaction.atomic
def consent(question: Question, *, by: User | None = None) -> None:
    """Keep the asker's wish that the question may be published without personal data.

    Raises NotForPublic when it may not become public whatever the asker wants.
    """
    reading = derived.read_question(question)
    if reason := why_private(reading, age_years=question.age_years, crisis=question.is_crisis):
        raise NotForPublic(reason)
    question.public_consent_at = timezone.now()
    question.save(update_fields=["public_consent_at"])
    _note("consent to publish given", question, by=by)


@transaction.atomic
def take_back_consent(question: Question, *, by: User | None = None) -> None:
    """Take the public page away, in the same moment from the index too, and forget the consent."""
    _hide(question)
    question.public_consent_at = None
    question.save(update_fields=["public_consent_at", "published_at", "public_text", "public_subject"])
    _note("consent to publish taken back", question, by=by)


@transaction.atomic
def withdraw(question: Question, *, by: User | None = None) -> None:
    """Take a question out of the doctors' queue and off the public site; the asker can still read it."""
    _hide(question)
    question.public_consent_at = None
    question.state = Question.State.WITHDRAWN
    question.claimed_by = None
    question.save()
    _note("question withdrawn", question, by=by)


@transaction.atomic
def delete_question(question: Question, *, by: User | None = None) -> None:
    """Erase a question with its replies and all that was derived from it. The audit trail keeps its number only."""
    _hide(question)
    _note("question deleted", question, by=by)
    question.delete()


def _hide(question: Question) -> None:
    searching.remove(question)
    question.published_at = None
    question.public_text = question.public_subject = ""
    question.replies.update(public_text="")
