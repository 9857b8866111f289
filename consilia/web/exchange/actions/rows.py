"""Takes questions from a file of rows in, each with all its answers or not at all."""

from django.db import transaction
from django.utils import timezone

from consilia.web.accounts.models import Doctor, Origin, User
from consilia.web.audit.actions import note
from consilia.web.exchange.actions.people import GENERAL, department_with_id, imported_doctor
from consilia.web.exchange.actions.public import short_subject
from consilia.web.exchange.keys import row_key
from consilia.web.exchange.models import Source
from consilia.web.exchange.parsing import PageMarks
from consilia.web.exchange.parsing.rows import RowAnswer, RowQuestion
from consilia.web.questions.models import Question, Reply

_URL_MOST = 500


@transaction.atomic
def take_in_row(row: RowQuestion, *, read_from: str, marks: PageMarks, by: User | None) -> tuple[Question, int, bool]:
    """File the question and its answers; return it with the number of new answers and whether it is new itself.

    A question that is here already gains only the answers it lacks.
    """
    key = row_key(row.site, row.address)
    question = Question.objects.filter(source_key=key).first()
    is_new = question is None
    if question is None:
        question = _file(row, key=key, read_from=read_from)
        note("imported", by=by, actor="admin", thing=f"question:{question.pk}", answers=len(row.answers))
    known = set() if is_new else set(question.replies.values_list("doctor__name", "text"))
    new = [a for a in row.answers if is_new or (_doctor_name(a, row=row, marks=marks), a.words) not in known]
    for answer in new:
        Reply.objects.create(
            question=question,
            doctor=_doctor(_doctor_name(answer, row=row, marks=marks)),
            text=answer.words,
            signed_at=timezone.now(),  # the rows hold no dates; the page shows none
        )
    return question, len(new), is_new


def _file(row: RowQuestion, *, key: str, read_from: str) -> Question:
    question = Question.objects.create(
        source_key=key,
        source_url=row.url if len(row.url) <= _URL_MOST else "",
        origin=Origin.IMPORTED,
        subject=short_subject(row.subject),
        text=row.text,
        state=Question.State.ANSWERED,
    )
    Source.objects.create(question=question, read_from=read_from, site=row.site[:60], tags=list(row.tags))
    return question


def _doctor_name(answer: RowAnswer, *, row: RowQuestion, marks: PageMarks) -> str:
    return (answer.author or marks.nameless_doctor.format(site=row.site or "unknown"))[:120]


def _doctor(name: str) -> Doctor:
    return imported_doctor(name, department=department_with_id(GENERAL))
