"""Hears what bare numbers say: "temp 39.4" is a fever, and "98 kg in May, 84 kg in August" is weight lost."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from consilia.domain.language.files import NumbersFile
from consilia.domain.language.model import Measure
from consilia.domain.language.patterns import Label, Match
from consilia.domain.language.words import Words

FEVER, WEIGHT_LOSS, PRESSURE = "fever", "weight-loss", "high-blood-pressure"
_BEFORE = 4  # words before a number that tell what it is
_UNITLESS = re.compile(r"[1-9]\d{1,2}(?:[.,]\d)?")


def told_by_numbers(
    words: Words,
    weights: Iterable[tuple[Measure, float]],
    *,
    measures: Sequence[Measure],
    found: Sequence[Match],
    known: NumbersFile,
) -> list[Match]:
    """Return the signs that numbers tell, each at the words of its number; what words say already is left to them.

    `weights` are all that is told in kilos, pounds or stones, each with the kilos of one such unit.
    """
    told = list(_fevers(words, measures, known))
    worded = any(match.label.name == FEVER and match.label.role != "blockers" for match in found)
    if worded or any(match.label.role == "phrases" for match in told):
        told = [match for match in told if match.label.role == "phrases"]
    if not any(match.label.name == PRESSURE and match.label.role != "blockers" for match in found):
        told += _pressures(words, measures, known)
    return [*told, *_falls(words, weights, known)]


def _pressures(words: Words, measures: Sequence[Measure], known: NumbersFile) -> Iterator[Match]:
    least = {"systolic_mmhg": known.high_from_systolic, "diastolic_mmhg": known.high_from_diastolic}
    for measure in measures:
        if measure.kind in least and measure.value >= least[measure.kind]:
            i = _word_at(words, measure.span[0])
            yield Match(Label(PRESSURE), i, i + 1, frozenset({i}))


def _fevers(words: Words, measures: Sequence[Measure], known: NumbersFile) -> Iterator[Match]:
    for measure in measures:
        if measure.kind != "temperature_celsius":
            continue
        i = _word_at(words, measure.span[0])
        if measure.value >= known.fever_from_celsius:
            yield Match(Label(FEVER), i, i + 1, frozenset({i}))
        elif measure.value < known.no_fever_below_celsius and known.above.isdisjoint(words.plain[max(0, i - 2) : i]):
            yield Match(Label(FEVER, "denials"), i, i + 1, frozenset({i}))


def _falls(words: Words, weights: Iterable[tuple[Measure, float]], known: NumbersFile) -> Iterator[Match]:
    """Yield a loss of weight at the later of two weights, and take "went from 60 to 72 kg" away from those words."""
    told = sorted(_weighed(words, weights, known))
    for (one, before), (other, after) in pairwise(told):
        if other - one > known.farthest or words.plain[one] in known.no_body_weight:
            continue
        if after > before and not known.earlier.isdisjoint(words.plain[max(one, other - 2) : other]):
            before, after = after, before  # "58 kg now, before 66 kg"
        fall = (before - after) / before
        if known.least_fall <= fall <= known.largest_fall:
            yield Match(Label(WEIGHT_LOSS), other, other + 1, frozenset({other}))
        elif fall < 0:
            begin, end = max(0, one - _BEFORE), min(len(words), other + _BEFORE)
            yield Match(Label(WEIGHT_LOSS, "blockers"), begin, end, frozenset(range(begin, end)))


def _weighed(words: Words, weights: Iterable[tuple[Measure, float]], known: NumbersFile) -> Iterator[tuple[int, float]]:
    """Yield each weight of a body with the number of its word, also one told without its unit beside another."""
    with_unit: dict[int, tuple[float, float]] = {}
    for measure, kilos in weights:
        with_unit[_word_at(words, measure.span[0])] = (measure.value, kilos)
    for i, (value, kilos) in with_unit.items():
        if not known.no_body_weight.isdisjoint(words.plain[max(0, i - _BEFORE) : i]):
            continue
        yield i, value
        for j in (*range(max(0, i - 3), i), *range(i + 1, min(i + 5, len(words)))):
            joined = words.plain[min(i, j) + 1 : max(i, j)]
            if j in with_unit or not _UNITLESS.fullmatch(words.plain[j]) or known.to.isdisjoint(joined):
                continue
            if words.plain[j + 1 : j + 2] and words.plain[j + 1] in known.units_of_others:
                continue
            yield j, round(float(words.plain[j].replace(",", ".")) * kilos, 1)


def _word_at(words: Words, start: int) -> int:
    return max(0, bisect_right(words.starts, start) - 1)
