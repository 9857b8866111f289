"""An assessment for the asker's eyes: the explanation, and the asker's own words with those that decided marked."""

from dataclasses import dataclass, replace

from django.conf import settings

from consilia import loaded
from consilia.domain import triage
from consilia.domain.information import may_be_said
from consilia.domain.language.model import Conflict, Reading
from consilia.domain.triage.explain import AskerExplanation, Reason
from consilia.domain.triage.model import Assessment
from consilia.web.questions.derived import all_words
from consilia.web.questions.models import Question
from consilia.web.questions.presenters.highlights import Piece, marked
from consilia.web.questions.presenters.leaflets import CARD_PREFIXES

CONFLICT_NAMES = {
    "sex": "Sex",
    "age": "Age",
    "pregnancy": "Pregnancy",
    "side": "Left or right",
    "dose": "A dose",
    "bmi": "Weight and height",
    "date": "A date",
    "statement": "Two statements",
}


_OTHERWISE = 'You wrote "{said}". Elsewhere it says {against}.'
CONFLICT_WORDINGS = {
    "dose": 'You wrote "{said}". The most that we know of is {against} in a day.',
    "bmi": "Your weight and height make a body mass index of {said}. Under {against} is low for most grown-ups.",
}


@dataclass(frozen=True)
class ShownConflict:
    """Two statements that do not fit together, for the asker to look at."""

    name: str
    text: str


@dataclass(frozen=True)
class ShownAssessment:
    """What the asker reads of an assessment."""

    explanation: AskerExplanation
    prefix: str  # the hidden prefix of the card
    words: list[Piece]  # the text, then subject, illnesses and medicines where they are not in it
    conflicts: list[ShownConflict]
    is_urgent: bool

    @property
    def alarm(self) -> AskerExplanation | None:
        """What every further page must repeat: nobody is watching, and the number to ring. None when not urgent."""
        return self.explanation if self.is_urgent else None


def shown_assessment(assessment: Assessment, reading: Reading) -> ShownAssessment:
    """Return the assessment in words, with the numbers of the locale.

    Where the operator may give general information only, the words are the same for everybody, but for an emergency or
    a crisis.
    """
    told = told_to_asker(assessment, reading)
    return ShownAssessment(
        explanation=replace(told, reasons=tuple(_without_repeated_quotes(reason) for reason in told.reasons)),
        prefix=CARD_PREFIXES.get(told.card, ""),
        words=marked(reading.text, told.highlights),
        conflicts=[shown_conflict(c) for c in dict.fromkeys([*assessment.conflicts, *reading.conflicts])],
        is_urgent=interrupts(assessment),
    )


def told_to_asker(assessment: Assessment, reading: Reading) -> AskerExplanation:
    """Return what a person may be told here of a decision."""
    place = loaded.locale(settings.LOCALE)
    if not may_be_said(assessment, information_only=settings.INFORMATION_ONLY):
        return loaded.information().explain(place)
    return triage.explain_to_asker(assessment, reading, rules=loaded.rules(), locale=place)


def interrupts(assessment: Assessment) -> bool:
    """Whether the person must be told to get help today before anything else, and on every further page."""
    is_today = assessment.crisis or assessment.urgency.is_today
    return is_today and may_be_said(assessment, information_only=settings.INFORMATION_ONLY)


def _without_repeated_quotes(reason: Reason) -> Reason:
    """The reason with each quote once: "weak and shallow" says all that "weak" beside it would say."""
    quotes = [q for q in dict.fromkeys(reason.quotes) if not any(q != other and q in other for other in reason.quotes)]
    return replace(reason, quotes=tuple(quotes))


def stored_assessment(question: Question) -> ShownAssessment:
    """Return the assessment of a question as it was decided and stored, not decided anew."""
    text = all_words(
        text=question.text,
        subject=question.subject,
        conditions=question.conditions,
        medicines=question.medicines,
    )
    return shown_assessment(triage.from_record(question.assessment), Reading(text=text))


def shown_conflict(conflict: Conflict) -> ShownConflict:
    """Return a conflict in words that take no side."""
    wording = CONFLICT_WORDINGS.get(conflict.kind, _OTHERWISE)
    return ShownConflict(
        CONFLICT_NAMES.get(conflict.kind, conflict.kind), wording.format(said=conflict.said, against=conflict.against)
    )
