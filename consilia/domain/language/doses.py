"""Finds the dose that stands with a medicine, and tells one that no body is meant to take."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from consilia.domain.language.files import DoseLimit
from consilia.domain.language.model import Conflict, Dose, Span

_DOSE = re.compile(
    r"(?<![\d.,])(?P<number>\d{1,5}(?:[.,]\d{1,4})?)\s*(?P<unit>mg|mgs|milligrams?|mcg|µg|ug|micrograms?|g|grams?|gm)\b"
    r"(?P<often>[^.;,]{0,28})",
    re.IGNORECASE,
)
_MG = {"mcg": 0.001, "µg": 0.001, "ug": 0.001, "mic": 0.001, "g": 1000.0, "gm": 1000.0, "gra": 1000.0}
_PER_DAY = re.compile(r"\b(?:per|a|each)\s+day\b|/\s?day|\bdaily\b", re.IGNORECASE)
_TIMES = (
    (re.compile(r"\b(?:twice|two times|2 times|2x|bd|bid)\b", re.IGNORECASE), 2),
    (re.compile(r"\b(?:three times|thrice|3 times|3x|tds|tid)\b", re.IGNORECASE), 3),
    (re.compile(r"\b(?:four times|4 times|4x|qds|qid)\b", re.IGNORECASE), 4),
)
_OF_ANOTHER = re.compile(r"\d|\band\b")  # "Nexpro 40 and Torfix 400 mg"
_REACH = 32


def find_doses(text: str, *, named: Iterable[tuple[str, Span]]) -> list[tuple[Dose, Span | None]]:
    """Return a dose for each medicine named (international name, span), with the span of its number when it has one.

    A dose belongs to the medicine just before it ("pramipexole 50 mg") or just after it ("50 mg of pramipexole"),
    inside one sentence. "2 x 5 mg" and "5 mg twice a day" are told per day.
    """
    medicines = sorted(named, key=lambda item: item[1])
    doses = list(_DOSE.finditer(text))
    starts = [match.start() for match in doses]
    found: list[tuple[Dose, Span | None]] = []
    for number, (name, span) in enumerate(medicines):
        until = medicines[number + 1][1][0] if number + 1 < len(medicines) else len(text)
        since = medicines[number - 1][1][1] if number else 0
        close = doses[bisect_left(starts, span[0] - 2 * _REACH) : bisect_left(starts, span[1] + _REACH)]
        match = _nearest(text, span, close, since=since, until=until)
        if match is None:
            found.append((Dose(name, span, None), None))
            continue
        times = next((times for pattern, times in _TIMES if pattern.search(match["often"])), 1)
        daily = times > 1 or bool(_PER_DAY.search(match["often"]))
        found.append((Dose(name, span, round(_mg(match) * times, 4), daily), (match.start(), match.end("unit"))))
    return found


def _nearest(text: str, span: Span, doses: Sequence[re.Match[str]], *, since: int, until: int) -> re.Match[str] | None:
    for match in doses:  # "50 mg of pramipexole"
        between = text[match.end("unit") : span[0]]
        if (
            since <= match.start()
            and match.end("unit") <= span[0]
            and re.fullmatch(r"\s*(?:of|tablets?|dose\s+of)?\s*", between)
        ):
            return match
    for match in doses:  # "pramipexole 50 mg"
        between = text[span[1] : match.start()]
        belongs_to_next = until < len(text) and not text[match.end("unit") : until].strip()
        if belongs_to_next or _OF_ANOTHER.search(between):
            continue
        if span[1] <= match.start() < min(until, span[1] + _REACH) and not re.search(r"[.;\n](?:\s|$)", between):
            return match
    return None


def _mg(match: re.Match[str]) -> float:
    unit = match["unit"].lower()
    return float(match["number"].replace(",", ".")) * _MG.get(unit, _MG.get(unit[:3], 1.0))


def dose_conflicts(
    doses: Iterable[tuple[Dose, Span | None]], *, limits: dict[str, DoseLimit], text: str
) -> list[Conflict]:
    """Return a conflict for each dose above the most that is given in a day."""
    return [
        Conflict(
            kind="dose",
            said=f"{text[dose.span[0] : dose.span[1]]} {text[where[0] : where[1]]}",
            against=f"{limits[dose.medicine].most_mg_per_day:g} mg",
            span=where,
        )
        for dose, where in doses
        if where and dose.mg is not None and dose.medicine in limits and dose.mg > limits[dose.medicine].most_mg_per_day
    ]
