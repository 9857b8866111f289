"""What somebody sees while still typing: help if the words ask for it now, and questions like theirs."""

from typing import TypedDict

from consilia.domain.retrieval.model import FallbackReason
from consilia.domain.triage.model import Urgency
from consilia.web.questions.derived import assess_question
from consilia.web.questions.models import Question
from consilia.web.questions.presenters.assessments import ShownAssessment, shown_assessment
from consilia.web.questions.presenters.cards import Card
from consilia.web.questions.queries.similar import Like, is_enough, like


class WhileTyping(TypedDict):
    """The live part of the first page."""

    assessed: ShownAssessment | None  # only where help is needed now
    cards: list[Card]
    fallback_reason: FallbackReason


def while_typing(words: str) -> WhileTyping:
    """Return what to show beside words that are not finished; nothing before the third word.

    No answered questions stand beside the help: whoever needs it now should not read on.
    """
    if not is_enough(words):
        return WhileTyping(assessed=None, cards=[], fallback_reason="")
    reading, assessment = assess_question(Question(text=words))
    is_now = assessment.crisis or assessment.urgency is Urgency.EMERGENCY
    found = Like([]) if is_now else like(words, is_typing=True)
    return WhileTyping(
        assessed=shown_assessment(assessment, reading) if is_now else None,
        cards=found.cards,
        fallback_reason=found.fallback_reason,
    )
