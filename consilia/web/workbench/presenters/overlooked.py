"""What an answer does not seem to speak of, although the question does: each point is answered for before signing."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from consilia.domain.language.model import Conflict, Reading
from consilia.domain.locales import Locale
from consilia.domain.triage.model import Assessment, Fired, Urgency
from consilia.web.workbench.presenters.attention import sign_of

_MUST_BE_ANSWERED = {Urgency.EMERGENCY, Urgency.URGENT, Urgency.SOON}


@dataclass(frozen=True)
class Point:
    """One point to answer for. `key` is the same whenever the same question is looked at."""

    key: str
    what: str  # "sign", "dose", "number" or "asked"
    title: str
    quotes: tuple[str, ...] = ()
    seems_covered: bool = False


def overlooked(
    answer: str, *, spoken_of: Reading, decided: Assessment, reading: Reading, numbers: Locale
) -> tuple[Point, ...]:
    """Return what to answer for. `spoken_of` is the reading of the answer, `reading` that of the question.

    A sign, a dose or a number that the answer names is left out. A question that was asked is always there, for no
    program can tell whether it is answered.
    """
    named = {finding.concept for finding in spoken_of.findings}
    return (
        *_number(answer, decided=decided, numbers=numbers),
        *_signs(decided, named=named, reading=reading),
        *_doses(answer, spoken_of=spoken_of, conflicts=(*decided.conflicts, *reading.conflicts)),
        *_asked(reading, named=named),
    )


def _signs(decided: Assessment, *, named: Collection[str], reading: Reading) -> Iterator[Point]:
    """A rule that an answer to a safety question made fire has no words to find again: it is always there."""
    for fired in decided.fired:
        if fired.urgency in _MUST_BE_ANSWERED and not _is_named(fired, named):
            sign = sign_of(fired, text=reading.text)
            yield Point(f"sign-{fired.rule_id}", "sign", sign.title, sign.quotes)


def _is_named(fired: Fired, named: Collection[str]) -> bool:
    return any(finding.concept in named for finding in fired.findings)


def _doses(answer: str, *, spoken_of: Reading, conflicts: Iterable[Conflict]) -> Iterator[Point]:
    """Doses above the usual whose medicine the answer does not name."""
    doses = dict.fromkeys((conflict.said, conflict.against) for conflict in conflicts if conflict.kind == "dose")
    for number, (said, most) in enumerate(doses, 1):
        medicine = said.split()[0].casefold()
        if medicine not in answer.casefold():
            yield Point(f"dose-{number}", "dose", f"A dose above {most} in a day", (said,))


def _asked(reading: Reading, *, named: Collection[str]) -> Iterator[Point]:
    for number, span in enumerate(reading.questions, 1):
        inside = {f.concept for f in reading.findings if span[0] <= f.span[0] and f.span[1] <= span[1]}
        yield Point(f"asked-{number}", "asked", reading.words(span), seems_covered=bool(inside & set(named)))


def _number(answer: str, *, decided: Assessment, numbers: Locale) -> Iterator[Point]:
    """In a crisis any line of the place will do; in an emergency it must be the ambulance's."""
    if decided.crisis:
        wanted = [*(line.number for line in numbers.crisis), numbers.emergency.number]
    elif decided.urgency is Urgency.EMERGENCY:
        wanted = [numbers.emergency.number]
    else:
        return
    squeezed = answer.replace(" ", "")
    if not any(number.replace(" ", "") in squeezed for number in wanted):
        yield Point("number", "number", wanted[0])
