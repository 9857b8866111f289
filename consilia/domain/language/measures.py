"""Finds numbers with a meaning: temperature, pulse, blood pressure, weight, height, body mass index."""

import re
from collections.abc import Iterator

from consilia.domain.language.model import Measure

_TEMPERATURE = re.compile(
    r"(?P<number>\d{2,3}(?:[.,]\d{1,2})?)\s*(?P<degree>°|º|deg(?:rees?)?)?\s*(?P<unit>celsius|centigrade|fahrenheit|[cf])?\b",
    re.IGNORECASE,
)
_NEAR_TEMPERATURE = re.compile(r"\b(?:temp(?:erature)?s?|fever|feverish|thermometer)\b", re.IGNORECASE)
_NO_TEMPERATURE_BEFORE = re.compile(r"(?:\b(?:i\s+am|i\s?['’]?m|aged?|age\s+of)\s*:?\s*)$", re.IGNORECASE)
_NO_TEMPERATURE_AFTER = re.compile(
    r"\s*-?(?:years?|yrs?|y/?o|weeks?|wks?|months?|days?|hours?|mg|kgs?|cms?)\b", re.IGNORECASE
)
_MARKS_OF_A_TEMPERATURE = 2  # of unit, degree and decimals, where no word tells that it is one
_CELSIUS = (34.0, 43.5)
_FAHRENHEIT = (94.0, 110.0)
_PRESSURE = re.compile(r"\b(?P<high>\d{2,3})\s*(?:/|over)\s*(?P<low>\d{2,3})\b(?!\s*/)")
_NEAR_PRESSURE = re.compile(r"\b(?:bp|b\.p|blood\s+pressure|pressure|mm\s?hg)\b", re.IGNORECASE)
_PULSE = re.compile(
    r"\b(?=[ph\d])(?:(?:pulse|heart\s?rate|hr)\b(?:\s+(?:rate|is|was|of|at|around|about|goes|went|up|to|over|between|like|has|been|in|the))*\s*[:=]?\s*(?P<a>\d{2,3})\b"
    r"|(?P<b>\d{2,3})\s*(?:bpm|beats\s+(?:per|a)\s+minute))",
    re.IGNORECASE,
)
_WEIGHT = re.compile(
    r"\b(?P<number>\d{1,3}(?:[.,]\d{1,2})?)\s*(?P<unit>kgs?|kilos?|kilograms?|lbs?|pounds|stones?|st)\b"
    r"(?:\s*(?P<more>\d{1,2})\s*(?:lbs?|pounds)\b)?",
    re.IGNORECASE,
)
_LOST = re.compile(
    r"\b(?:lost|lose|losing|loss|gained?|gaining|dropped|lift(?:ed|ing)?|shed|put\s+on|dumbbells?|carry\w*)\b[^.]{0,25}$",
    re.IGNORECASE,
)
_HEIGHT_METRIC = re.compile(
    r"\b(?P<cm>1\d\d|2[0-2]\d)\s*(?:cms?|centimet(?:er|re)s?)\b|\b(?P<m>1[.,]\d{1,2})\s*(?:m|met(?:er|re)s?)\b",
    re.IGNORECASE,
)
_HEIGHT_FEET = re.compile(
    r"\b(?P<ft>[4-7])\s*(?:ft|feet|foot|['’′])\.?\s*(?P<inch>\d{1,2})?\s*(?:in(?:ch(?:es)?)?\b|[\"”″]|'')?"
    r"|\b(?P<ft2>[4-7])[.](?P<inch2>\d{1,2})\s*(?:ft|feet|foot)\b",
    re.IGNORECASE,
)  # fmt: skip
_KG = {"k": 1.0, "l": 0.45359, "p": 0.45359, "s": 6.35029}
_HUMAN_BMI = (8.0, 90.0)


def find_measures(text: str) -> list[Measure]:
    """Return the numbers stated in the text, in the unit their kind names, in order; a bare number is none.

    Fahrenheit, pounds, stones, feet and inches are converted. Weight and height together give the body mass index,
    at the span of the weight. Changes ("lost 5 kg") are no weights.
    """
    found = [*_temperatures(text), *_pressures(text), *_pulses(text)]
    weights, heights = list(_weights(text)), list(_heights(text))
    found += weights[:1] + heights[:1]
    if weights and heights:
        bmi = round(weights[0].value / (heights[0].value / 100) ** 2, 1)
        if _HUMAN_BMI[0] < bmi < _HUMAN_BMI[1]:
            found.append(Measure("bmi", bmi, weights[0].span))
    return sorted(found, key=lambda m: m.span)


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _temperatures(text: str) -> Iterator[Measure]:
    for match in _TEMPERATURE.finditer(text):
        value, unit = _number(match["number"]), (match["unit"] or "").lower()[:1]
        near = _NEAR_TEMPERATURE.search(text, max(0, match.start() - 30), min(len(text), match.end() + 20))
        marks = (bool(unit), bool(match["degree"]), "." in match["number"])
        if not near and sum(marks) < _MARKS_OF_A_TEMPERATURE:
            continue
        if near and not unit and not match["degree"] and _is_age_or_duration(text, match):
            continue
        if unit != "f" and _CELSIUS[0] <= value <= _CELSIUS[1]:
            yield Measure("temperature_celsius", value, match.span("number"))
        elif unit != "c" and _FAHRENHEIT[0] <= value <= _FAHRENHEIT[1]:
            yield Measure("temperature_celsius", round((value - 32) * 5 / 9, 1), match.span("number"))


def _is_age_or_duration(text: str, match: re.Match[str]) -> bool:
    """Whether a bare whole number near "fever" is something else: "No fever. I am 41", "fever at 38 weeks"."""
    if set(".,") & set(match["number"]):
        return False
    before = text[max(0, match.start() - 12) : match.start()]
    return bool(_NO_TEMPERATURE_BEFORE.search(before) or _NO_TEMPERATURE_AFTER.match(text, match.end()))


def _pressures(text: str) -> Iterator[Measure]:
    for match in _PRESSURE.finditer(text):
        high, low = int(match["high"]), int(match["low"])
        near = _NEAR_PRESSURE.search(text, max(0, match.start() - 40), min(len(text), match.end() + 12))
        if near and 50 <= high <= 300 and 20 <= low < high:
            yield Measure("systolic_mmhg", high, match.span("high"))
            yield Measure("diastolic_mmhg", low, match.span("low"))


def _pulses(text: str) -> Iterator[Measure]:
    for match in _PULSE.finditer(text):
        group = "a" if match["a"] else "b"
        if 20 <= int(match[group]) <= 300:
            yield Measure("pulse_bpm", float(match[group]), match.span(group))


def _weights(text: str) -> Iterator[Measure]:
    for measure, _ in weights(text):
        if not _LOST.search(text, max(0, measure.span[0] - 40), measure.span[0]):
            yield measure


def weights(text: str) -> Iterator[tuple[Measure, float]]:
    """Yield everything that is told in kilos, pounds or stones, with the kilos of one such unit."""
    for match in _WEIGHT.finditer(text):
        unit = _KG[match["unit"][0].lower()]
        kilos = _number(match["number"]) * unit + int(match["more"] or 0) * _KG["l"]
        if 2 <= kilos <= 400:
            yield Measure("weight_kg", round(kilos, 1), match.span()), unit


def _heights(text: str) -> Iterator[Measure]:
    for match in _HEIGHT_METRIC.finditer(text):
        yield Measure(
            "height_cm", float(match["cm"]) if match["cm"] else round(_number(match["m"]) * 100, 1), match.span()
        )
    for match in _HEIGHT_FEET.finditer(text):
        inches = int(match["ft"] or match["ft2"]) * 12 + int(match["inch"] or match["inch2"] or 0)
        yield Measure("height_cm", round(inches * 2.54, 1), match.span())
