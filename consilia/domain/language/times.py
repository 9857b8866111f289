"""Finds how long something has lasted, or how long ago it began, in a person's words and in days."""

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from consilia.domain.language.alternatives import any_of, lowered
from consilia.domain.language.files import TimeFile
from consilia.domain.language.model import Since

_YEAR = 365.0
_WEEK = 7
_MIDYEAR = 7
_SAFE_DAY = 28  # every month has it
_LONGEST_WORD = 20
_GROWN = re.compile(r"(?:1[89]|[2-9]\d)\s*(?:years|yrs|yr|y)$")
_STANDS_ALONE = re.compile(r"\s*(?:[.,;!?)]|$)")
_BEGINS_ANEW = re.compile(r"(?:^|[.,;!?(])\s*$")
_SHORT_MONTH = 3  # letters
_SECOND = 0.0001


@dataclass(frozen=True)
class Times:
    """The compiled words for time."""

    words: TimeFile

    def find(self, text: str, *, asked_on: date | None = None) -> list[Since]:
        """Return every length of time and moment in the text, in order, without overlaps.

        A weekday, month or year needs `asked_on`; without it a weekday is taken to be the last one (half a week ago)
        and a month or year has no known length.
        """
        text = lowered(text)
        found: list[Since] = []
        end = 0
        for since in sorted(self._all(text, asked_on), key=lambda s: (s.span[0], -s.span[1])):
            if since.span[0] >= end:
                found.append(since)
                end = since.span[1]
        return found

    def _all(self, text: str, asked_on: date | None) -> Iterator[Since]:
        for match in self._lengths.finditer(text):
            number = match["number"].lower().replace("½", ".5")
            low = number.replace("–", "-").replace(" to ", "-").replace(" or ", "-").split("-")[-1]
            amount = self._amount(" ".join(low.split()))
            if amount is not None and not self._is_no_time(match, text):
                days = amount * self.words.units[self._unit(match["unit"])]
                yield Since(match.span(), days, bool(match["atleast"] or match["plus"]))
        for match in self._moments.finditer(text):
            yield Since(match.span(), self.words.moments[" ".join(match["moment"].lower().split())])
        for match in self._dates.finditer(text):
            if not any(match.groupdict().values()) or match[0].lower() in self.words.no_month:
                continue
            so_far = self._days_since(match, asked_on)
            began = match[0].lower().startswith(self.words.beginning)
            yield Since(match.span(), so_far, is_ahead=so_far is None and asked_on is not None and began)

    def _is_no_time(self, match: re.Match[str], text: str) -> bool:
        if match[0].lower().startswith("the ") and match["number"].lower() == "the":
            return True  # "at the end of the day"
        if text[max(0, match.start() - _LONGEST_WORD) : match.start()].lower().split()[-1:] in self._spent:
            return True  # "I stopped after four years"
        return self._is_rate(match, text) or self._is_age(match, text) or self._is_spell(match, text)

    def _is_spell(self, match: re.Match[str], text: str) -> bool:
        """Tell how long one spell lasts ("10 minutes and it is over") from how long ago something began."""
        unit = self._unit(match["unit"])
        if unit not in self.words.spell_units or match[0].lower().endswith(("ago", "now", "back")):
            return False
        if self.words.units[unit] <= _SECOND:
            return True
        before = text[max(0, match.start() - _LONGEST_WORD) : match.start()]
        return bool(self._before_a_spell.search(before) or self._after_a_spell.match(text, match.end()))

    @cached_property
    def _before_a_spell(self) -> re.Pattern[str]:
        return re.compile(rf"\b{any_of(self.words.spells_before)}\s+$")

    @cached_property
    def _after_a_spell(self) -> re.Pattern[str]:
        return re.compile(rf"[\s,]*{any_of(self.words.spells_after)}\b")

    def _is_rate(self, match: re.Match[str], text: str) -> bool:
        """Tell the "a day" of "twice a day" and the "4 hours" of "every 4 hours" from a length of time."""
        before = text[max(0, match.start() - _LONGEST_WORD) : match.start()].lower().split()
        if self._a_week.match(text, match.end()):
            return True
        if not before:
            return False
        if not self.words.rates.isdisjoint(before[-1:] if before[-1] not in self.words.rates_in else before[-2:-1]):
            return True  # "twice in a week", too
        is_one = match[0].lower().startswith(("a ", "an "))
        return is_one and before[-1].endswith("s") and before[-1] not in self.words.no_rates

    @cached_property
    def _spent(self) -> list[list[str]]:
        return [[word] for word in self.words.spent]

    @cached_property
    def _a_week(self) -> re.Pattern[str]:
        """What makes a rhythm of the length before it: "three nights a week"."""
        return re.compile(rf"\s+(?:a|per|each|every)\s+{any_of(self.words.units)}\b", re.IGNORECASE)

    def _is_age(self, match: re.Match[str], text: str) -> bool:
        """Tell "25 years old", "daughter of 7 years" and "38 weeks pregnant" from a length of time."""
        if self._after_an_age.match(text, match.end()):
            return True
        said = match[0].lower()
        if not said[0].isdigit() or said.endswith(("ago", "back")):
            return False
        if _GROWN.match(said) and _STANDS_ALONE.match(text, match.end()) and _BEGINS_ANEW.search(text[: match.start()]):
            return True  # "... drenched and weak, 58 years"
        return bool(self._before_an_age.search(text, max(0, match.start() - _LONGEST_WORD), match.start()))

    @cached_property
    def _after_an_age(self) -> re.Pattern[str]:
        return re.compile(rf"[\s-]*{any_of((*self.words.ages_after, *self.words.along))}\b")

    @cached_property
    def _before_an_age(self) -> re.Pattern[str]:
        return re.compile(rf"\b{any_of(self.words.ages_before)}[\s,(]+$")

    def _amount(self, number: str) -> float | None:
        if number in self.words.numbers:
            return self.words.numbers[number]
        try:
            return float(number.replace(",", "."))
        except ValueError:
            return None

    def _unit(self, unit: str) -> str:
        unit = unit.lower()
        return unit if unit in self.words.units else unit.removesuffix("s")

    def _days_since(self, match: re.Match[str], asked_on: date | None) -> float | None:
        if match["weekday"]:
            if asked_on is None:
                return _WEEK / 2
            named = self.words.weekdays.index(match["weekday"].lower()) % _WEEK
            return float((asked_on.weekday() - named) % _WEEK or _WEEK)
        if asked_on is None:
            return None
        if match["year"]:
            began_in = self._month(match["month"] or match["month2"]) or _MIDYEAR
            return _days_between(date(int(match["year"]), began_in, 1), asked_on)
        month = self._month(match["month"] or match["month2"])
        if month is None:
            return None
        day = min(max(int(match["day"] or match["day2"] or 1), 1), _SAFE_DAY)  # "since February 0" is written, too
        began = date(asked_on.year - (month > asked_on.month), month, day)
        return _days_between(began, asked_on)

    def _month(self, name: str | None) -> int | None:
        if not name:
            return None
        return next(
            (i for i, month in enumerate(self.words.months, 1) if month[:_SHORT_MONTH] == name.lower()[:_SHORT_MONTH]),
            None,
        )

    @cached_property
    def _lengths(self) -> re.Pattern[str]:
        known = self.words
        digits = r"\d{1,4}(?:[.,]\d)?½?(?:\s?(?:-|–|\bto\b|\bor\b)\s?\d{1,3})?"
        at_least = any_of(word for word in known.at_least if word != "+")
        return re.compile(
            rf"{self._starting(known.leading, known.at_least, known.numbers)}"
            rf"(?:\b{any_of(known.leading)}\s+){{0,4}}"
            rf"(?:\b(?P<atleast>{at_least})\s+(?:{any_of(known.behind_at_least)}\s+)*)?"
            rf"\b(?P<number>{digits}|{any_of(known.numbers)})(?P<plus>\s?\+|\s+{any_of(known.plus)})?"
            rf"[\s-]*(?P<unit>{any_of(known.units)})s?\b(?:\s+{any_of(known.closing)})?",
        )

    @cached_property
    def _moments(self) -> re.Pattern[str]:
        known = self.words
        return re.compile(
            rf"{self._starting(known.leading, known.moments)}"
            rf"(?:{any_of(known.before_moments)}\s+)?(?P<moment>{any_of(known.moments)})\b",
        )

    @staticmethod
    def _starting(*words: Iterable[str]) -> str:
        """Return the start of a pattern that passes at once over letters with which none of the words begins."""
        letters = sorted({word[0] for word in itertools.chain(*words)})
        return rf"\b(?=[\d{''.join(map(re.escape, letters))}])"

    @cached_property
    def _dates(self) -> re.Pattern[str]:
        known = self.words
        months = any_of((*known.months, *(month[:_SHORT_MONTH] for month in known.months)))
        return re.compile(
            rf"\b{any_of(known.before_dates)}\s+(?:{any_of(known.behind_dates_opening)}\s+)*"
            rf"(?:(?P<weekday>{any_of(known.weekdays)})|(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{months})\b(?:\s+(?=\d{{4}}))?"
            rf"|(?P<month2>{months})\b(?:\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b)?)?(?:,?\s*(?P<year>(?:19|20)\d\d))?\b",
        )


def _days_between(began: date, asked_on: date) -> float | None:
    days = (asked_on - began).days
    return float(days) if days >= 0 else None
