"""The questions that were closed without an answer."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from consilia.web.accounts.models import Origin
from consilia.web.questions.models import Closing, Question
from consilia.web.questions.presenters.closings import ShownClosing, shown_closing

A_PAGE = 30


@dataclass(frozen=True)
class ClosedRow:
    """A closed question with why."""

    question: Question
    closing: ShownClosing


@dataclass(frozen=True)
class ClosedPage:
    """A page of the list, the one closed last on top."""

    rows: list[ClosedRow]
    page: "Page[Closing]"


def closed(number: str | None) -> ClosedPage:
    """Return a page of the questions that are closed now."""
    listed = (
        Closing.objects.filter(reopened_at=None, question__state=Question.State.CLOSED)
        .exclude(question__origin=Origin.IMPORTED)
        .select_related("question__department", "closed_by")
    )
    page = Paginator(listed, A_PAGE).get_page(number)
    return ClosedPage([ClosedRow(one.question, shown_closing(one)) for one in page.object_list], page)
