"""Makes an imported or sample question readable for strangers, without what gives a person away."""

from datetime import UTC, date, datetime, time

from django.utils import timezone

from consilia.domain.language.identity import mark_identity, without_identity
from consilia.web.questions.models import Question, Reply

_SUBJECT_MOST = 200  # characters; as Question.subject


def without_names(text: str) -> str:
    """Return the text with names, contacts, links and exact dates replaced."""
    return without_identity(text, mark_identity(text))


def at_noon(day: date | None) -> datetime | None:
    """Return a known day as a moment that stays on that day in most time zones; None for an unknown one."""
    return None if day is None else datetime.combine(day, time(12), tzinfo=UTC)


def short_subject(words: str) -> str:
    """Return the words as a subject line: one line, cut between words when too long."""
    line = " ".join(words.split())
    if len(line) <= _SUBJECT_MOST:
        return line
    return line[: _SUBJECT_MOST - 3].rsplit(" ", 1)[0] + "..."


def show_to_strangers(question: Question) -> None:
    """Fill the public version of a stored question and its replies and mark it as published.

    A question in crisis stays unpublished whatever its origin. Needs `is_crisis`, so call it after `understand`.
    """
    if question.is_crisis:
        return
    question.public_subject = short_subject(without_names(question.subject))
    question.public_text = without_names(question.text)
    question.published_at = _published(question)
    question.save(update_fields=["public_subject", "public_text", "published_at"])
    for reply in question.replies.all():
        Reply.objects.filter(pk=reply.pk).update(public_text=without_names(reply.text))


def _published(question: Question) -> datetime:
    last = question.replies.exclude(signed_at=None).order_by("signed_at").last()
    return last.signed_at if last and last.signed_at and question.asked_at else timezone.now()
