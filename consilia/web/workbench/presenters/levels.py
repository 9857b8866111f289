"""The levels of urgency, waiting times and states in a doctor's words."""

from datetime import datetime, timedelta

from consilia.domain.triage.model import Urgency
from consilia.web.questions.models import Question

LEVELS = {
    Urgency.EMERGENCY: "Emergency",
    Urgency.URGENT: "Urgent: today",
    Urgency.SOON: "Soon",
    Urgency.ROUTINE: "Routine",
    Urgency.SELFCARE: "Self-care",
}
_NOT_ASSESSED = "Not assessed"


def level_label(question: Question) -> str:
    """Return the level in words; a question that nobody has assessed says so."""
    return LEVELS[Urgency(question.urgency)] if question.urgency else _NOT_ASSESSED


def waits(question: Question, *, now: datetime) -> str:
    """Return how long a question that waits has waited; nothing for any other, or where nobody knows since when."""
    is_waiting = question.state in {Question.State.WAITING, Question.State.CLAIMED}
    return waiting(question.asked_at, now=now) if is_waiting and question.asked_at else ""


def waiting(since: datetime | None, *, now: datetime) -> str:
    """Return how long somebody has waited, in the largest whole unit.

    >>> waiting(datetime(2026, 1, 1, 8), now=datetime(2026, 1, 1, 10, 30))
    '2 hours'
    """
    if since is None:
        return "unknown"
    waited = max(now - since, timedelta(0))
    for unit, length in (("day", timedelta(days=1)), ("hour", timedelta(hours=1)), ("minute", timedelta(minutes=1))):
        count = waited // length
        if count:
            return f"{count} {unit}{'s' if count > 1 else ''}"
    return "under a minute"
