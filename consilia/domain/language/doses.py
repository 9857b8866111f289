"""Finds the dose that stands with a medicine, and tells one that no body is meant to take."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from consilia.domain.language.alternatives import any_of, any_whole, lowered
from consilia.domain.language.files import DoseLimit, KnowledgeFile
from consilia.domain.language.model import Conflict, Dose, Span

_REACH = 32  # letters between a medicine and its dose
_LONGEST_HABIT = 28  # letters after a dose that tell how often it is taken
_SENTENCE_END = re.compile(r"[.;\n](?:\s|$)")


class DoseWords(KnowledgeFile):
    """The content of `knowledge/words/doses.yaml`; `milligrams` holds what each unit weighs."""

    milligrams: dict[str, float]
    per_day: tuple[str, ...]
    times_a_day: dict[int, tuple[str, ...]]
    of: tuple[str, ...]
    joins: tuple[str, ...]


@dataclass(frozen=True)
class Doses:
    """The compiled words for doses, and the most that is given of each medicine in a day."""

    words: DoseWords
    limits: dict[str, DoseLimit]

    def find(self, text: str, *, named: Iterable[tuple[str, Span]]) -> list[tuple[Dose, Span | None]]:
        """Return a dose for each medicine named (international name, span), with the span of its number if it has one.

        A dose belongs to the medicine just before it ("pramipexole 50 mg") or just after it ("50 mg of pramipexole"),
        inside one sentence. "2 x 5 mg" and "5 mg twice a day" are told per day.
        """
        medicines, text = sorted(named, key=lambda item: item[1]), lowered(text)
        written = list(self._dose.finditer(text)) if medicines else []
        starts = [match.start() for match in written]
        found: list[tuple[Dose, Span | None]] = []
        for number, (name, span) in enumerate(medicines):
            until = medicines[number + 1][1][0] if number + 1 < len(medicines) else len(text)
            since = medicines[number - 1][1][1] if number else 0
            close = written[bisect_left(starts, span[0] - 2 * _REACH) : bisect_left(starts, span[1] + _REACH)]
            match = self._nearest(text, span, close, since=since, until=until)
            found.append(self._told(name, span, match) if match else (Dose(name, span, None), None))
        return found

    def conflicts(self, doses: Iterable[tuple[Dose, Span | None]], *, text: str) -> list[Conflict]:
        """Return a conflict for each dose above the most that is given in a day."""
        return [
            Conflict(
                kind="dose",
                said=f"{text[dose.span[0] : dose.span[1]]} {text[where[0] : where[1]]}",
                against=f"{self.limits[dose.medicine].most_mg_per_day:g} mg",
                span=where,
            )
            for dose, where in doses
            if where and dose.mg is not None and dose.mg > self._most(dose.medicine)
        ]

    def _most(self, medicine: str) -> float:
        return self.limits[medicine].most_mg_per_day if medicine in self.limits else float("inf")

    def _told(self, name: str, span: Span, match: re.Match[str]) -> tuple[Dose, Span]:
        times = next((times for times, pattern in self._times if pattern.search(match["often"])), 1)
        daily = times > 1 or bool(self._per_day.search(match["often"]))
        mg = float(match["number"].replace(",", ".")) * self.words.milligrams[match["unit"]]
        return Dose(name, span, round(mg * times, 4), daily), (match.start(), match.end("unit"))

    def _nearest(
        self, text: str, span: Span, doses: Sequence[re.Match[str]], *, since: int, until: int
    ) -> re.Match[str] | None:
        for match in doses:  # "50 mg of pramipexole"
            between = text[match.end("unit") : span[0]]
            if since <= match.start() and match.end("unit") <= span[0] and self._of.fullmatch(between):
                return match
        for match in doses:  # "pramipexole 50 mg"
            between = text[span[1] : match.start()]
            belongs_to_next = until < len(text) and not text[match.end("unit") : until].strip()
            if belongs_to_next or self._of_another.search(between):
                continue
            if span[1] <= match.start() < min(until, span[1] + _REACH) and not _SENTENCE_END.search(between):
                return match
        return None

    @cached_property
    def _dose(self) -> re.Pattern[str]:
        return re.compile(
            rf"(?P<number>\d(?<![\d.,].)\d{{0,4}}(?:[.,]\d{{1,4}})?)\s*(?P<unit>{any_of(self.words.milligrams)})\b"
            rf"(?P<often>[^.;,]{{0,{_LONGEST_HABIT}}})",
        )

    @cached_property
    def _per_day(self) -> re.Pattern[str]:
        words = [word for word in self.words.per_day if word[0].isalpha()]
        marks = [word for word in self.words.per_day if not word[0].isalpha()]
        return re.compile(rf"\b{any_of(words)}\b|{any_whole(marks)}")

    @cached_property
    def _times(self) -> list[tuple[int, re.Pattern[str]]]:
        told = self.words.times_a_day.items()
        return [(times, re.compile(rf"\b{any_of(words)}\b")) for times, words in told]

    @cached_property
    def _of(self) -> re.Pattern[str]:
        return re.compile(rf"\s*{any_of(self.words.of)}?\s*")

    @cached_property
    def _of_another(self) -> re.Pattern[str]:
        return re.compile(rf"\d|\b{any_of(self.words.joins)}\b")
