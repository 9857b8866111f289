"""Why a question was closed without an answer, for the asker and for the staff."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from consilia import loaded
from consilia.web.questions.models import Closing, Question


@dataclass(frozen=True)
class ShownClosing:
    """A closing in words."""

    heading: str
    told: str  # what the asker reads; "" for a reason that the knowledge does not hold any more
    safety_net: str
    title: str  # for the staff, as are the rest
    note: str
    doctor: str
    closed_at: datetime | None


def closing_of(question: Question) -> ShownClosing | None:
    """Return why the question is closed now, or None when it is not."""
    if question.state != Question.State.CLOSED:
        return None
    closing = question.closings.filter(reopened_at=None).select_related("closed_by").first()
    return shown_closing(closing or Closing(question=question))


def shown_closing(closing: Closing) -> ShownClosing:
    """Return a closing in the words of today's knowledge."""
    known, place = loaded.closing(), loaded.locale(settings.LOCALE)
    reason = known.reason(closing.reason)
    return ShownClosing(
        heading=known.heading,
        told=reason.told(place) if reason else "",
        safety_net=known.net(place),
        title=reason.title if reason else closing.reason or "For a reason that nobody knows any more",
        note=closing.note,
        doctor=str(closing.closed_by or "a doctor who is gone"),
        closed_at=closing.closed_at,
    )
