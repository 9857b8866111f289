"""Everything on the asker's own page."""

from dataclasses import dataclass
from datetime import datetime

from consilia.web.questions.access import why_private
from consilia.web.questions.derived import read_question
from consilia.web.questions.helping import said_of_the_answer
from consilia.web.questions.models import Question
from consilia.web.questions.presenters.assessments import ShownAssessment, stored_assessment
from consilia.web.questions.presenters.cards import DoctorLine, doctor_line
from consilia.web.questions.presenters.closings import ShownClosing, closing_of
from consilia.web.questions.presenters.leaflets import ShownLeaflet
from consilia.web.questions.presenters.media import MediaCard, media_in
from consilia.web.questions.presenters.people import asker_line
from consilia.web.questions.queries.page import leaflet_of


@dataclass(frozen=True)
class OwnReply:
    """A doctor's signed reply, whole."""

    doctor: DoctorLine
    text: str
    signed_at: datetime | None


@dataclass(frozen=True)
class OwnPage:
    """The asker's own page."""

    question: Question
    asker: str
    assessed: ShownAssessment
    replies: list[OwnReply]
    more_info: ShownLeaflet | None
    media: list[MediaCard]
    must_be_private: str
    lacks_details: bool
    closing: ShownClosing | None  # why it was closed without an answer, if it was
    helped: str  # what the asker said of the answer: yes, partly, no, or ""
    before: list[OwnReply]  # what was answered to the question that this one goes on from


def own_page(question: Question) -> OwnPage:
    """Return the page of an own question, as far as it has come."""
    is_answered = question.state == Question.State.ANSWERED
    return OwnPage(
        question=question,
        asker=asker_line(question, no_name=""),
        assessed=stored_assessment(question),
        replies=_replies(question),
        more_info=leaflet_of(question) if is_answered else None,
        media=media_in(question.text),
        must_be_private=why_private(read_question(question), age_years=question.age_years, crisis=question.is_crisis),
        lacks_details=lacks_details(question),
        closing=closing_of(question),
        helped=said_of_the_answer(question) if is_answered else "",
        before=_replies(question.follows) if question.follows else [],
    )


def lacks_details(question: Question) -> bool:
    """Whether a waiting question was sent with its words alone, so that age and illnesses may still be added."""
    is_waiting = question.state in {Question.State.WAITING, Question.State.CLAIMED}
    nothing_said = question.age_years is None and not (question.sex or question.conditions or question.medicines)
    return is_waiting and nothing_said


def _replies(question: Question) -> list[OwnReply]:
    signed = question.replies.exclude(signed_at=None).select_related("doctor", "doctor__department", "doctor__hospital")
    return [OwnReply(doctor_line(reply), reply.text, reply.signed_at) for reply in signed]
