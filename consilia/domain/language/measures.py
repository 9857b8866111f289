"""Finds numbers with a meaning: temperature, pulse, blood pressure, weight, height, body mass index."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from consilia.domain.language.alternatives import any_of, any_said, any_whole, lowered
from consilia.domain.language.files import KnowledgeFile
from consilia.domain.language.model import Measure

_DIGIT = re.compile(r"\d")
_NO_WORD_BEFORE = r"(?<!\w.)"  # behind a first digit: patterns that begin with a digit are searched for fastest
_DECIMAL = r"(?:[.,]\d{1,2})?"
_CM_IN_AN_INCH, _INCHES_IN_A_FOOT = 2.54, 12
_BEFORE_TEMPERATURE, _BEHIND_TEMPERATURE = 30, 20  # letters; so near a word makes a bare number a temperature
_MARKS_OF_A_TEMPERATURE = 2  # of unit, degree and decimals, where no word tells that it is one
_BEFORE_AN_AGE = 12
_BEFORE_PRESSURE, _BEHIND_PRESSURE = 40, 12
_BEFORE_A_CHANGE, _LONGEST_CHANGE = 40, 25

Range = tuple[float, float]


class TemperatureWords(KnowledgeFile):
    """What makes a number a temperature."""

    degree: tuple[str, ...]
    celsius: tuple[str, ...]
    fahrenheit: tuple[str, ...]
    near: tuple[str, ...]
    not_after: tuple[str, ...]
    not_before: tuple[str, ...]
    human_celsius: Range
    human_fahrenheit: Range


class PressureWords(KnowledgeFile):
    """What makes two numbers a blood pressure."""

    between: tuple[str, ...]
    near: tuple[str, ...]
    human_high: Range
    lowest_low: float


class PulseWords(KnowledgeFile):
    """What makes a number a pulse."""

    names: tuple[str, ...]
    between: tuple[str, ...]
    units: tuple[str, ...]
    human: Range


class WeightWords(KnowledgeFile):
    """What makes a number a weight; `kilograms` holds what each unit weighs."""

    kilograms: dict[str, float]
    added: tuple[str, ...]
    changes: tuple[str, ...]
    human: Range


class HeightWords(KnowledgeFile):
    """What makes a number a height."""

    centimetres: tuple[str, ...]
    metres: tuple[str, ...]
    feet: tuple[str, ...]
    inches: tuple[str, ...]


class MeasuresFile(KnowledgeFile):
    """The content of `knowledge/words/measures.yaml`."""

    temperature: TemperatureWords
    pressure: PressureWords
    pulse: PulseWords
    weight: WeightWords
    height: HeightWords
    human_bmi: Range


@dataclass(frozen=True)
class Measures:
    """The compiled words that give a number its meaning."""

    words: MeasuresFile

    def find(self, text: str) -> list[Measure]:
        """Return the numbers stated in the text, in the unit their kind names, in order; a bare number is none.

        Fahrenheit, pounds, stones, feet and inches are converted. Weight and height together give the body mass index,
        at the span of the weight. Changes ("lost 5 kg") are no weights.
        """
        if not _DIGIT.search(text):
            return []
        text = lowered(text)
        found = [*self._temperatures(text), *self._pressures(text), *self._pulses(text)]
        weight, height = next(self._weights(text), None), next(self._heights(text), None)
        found += [measure for measure in (weight, height) if measure]
        if weight and height:
            bmi = round(weight.value / (height.value / 100) ** 2, 1)
            low, high = self.words.human_bmi
            if low < bmi < high:
                found.append(Measure("bmi", bmi, weight.span))
        return sorted(found, key=lambda m: m.span)

    def _temperatures(self, text: str) -> Iterator[Measure]:
        known = self.words.temperature
        for match in self._temperature.finditer(text):
            value, unit = _number(match["number"]), (match["unit"] or "")[:1]
            since, until = max(0, match.start() - _BEFORE_TEMPERATURE), match.end() + _BEHIND_TEMPERATURE
            near = self._near_temperature.search(text, since, min(len(text), until))
            marks = (bool(unit), bool(match["degree"]), bool(set(".,") & set(match["number"])))
            if not near and sum(marks) < _MARKS_OF_A_TEMPERATURE:
                continue
            if near and not unit and not match["degree"] and self._is_age_or_duration(text, match):
                continue
            if unit != "f" and known.human_celsius[0] <= value <= known.human_celsius[1]:
                yield Measure("temperature_celsius", value, match.span("number"))
            elif unit != "c" and known.human_fahrenheit[0] <= value <= known.human_fahrenheit[1]:
                yield Measure("temperature_celsius", round((value - 32) * 5 / 9, 1), match.span("number"))

    def _is_age_or_duration(self, text: str, match: re.Match[str]) -> bool:
        """Whether a bare whole number near "fever" is something else: "No fever. I am 41", "fever at 38 weeks"."""
        if set(".,") & set(match["number"]):
            return False
        before = text[max(0, match.start() - _BEFORE_AN_AGE) : match.start()]
        return bool(self._no_temperature_after.search(before) or self._no_temperature_before.match(text, match.end()))

    def _pressures(self, text: str) -> Iterator[Measure]:
        known = self.words.pressure
        for match in self._pressure.finditer(text):
            high, low = int(match["high"]), int(match["low"])
            since, until = max(0, match.start() - _BEFORE_PRESSURE), min(len(text), match.end() + _BEHIND_PRESSURE)
            near = self._near_pressure.search(text, since, until)
            if near and known.human_high[0] <= high <= known.human_high[1] and known.lowest_low <= low < high:
                yield Measure("systolic_mmhg", high, match.span("high"))
                yield Measure("diastolic_mmhg", low, match.span("low"))

    def _pulses(self, text: str) -> Iterator[Measure]:
        low, high = self.words.pulse.human
        for match in self._pulse.finditer(text):
            group = "a" if match["a"] else "b"
            if low <= int(match[group]) <= high:
                yield Measure("pulse_bpm", float(match[group]), match.span(group))

    def _weights(self, text: str) -> Iterator[Measure]:
        for measure, _ in self.weights(text):
            if not self._changed.search(text, max(0, measure.span[0] - _BEFORE_A_CHANGE), measure.span[0]):
                yield measure

    def weights(self, text: str) -> Iterator[tuple[Measure, float]]:
        """Yield everything that is told in kilos, pounds or stones, with the kilos of one such unit."""
        kilograms, (low, high) = self.words.weight.kilograms, self.words.weight.human
        if not _DIGIT.search(text):
            return
        text = lowered(text)
        for match in self._weight.finditer(text):
            unit = kilograms[match["unit"]]
            kilos = _number(match["number"]) * unit
            if match["more"]:
                kilos += int(match["more"]) * kilograms[match["added"]]
            if low <= kilos <= high:
                yield Measure("weight_kg", round(kilos, 1), match.span()), unit

    def _heights(self, text: str) -> Iterator[Measure]:
        for match in self._height_metric.finditer(text):
            height = float(match["cm"]) if match["cm"] else round(_number(match["m"]) * 100, 1)
            yield Measure("height_cm", height, match.span())
        for match in self._height_feet.finditer(text):
            inches = int(match["ft"] or match["ft2"]) * _INCHES_IN_A_FOOT + int(match["inch"] or match["inch2"] or 0)
            yield Measure("height_cm", round(inches * _CM_IN_AN_INCH, 1), match.span())

    @cached_property
    def _temperature(self) -> re.Pattern[str]:
        known = self.words.temperature
        units = any_of((*known.celsius, *known.fahrenheit))
        return _pattern(
            rf"(?P<number>\d{{2,3}}{_DECIMAL})\s*(?P<degree>{any_of(known.degree)})?\s*(?P<unit>{units})?\b"
        )

    @cached_property
    def _near_temperature(self) -> re.Pattern[str]:
        return _pattern(rf"\b{any_of(self.words.temperature.near)}\b")

    @cached_property
    def _no_temperature_after(self) -> re.Pattern[str]:
        return _pattern(rf"\b{any_said(self.words.temperature.not_after)}\s*:?\s*$")

    @cached_property
    def _no_temperature_before(self) -> re.Pattern[str]:
        return _pattern(rf"\s*-?{any_of(self.words.temperature.not_before)}\b")

    @cached_property
    def _pressure(self) -> re.Pattern[str]:
        between = any_of(self.words.pressure.between)
        return _pattern(rf"(?P<high>\d{_NO_WORD_BEFORE}\d{{1,2}})\s*{between}\s*(?P<low>\d{{2,3}})\b(?!\s*/)")

    @cached_property
    def _near_pressure(self) -> re.Pattern[str]:
        return _pattern(rf"\b{any_of(self.words.pressure.near)}\b")

    @cached_property
    def _pulse(self) -> re.Pattern[str]:
        known = self.words.pulse
        letters = re.escape("".join(sorted({name[0] for name in known.names})))
        named = rf"{any_of(known.names)}\b(?:\s+{any_of(known.between)})*\s*[:=]?\s*(?P<a>\d{{2,3}})\b"
        return _pattern(rf"\b(?=[{letters}\d])(?:{named}|(?P<b>\d{{2,3}})\s*{any_of(known.units)})")

    @cached_property
    def _weight(self) -> re.Pattern[str]:
        known = self.words.weight
        added = rf"(?:\s*(?P<more>\d{{1,2}})\s*(?P<added>{any_of(known.added)})\b)?"
        return _pattern(
            rf"(?P<number>\d{_NO_WORD_BEFORE}\d{{0,2}}{_DECIMAL})\s*(?P<unit>{any_of(known.kilograms)})\b{added}"
        )

    @cached_property
    def _changed(self) -> re.Pattern[str]:
        return _pattern(rf"\b{any_of(self.words.weight.changes)}\b[^.]{{0,{_LONGEST_CHANGE}}}$")

    @cached_property
    def _height_metric(self) -> re.Pattern[str]:
        known = self.words.height
        centimetres = rf"(?P<cm>[12]{_NO_WORD_BEFORE}(?:(?<=1)\d|[0-2])\d)\s*{any_of(known.centimetres)}\b"
        return _pattern(rf"{centimetres}|(?P<m>1{_NO_WORD_BEFORE}[.,]\d{{1,2}})\s*{any_of(known.metres)}\b")

    @cached_property
    def _height_feet(self) -> re.Pattern[str]:
        known = self.words.height
        inches = rf"(?P<inch>\d{{1,2}})?\s*{any_whole(known.inches)}?"
        feet = rf"(?P<ft>[4-7]){_NO_WORD_BEFORE}\s*{any_of(known.feet)}\.?\s*{inches}"
        words = any_of(word for word in known.feet if word.isalpha())
        return _pattern(rf"{feet}|(?P<ft2>[4-7]){_NO_WORD_BEFORE}[.](?P<inch2>\d{{1,2}})\s*{words}\b")


def _pattern(written: str) -> re.Pattern[str]:
    return re.compile(written)


def _number(text: str) -> float:
    return float(text.replace(",", "."))
