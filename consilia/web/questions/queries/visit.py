"""The one page to take to a visit: for the asker behind the secret link, and for the doctor at the desk."""

from dataclasses import dataclass
from datetime import datetime

from consilia import loaded
from consilia.domain.composing import VisitSummary, compose_visit_summary
from consilia.domain.teasers import teaser
from consilia.domain.triage import from_record
from consilia.web.questions.derived import read_question
from consilia.web.questions.models import Question
from consilia.web.questions.presenters.assessments import ShownAssessment, stored_assessment
from consilia.web.questions.presenters.cards import doctor_line
from consilia.web.questions.presenters.people import asker_line

REPLY_CHARACTERS = 420


@dataclass(frozen=True)
class Advised:
    """What a doctor of this service answered, shortened to fit the page."""

    doctor: str
    on: datetime | None
    words: str


@dataclass(frozen=True)
class VisitPage:
    """The visit summary with who asked, when, and what was advised so far."""

    question: Question
    asker: str
    summary: VisitSummary
    assessed: ShownAssessment
    advised: list[Advised]


def visit_page(question: Question) -> VisitPage:
    """Return the summary of a question, made now from the asker's own private words and stored nowhere."""
    reading = read_question(question)
    return VisitPage(
        question=question,
        asker=asker_line(question),
        summary=compose_visit_summary(reading, from_record(question.assessment), knowledge=loaded.composing()),
        assessed=stored_assessment(question),
        advised=_advised(question),
    )


def _advised(question: Question) -> list[Advised]:
    signed = question.replies.exclude(signed_at=None).select_related("doctor", "doctor__department", "doctor__hospital")
    return [
        Advised(
            doctor_line(reply).name,
            reply.signed_at,
            teaser(reply.text, greetings=loaded.greetings(), limit=REPLY_CHARACTERS),
        )
        for reply in signed
    ]
