"""Makes an answered question public, in the words that the doctor has confirmed; and takes it away again."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from consilia.web.accounts.models import Doctor, User
from consilia.web.audit.actions import note
from consilia.web.questions import derived, searching
from consilia.web.questions.models import Question
from consilia.web.workbench.gate import why_not_public


class NotPublishable(ValueError):
    """The question may not become public. `reasons` are the ids of `gate.why_not_public`."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__(", ".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True)
class PublicWords:
    """What strangers will read: the subject, the question, and each signed reply by its id."""

    subject: str
    text: str
    replies: Mapping[int, str] = field(default_factory=dict)


@transaction.atomic
def publish(question: Question, words: PublicWords, *, by: Doctor) -> Question:
    """Publish the words that the doctor has just confirmed, and make everything that hangs on them anew.

    Raises NotPublishable when the gate is closed, or when the words are not those of every signed reply.
    """
    held = Question.objects.select_for_update().get(pk=question.pk)
    signed = list(held.replies.exclude(signed_at=None).select_related("doctor"))
    reasons = why_not_public(held)
    if {reply.pk for reply in signed} != set(words.replies):
        reasons = (*reasons, "changed")
    if not all(part.strip() for part in (words.subject, words.text, *words.replies.values())):
        reasons = (*reasons, "empty")
    if reasons:
        raise NotPublishable(reasons)
    for reply in signed:
        reply.public_text = words.replies[reply.pk]
        reply.save(update_fields=["public_text"])
    held.public_subject, held.public_text = words.subject, words.text
    held.generated_title = None  # the one made at signing may hold private words
    derived.give_title(held)
    held.slug = _free_slug(held)
    held.published_at = timezone.now()
    held.save(update_fields=["public_subject", "public_text", "slug", "published_at"])
    derived.file_under_topics(held)
    derived.compose_for(held)
    searching.put(held)
    note("question published", by=by.user, actor="doctor", thing=f"question:{held.pk}")
    return held


def _free_slug(question: Question) -> str:
    """Return an address from the title; the number of the question makes it the only one."""
    return f"{slugify(question.generated_title or '')[:120] or 'question'}-{question.pk}"


@transaction.atomic
def unpublish(question: Question, *, by: User, reason: str = "") -> None:
    """Take the public page away, in the same moment from the index too. The confirmed words stay for another time."""
    held = Question.objects.select_for_update().get(pk=question.pk)
    searching.remove(held)
    held.published_at = None
    held.save(update_fields=["published_at"])
    note("question unpublished", by=by, actor=by.role, thing=f"question:{held.pk}", reason=reason)
