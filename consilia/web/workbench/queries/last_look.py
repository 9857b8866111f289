"""What a doctor sees once more before signing: the answer beside what the question holds."""

from django.conf import settings

from consilia import loaded
from consilia.domain import language, triage
from consilia.web.questions.derived import assess_question
from consilia.web.questions.models import Question
from consilia.web.workbench.presenters.overlooked import Overlooked, overlooked


def last_look(question: Question, answer: str) -> Overlooked:
    """Return what the answer leaves out, compared with the decision that the asker was told."""
    reading, today = assess_question(question)
    return overlooked(
        answer,
        spoken_of=language.read(answer, lexicon=loaded.lexicon()),
        decided=triage.from_record(question.assessment) if question.assessment else today,
        reading=reading,
        numbers=loaded.locale(settings.LOCALE),
    )
