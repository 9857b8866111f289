"""What visitors have reported about public pages."""

from django.core.paginator import Page, Paginator
from django.db.models import F

from consilia.web.questions.models import Report

A_PAGE = 30


def reports(page: str | None) -> "Page[Report]":
    """Return a page of reports: those that wait first, the longest waiting on top; then the handled, newest first."""
    listed = Report.objects.select_related("question", "handled_by").order_by(
        F("handled_at").desc(nulls_first=True), "made_at"
    )
    return Paginator(listed, A_PAGE).get_page(page)


def waiting_reports() -> int:
    """Return how many reports nobody has handled."""
    return Report.objects.filter(handled_at=None).count()
