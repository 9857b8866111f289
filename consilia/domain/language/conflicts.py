"""Finds statements that cannot both hold: text against form. They are kept and shown, never corrected."""

from collections.abc import Iterator, Sequence
from datetime import date

from consilia.domain.language.model import Conflict, Finding, Measure, Person, Stance
from consilia.domain.language.person import Told

UNDERWEIGHT_BMI = 18.5  # World Health Organization, adults
_SLACK_YEARS = 1.0
_YEAR_DAYS = 365.25


def find_conflicts(
    person: Person,
    told: Told,
    *,
    findings: Sequence[Finding],
    measures: Sequence[Measure],
    text: str,
    asked_on: date | None = None,
) -> list[Conflict]:
    """Return the conflicts between form and text, times that cannot be, and a mass index too low to pass over."""
    found = [_age(person, told, text), _sex(person, told, text), *_pregnancy(person, findings, text)]
    found += [_bmi(measure) for measure in measures if measure.kind == "bmi" and measure.value < UNDERWEIGHT_BMI]
    found += _times(person, told, findings, text, asked_on)
    return [conflict for conflict in found if conflict is not None]


def _times(
    person: Person, told: Told, findings: Sequence[Finding], text: str, asked_on: date | None
) -> Iterator[Conflict]:
    """Yield a conflict for each time that lies ahead ("since 2027") or before the person was born."""
    oldest = _range(person)[1] if person.age_years is not None or person.age_band else told.age_years
    for since in dict.fromkeys(f.since for f in findings if f.since and f.about != "other"):
        said = text[slice(*since.span)]
        if since.is_ahead and asked_on is not None:
            yield Conflict("date", said, f"{asked_on:%Y/%m/%d}", since.span)
        elif since.days is not None and oldest is not None and since.days > (oldest + 1 + _SLACK_YEARS) * _YEAR_DAYS:
            yield Conflict("date", said, f"{oldest:g}", since.span)


def _age(person: Person, told: Told, text: str) -> Conflict | None:
    if told.age_years is None or told.age_span is None:
        return None
    low, high, shown = _range(person)
    if low - _SLACK_YEARS <= told.age_years < high + 1 + _SLACK_YEARS:
        return None
    return Conflict("age", text[slice(*told.age_span)], shown, told.age_span)


def _range(person: Person) -> tuple[float, float, str]:
    if person.age_years is not None:
        return person.age_years, person.age_years, f"{person.age_years:g}"
    low, _, high = person.age_band.partition("~")
    if low.strip().isdigit() and high.strip().isdigit():
        return float(low), float(high), person.age_band
    return 0.0, 200.0, ""


def _sex(person: Person, told: Told, text: str) -> Conflict | None:
    if not told.sex_span or person.sex not in {"male", "female"} or told.sex in {"", person.sex}:
        return None
    return Conflict("sex", text[slice(*told.sex_span)], person.sex, told.sex_span)


def _pregnancy(person: Person, findings: Sequence[Finding], text: str) -> list[Conflict]:
    stated = [f for f in findings if f.concept == "pregnancy" and f.about != "other"]
    for finding in stated:
        said = text[slice(*finding.span)]
        if finding.stance is Stance.PRESENT and person.pregnant is False:
            return [Conflict("pregnancy", said, "not pregnant", finding.span)]
        if finding.stance is Stance.PRESENT and person.sex == "male" and finding.about == "self":
            return [Conflict("pregnancy", said, "male", finding.span)]
        if finding.stance is Stance.ABSENT and person.pregnant:
            return [Conflict("pregnancy", said, "pregnant", finding.span)]
    return []


def _bmi(measure: Measure) -> Conflict:
    return Conflict("bmi", f"{measure.value:g}", f"{UNDERWEIGHT_BMI:g}", measure.span)
