"""What an answer does not speak of, although the question does. A hint before signing, never a lock."""

from dataclasses import dataclass

from consilia.domain.language.model import Reading
from consilia.domain.locales import Locale
from consilia.domain.triage.model import Assessment, Urgency
from consilia.web.workbench.presenters.attention import Sign, sign_of

_MUST_BE_ANSWERED = {Urgency.EMERGENCY, Urgency.URGENT, Urgency.SOON}


@dataclass(frozen=True)
class Overlooked:
    """What the doctor should look at once more before signing."""

    signs: list[Sign]  # rules whose signs the answer does not name
    asked: list[str]  # the explicit questions, for the doctor to compare
    no_number: str  # the number to ring that the answer does not name, or ""

    def __bool__(self) -> bool:
        return bool(self.signs or self.asked or self.no_number)


def overlooked(
    answer: str, *, spoken_of: Reading, decided: Assessment, reading: Reading, numbers: Locale
) -> Overlooked:
    """Return what is left out. `spoken_of` is the reading of the answer, `reading` that of the question."""
    named = {finding.concept for finding in spoken_of.findings}
    grave = [fired for fired in decided.fired if fired.urgency in _MUST_BE_ANSWERED]
    return Overlooked(
        signs=[
            sign_of(fired, text=reading.text)
            for fired in grave
            if fired.findings and not named & {finding.concept for finding in fired.findings}
        ],
        asked=[reading.words(span) for span in reading.questions],
        no_number=_missing_number(answer, decided=decided, numbers=numbers),
    )


def _missing_number(answer: str, *, decided: Assessment, numbers: Locale) -> str:
    """In a crisis any line of the place will do; in an emergency it must be the ambulance's."""
    if decided.crisis:
        wanted = [*(line.number for line in numbers.crisis), numbers.emergency.number]
    elif decided.urgency is Urgency.EMERGENCY:
        wanted = [numbers.emergency.number]
    else:
        return ""
    squeezed = answer.replace(" ", "")
    return "" if any(number.replace(" ", "") in squeezed for number in wanted) else wanted[0]
