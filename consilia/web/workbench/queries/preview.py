"""What a public page would say, before it is one: the words without what gives somebody away."""

import hashlib
import json
from copy import copy
from dataclasses import dataclass
from functools import partial

from django.core import signing

from consilia.domain.language.identity import mark_identity, names_given_away, without_identity
from consilia.web.questions import derived
from consilia.web.questions.models import Question
from consilia.web.workbench.actions.publishing import PublicWords
from consilia.web.workbench.presenters.marking import MarkedPiece, marked_pieces

_SALT = "consilia.workbench.preview"
PREVIEW_LASTS_SECONDS = 24 * 3600


@dataclass(frozen=True)
class Part:
    """One part of the page: as it was written with its marks, and the words proposed or edited for the public."""

    field: str
    label: str
    original: list[MarkedPiece]
    mark_count: int
    public: str
    remaining: list[MarkedPiece]  # the public words with what still looks like a mark
    remaining_count: int


def proposed_words(question: Question) -> PublicWords:
    """Return the words to start from: those confirmed earlier, or the written ones without identity."""
    signed = question.replies.exclude(signed_at=None)
    names = _names_in(question)
    return PublicWords(
        subject=question.public_subject or _cleaned(question.subject, names),
        text=question.public_text or _cleaned(question.text, names),
        replies={reply.pk: reply.public_text or _cleaned(reply.text, names) for reply in signed},
    )


def _names_in(question: Question) -> frozenset[str]:
    """A name that one part gives away is looked for in all of them."""
    signed = question.replies.exclude(signed_at=None).values_list("text", flat=True)
    written = (question.subject, question.text, *signed)
    return frozenset().union(*(names_given_away(text, mark_identity(text)) for text in written))


def _cleaned(text: str, names: frozenset[str]) -> str:
    return without_identity(text, mark_identity(text, known_names=names)).strip()


def public_title(question: Question, words: PublicWords) -> str:
    """Return the title that the page would have, made from the public words alone."""
    shown = copy(question)
    shown.public_subject, shown.public_text = words.subject, words.text
    others = Question.objects.exclude(pk=question.pk).exclude(generated_title=None)
    return derived.title_of(shown, taken={title for title in others.values_list("generated_title", flat=True) if title})


def parts(question: Question, words: PublicWords) -> list[Part]:
    """Return every part of the page with its marks, for the doctor to look at and to edit."""
    names = _names_in(question)
    part = partial(_part, names=names)
    signed = question.replies.exclude(signed_at=None).select_related("doctor")
    answers = (part(f"reply-{r.pk}", f"Answer of {r.doctor}", r.text, words.replies.get(r.pk, "")) for r in signed)
    return [
        part("subject", "Subject", question.subject, words.subject),
        part("text", "Question", question.text, words.text),
        *answers,
    ]


def _part(field: str, label: str, original: str, public: str, *, names: frozenset[str]) -> Part:
    marks, left = mark_identity(original, known_names=names), mark_identity(public, known_names=names)
    return Part(
        field=field,
        label=label,
        original=marked_pieces(original, marks),
        mark_count=len(marks),
        public=public,
        remaining=marked_pieces(public, left),
        remaining_count=len(left),
    )


def seal(question: Question, words: PublicWords, *, doctor_id: int) -> str:
    """Return a proof that this doctor was shown these very words."""
    return signing.dumps(_fingerprint(question, words, doctor_id=doctor_id), salt=_SALT)


def is_sealed(token: str, question: Question, words: PublicWords, *, doctor_id: int) -> bool:
    """Tell whether the proof belongs to these words, this question and this doctor, and is not a day old."""
    try:
        shown = signing.loads(token, salt=_SALT, max_age=PREVIEW_LASTS_SECONDS)
    except signing.BadSignature:
        return False
    return bool(shown == _fingerprint(question, words, doctor_id=doctor_id))


def _fingerprint(question: Question, words: PublicWords, *, doctor_id: int) -> str:
    shown = [question.pk, doctor_id, words.subject, words.text, sorted(words.replies.items())]
    return hashlib.sha256(json.dumps(shown).encode()).hexdigest()
