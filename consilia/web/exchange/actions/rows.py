"""Takes questions from a file of rows in, each with all its answers and what is derived from it, or not at all."""

from django.db import transaction
from django.utils import timezone

from consilia.web.accounts.models import Origin, User
from consilia.web.audit.actions import note
from consilia.web.exchange.actions.known import Known
from consilia.web.exchange.actions.people import GENERAL
from consilia.web.exchange.actions.public import address_for, short_subject, without_names
from consilia.web.exchange.keys import row_key
from consilia.web.exchange.models import Source
from consilia.web.exchange.parsing.rows import RowAnswer, RowQuestion
from consilia.web.exchange.routing import choose_department
from consilia.web.questions import derived, searching
from consilia.web.questions.models import Question, Reply

_URL_MOST = 500


@transaction.atomic(savepoint=False)  # the import undoes a whole piece, never a part of it
def take_in_row(row: RowQuestion, *, read_from: str, known: Known, by: User | None) -> tuple[bool, int]:
    """File the question and its answers; return whether it is new, and how many answers are.

    A question that is here already gains only the answers it lacks. More Info is left until somebody opens the page,
    and vectors until `searching.rebuild`.
    """
    key = row_key(row.site, row.address)
    if key in known.keys:
        return False, _add_answers(Question.objects.get(source_key=key), row, known=known)
    question, reason = _understood(row, key=key, known=known)
    question.save(force_insert=True)
    known.keys.add(key)
    Reply.objects.bulk_create(_reply(question, answer, row=row, known=known) for answer in row.answers)
    Source.objects.create(
        question=question,
        read_from=read_from,
        site=row.site[:60],
        tags=list(row.tags),
        department_reason=reason[:200],
    )
    derived.file_under_topics(question)
    searching.put(question, embed=False)
    note("imported", by=by, actor="admin", thing=f"question:{question.pk}", answers=len(row.answers))
    return True, len(row.answers)


def _understood(row: RowQuestion, *, key: str, known: Known) -> tuple[Question, str]:
    """The question, not yet stored, with its assessment, department, title and public words; and why that department.

    Filled in before it is stored, so that thousands take one statement each and not six.
    """
    subject = short_subject(row.subject)
    question = Question(
        source_key=key,
        source_url=row.url if len(row.url) <= _URL_MOST else "",
        origin=Origin.IMPORTED,
        subject=subject,
        text=row.text,
        state=Question.State.ANSWERED,
        public_subject=short_subject(without_names(subject)),
        public_text=without_names(row.text),
    )
    assessment = derived.understand(question)
    department, reason = choose_department(assessment, tags=row.tags)
    question.department = known.department(department)
    question.generated_title = derived.title_of(question, taken=known.titles)
    known.titles.add(question.generated_title)
    if not question.is_crisis:
        question.slug = address_for(question.generated_title, taken=known.slugs)
        known.slugs.add(question.slug)
        question.published_at = timezone.now()
    return question, reason


def _add_answers(question: Question, row: RowQuestion, *, known: Known) -> int:
    have = set(question.replies.values_list("doctor__name", "text"))
    told = (_reply(question, answer, row=row, known=known) for answer in row.answers)
    new = [reply for reply in told if (reply.doctor.name, reply.text) not in have]
    Reply.objects.bulk_create(new)
    if new:
        searching.put(question, embed=False)
    return len(new)


def _reply(question: Question, answer: RowAnswer, *, row: RowQuestion, known: Known) -> Reply:
    """The rows hold no dates: the reply counts as signed when it was imported, and the page shows no date for it."""
    name = answer.author or known.marks.nameless_doctor.format(site=row.site or "unknown")
    return Reply(
        question=question,
        doctor=known.doctor(name[:120], department=GENERAL),
        text=answer.words,
        public_text=without_names(answer.words),
        signed_at=timezone.now(),
    )
