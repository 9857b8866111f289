"""What must not be overlooked in a question, in a few words: for the row of the queue and the head of the desk."""

from collections.abc import Iterable
from dataclasses import dataclass

from consilia import loaded
from consilia.domain import triage
from consilia.domain.language.model import Reading, Span
from consilia.domain.triage.model import Assessment, Fired, Urgency
from consilia.web.questions.access import why_private
from consilia.web.questions.models import Question

_MOST_IN_A_ROW = 2
_MOST_ON_THE_DESK = 4


@dataclass(frozen=True)
class Sign:
    """A rule that fired, by its title, with the asker's words that made it fire."""

    title: str
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Attention:
    """What a doctor has to know before reading on."""

    signs: list[Sign]  # of the rules that decided the level
    more: int  # how many further rules fired
    unreadable: bool
    is_minor: bool
    answered_yes: list[str]  # safety questions that were answered with yes, or with "not sure"


def attention(question: Question, *, decided: Assessment, reading: Reading, asks: Iterable[str]) -> Attention:
    """Return what stands at the head of the desk; `asks` are safety questions not answered with no."""
    deciding = _deciding(decided)
    shown = [sign_of(fired, text=reading.text) for fired in deciding[:_MOST_ON_THE_DESK]]
    return Attention(
        signs=shown,
        more=len(decided.fired) - len(shown),
        unreadable=not decided.readable,
        is_minor=why_private(reading, age_years=question.age_years, crisis=False) == "minor",
        answered_yes=list(asks),
    )


def signs_in_a_row(question: Question) -> list[str]:
    """Return the titles of the rules that decided the stored level, at most two."""
    return [_title(fired) for fired in _deciding(_stored(question))[:_MOST_IN_A_ROW]]


def is_unreadable(question: Question) -> bool:
    """Tell whether the program could not read the question, as far as it was assessed."""
    return not question.assessment.get("readable", True)


def person(question: Question) -> str:
    """Return age and sex as filled in, as short as a row allows.

    >>> person(Question(age_years=6, sex="female")), person(Question(age_band="30~39"))
    ('6, female', '30~39')
    """
    age = str(question.age_years) if question.age_years is not None else question.age_band
    return ", ".join(part for part in (age, question.sex if question.sex in {"female", "male"} else "") if part)


def _stored(question: Question) -> Assessment | None:
    if not question.assessment:
        return None
    return triage.from_record(question.assessment)


def _deciding(decided: Assessment | None) -> list[Fired]:
    """The rules that asked for the decided level. Of a routine question none decides anything that could be missed."""
    if decided is None or decided.urgency in {Urgency.ROUTINE, Urgency.SELFCARE}:
        return []
    return [fired for fired in decided.fired if fired.urgency is decided.urgency]


def sign_of(fired: Fired, *, text: str) -> Sign:
    """Return the rule with the words of `text` that made it fire."""
    return Sign(_title(fired), _quotes(text, fired.evidence))


def _title(fired: Fired) -> str:
    rule = loaded.rules().all.get(fired.rule_id)
    return rule.title if rule else fired.rule_id


def _quotes(text: str, spans: Iterable[Span]) -> tuple[str, ...]:
    quotes = dict.fromkeys(text[slice(*span)] for span in spans)
    return tuple(q for q in quotes if not any(q != other and q in other for other in quotes))
