"""Takes a question page in: its question with the reply, the questions on its cards, its topics and its edges."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from consilia.web.accounts.models import Hospital, Origin, User
from consilia.web.audit.actions import note
from consilia.web.exchange.actions.people import department_named, hospital_named, imported_doctor, topic_named
from consilia.web.exchange.actions.public import at_noon, short_subject
from consilia.web.exchange.deriving import derive_and_publish
from consilia.web.exchange.keys import words_key
from consilia.web.exchange.models import Source
from consilia.web.exchange.parsing import PageMarks, QuestionPage
from consilia.web.exchange.parsing.model import Answerer, Card
from consilia.web.questions.models import ImportedEdge, Question, Reply


@dataclass
class TakenIn:
    """The questions that one page brought: new or completed ones, and how many were here already."""

    changed: list[Question] = field(default_factory=list)
    known: int = 0
    new_excerpts: int = 0
    completed: int = 0  # excerpts that this page made whole


@transaction.atomic
def take_in_question_page(page: QuestionPage, *, read_from: str, marks: PageMarks, by: User | None) -> TakenIn:
    """File the page, all of it or nothing, and return what was new.

    A question known only from a card is completed by its own page; a page that is here already stays as it is.
    """
    taken = TakenIn()
    question = _question(page, read_from=read_from, marks=marks, by=by, taken=taken)
    for position, card in enumerate(page.cards, 1):
        similar = _excerpt(card, read_from=read_from, by=by, taken=taken)
        ImportedEdge.objects.get_or_create(page=question, similar=similar, defaults={"position": position})
    for related in page.related:
        topic_named(related.name, department=department_named(related.department), marks=marks)
    for changed in taken.changed:
        derive_and_publish(changed)
    return taken


def _question(page: QuestionPage, *, read_from: str, marks: PageMarks, by: User | None, taken: TakenIn) -> Question:
    key = words_key(page.text)
    question = Question.objects.filter(source_key=key).first()
    if question is not None and not question.is_excerpt:
        taken.known += 1
        return question
    taken.completed += question is not None
    question = question or Question(source_key=key, origin=Origin.IMPORTED)
    question.is_excerpt = False
    question.subject = short_subject(page.subject)
    question.text = page.text
    question.pseudonym = page.asker.pseudonym[:60]
    question.age_band = page.asker.age_band
    question.sex = page.asker.sex
    question.asked_at = at_noon(page.asker.asked_on)
    question.state = Question.State.ANSWERED if page.reply else Question.State.WAITING
    question.imported_more_info = [{"heading": s.heading, "paragraphs": list(s.paragraphs)} for s in page.more_info]
    question.department = department_named(page.answerer.department) if page.answerer else None
    question.save()
    question.replies.all().delete()  # what a card had shown of it
    hospital = hospital_named(page.hospital, marks=marks)
    _reply(question, page.answerer, words=page.reply, replied_at=at_noon(page.replied_on), hospital=hospital)
    _source(question, page, read_from=read_from)
    note("imported", by=by, actor="admin", thing=f"question:{question.pk}", is_excerpt=False)
    taken.changed.append(question)
    return question


def _excerpt(card: Card, *, read_from: str, by: User | None, taken: TakenIn) -> Question:
    key = words_key(card.question)
    known = Question.objects.filter(source_key=key).first()
    if known is not None:
        Source.objects.filter(question=known, card_title="").update(card_title=card.title[:300])
        return known
    question = Question.objects.create(
        source_key=key,
        origin=Origin.IMPORTED,
        is_excerpt=True,
        subject=short_subject(card.title),
        text=card.question + ("..." if card.question_is_cut else ""),
        state=Question.State.ANSWERED if card.reply else Question.State.WAITING,
        department=department_named(card.answerer.department) if card.answerer else None,
    )
    words = card.reply + ("..." if card.reply_is_cut else "")
    _reply(question, card.answerer, words=words, is_excerpt=card.reply_is_cut)
    Source.objects.create(question=question, read_from=read_from, card_title=card.title[:300])
    note("imported", by=by, actor="admin", thing=f"question:{question.pk}", is_excerpt=True)
    taken.new_excerpts += 1
    taken.changed.append(question)
    return question


def _reply(
    question: Question,
    answerer: Answerer | None,
    *,
    words: str,
    replied_at: datetime | None = None,
    hospital: Hospital | None = None,
    is_excerpt: bool = False,
) -> None:
    """File the reply. One without a date counts as signed when it was imported; the page shows no date for it."""
    if answerer is None or not words:
        return
    doctor = imported_doctor(answerer.name, department=department_named(answerer.department), hospital=hospital)
    Reply.objects.create(
        question=question, doctor=doctor, text=words, signed_at=replied_at or timezone.now(), is_excerpt=is_excerpt
    )


def _source(question: Question, page: QuestionPage, *, read_from: str) -> None:
    Source.objects.update_or_create(
        question=question,
        defaults={
            "read_from": read_from,
            "page_title": page.page_title[:300],
            "has_share_row": page.has_share_row,
            "related_topics": [[related.name, related.department] for related in page.related],
            "notes": list(page.notes),
            "department_reason": "the page names it" if page.answerer else "",
        },
    )
