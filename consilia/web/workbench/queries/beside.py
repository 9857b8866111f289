"""The answered questions that stand beside the one on the desk."""

from typing import TypedDict

from consilia.domain.retrieval.model import FallbackReason
from consilia.web.questions.models import Question
from consilia.web.questions.presenters.cards import Card
from consilia.web.workbench.queries.dossier import answered_like
from consilia.web.workbench.queries.measuring import answered_by


class NearQuestions(TypedDict):
    """What the list of near questions shows."""

    question: Question
    similar: list[Card]
    fallback_reason: FallbackReason
    same: set[int]  # keys of those of which a doctor said that they answer this one too


def near_questions(question: Question) -> NearQuestions:
    """Return the answered questions like one that is on the desk."""
    found = answered_like(question)
    return NearQuestions(
        question=question,
        similar=found.cards,
        fallback_reason=found.fallback_reason,
        same=answered_by(question),
    )
