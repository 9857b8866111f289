"""The answered questions that stand beside the one on the desk."""

from typing import TypedDict

from consilia.web.questions.models import Question
from consilia.web.questions.presenters.cards import Card
from consilia.web.workbench.queries.dossier import answered_like
from consilia.web.workbench.queries.measuring import answered_by


class NearQuestions(TypedDict):
    """What the list of near questions shows."""

    question: Question
    similar: list[Card]
    same: set[int]  # keys of those of which a doctor said that they answer this one too


def near_questions(question: Question) -> NearQuestions:
    """Return the answered questions like one that is on the desk."""
    return NearQuestions(question=question, similar=answered_like(question), same=answered_by(question))
