"""Composes More Info when somebody opens a page that has none yet."""

from django.db import transaction

from consilia.web.questions import derived
from consilia.web.questions.models import Question


@transaction.atomic
def compose_when_missing(question: Question) -> bool:
    """Compose More Info for an answered question that has none to be shown; return whether that was so.

    An import of thousands leaves it to the first reader of each, and so does a change of CONSILIA_INFORMATION_ONLY. It
    is derived, so nothing is noted in the trail.
    """
    if question.state != Question.State.ANSWERED or derived.more_info_of(question):
        return False
    derived.compose_for(question)
    return True
