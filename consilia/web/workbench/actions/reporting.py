"""Handles what visitors report about public pages."""

from django.db import transaction
from django.utils import timezone

from consilia.web.accounts.models import User
from consilia.web.audit.actions import note
from consilia.web.questions.models import Report
from consilia.web.workbench.actions.publishing import unpublish


@transaction.atomic
def handle_report(report: Report, *, outcome: str, take_down: bool, by: User) -> None:
    """Write down what came of a report; with `take_down` the page goes at once."""
    if take_down and report.question is not None and report.question.is_public:
        unpublish(report.question, by=by, reason=f"report:{report.pk}")
    report.handled_at, report.handled_by, report.outcome = timezone.now(), by, outcome
    report.save(update_fields=["handled_at", "handled_by", "outcome"])
    note("report handled", by=by, actor="admin", thing=f"report:{report.pk}", take_down=take_down)
