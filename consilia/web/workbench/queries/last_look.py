"""What a doctor sees once more before signing: the answer beside what the question holds."""

from collections.abc import Iterable, Mapping

from django.conf import settings

from consilia import loaded
from consilia.domain import language, triage
from consilia.web.audit.queries import events_about
from consilia.web.questions.derived import assess_question
from consilia.web.questions.models import Question
from consilia.web.workbench.presenters.overlooked import Point, overlooked

SIGNED = "answer signed"


def last_look(question: Question, draft: str) -> tuple[Point, ...]:
    """Return the points to answer for, compared with the decision that the asker was told.

    What an earlier signed answer speaks of, or was answered for at its signing, is settled.
    """
    reading, today = assess_question(question)
    signed = question.replies.exclude(signed_at=None).values_list("text", flat=True)
    answer = "\n\n".join([*signed, draft])
    points = overlooked(
        answer,
        spoken_of=language.read(answer, lexicon=loaded.lexicon()),
        decided=triage.from_record(question.assessment) if question.assessment else today,
        reading=reading,
        numbers=loaded.locale(settings.LOCALE),
    )
    settled = _settled(question)
    return tuple(point for point in points if point.key not in settled)


def _settled(question: Question) -> set[str]:
    signings = events_about(f"question:{question.pk}").filter(what=SIGNED)
    return {key for event in signings for key in event.details.get("looked_at", {})}


def still_open(points: Iterable[Point], *, looked_at: Mapping[str, str]) -> tuple[Point, ...]:
    """Return the points for which none of the choices of the knowledge was made."""
    known = loaded.last_look().choices
    return tuple(point for point in points if looked_at.get(point.key) not in known)
