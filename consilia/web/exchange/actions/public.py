"""Makes an imported or sample question readable for strangers, without what gives a person away."""

from collections.abc import Set
from datetime import UTC, date, datetime, time
from itertools import chain, count

from django.utils import timezone
from django.utils.text import slugify

from consilia.domain.language.identity import mark_identity, without_identity
from consilia.web.accounts.models import Origin
from consilia.web.questions.models import Question, Reply

_SUBJECT_MOST = 200  # characters; as Question.subject
_SLUG_MOST = 120


def without_names(text: str, *, with_links: bool = False) -> str:
    """Return the text with names, contacts and exact dates replaced, and links too unless they are wanted."""
    marks = mark_identity(text)
    return without_identity(text, tuple(mark for mark in marks if not (with_links and mark.kind == "link")))


def at_noon(day: date | None) -> datetime | None:
    """Return a known day as a moment that stays on that day in most time zones; None for an unknown one."""
    return None if day is None else datetime.combine(day, time(12), tzinfo=UTC)


def short_subject(words: str) -> str:
    """Return the words as a subject line: one line, cut between words when too long."""
    line = " ".join(words.split())
    if len(line) <= _SUBJECT_MOST:
        return line
    return line[: _SUBJECT_MOST - 3].rsplit(" ", 1)[0] + "..."


def give_public_words(question: Question) -> None:
    """Fill the public version of a stored question and of its replies; nothing is published by it.

    The links of an imported question stay: its own page showed them, and the films belong to what was asked.
    """
    question.public_subject = short_subject(without_names(question.subject))
    question.public_text = without_names(question.text, with_links=question.origin == Origin.IMPORTED)
    question.save(update_fields=["public_subject", "public_text"])
    for reply in question.replies.all():
        Reply.objects.filter(pk=reply.pk).update(public_text=without_names(reply.text))


def publish_as_loaded(question: Question) -> None:
    """Give a question that has an answer its public page, unless it is in crisis: then it stays private.

    Needs the assessment and the title, so call it after `derived.make_again` or what stands for it.
    """
    if question.is_crisis or question.state != Question.State.ANSWERED:
        return
    others = Question.objects.exclude(pk=question.pk).values_list("slug", flat=True)
    taken = {slug for slug in others if slug}
    question.slug = question.slug or address_for(question.generated_title or "", taken=taken)
    question.published_at = question.published_at or _published(question)
    question.save(update_fields=["slug", "published_at"])


def address_for(title: str, *, taken: Set[str]) -> str:
    """Return the last part of a public page's address, made of the title, that no other page has."""
    wanted = slugify(title)[:_SLUG_MOST].strip("-") or "question"
    numbered = (f"{wanted}-{number}" for number in count(2))
    return next(slug for slug in chain([wanted], numbered) if slug not in taken)


def _published(question: Question) -> datetime:
    """The moment of the answer where the day is known, else now."""
    last = question.replies.exclude(signed_at=None).order_by("signed_at").last()
    return last.signed_at if last and last.signed_at and question.asked_at else timezone.now()
