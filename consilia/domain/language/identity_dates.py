"""Finds exact dates and says what may stay of each: month and year, and of a birthday the year alone."""

import re
from collections.abc import Iterator
from functools import cache

from consilia.domain.language.identity_words import IdentityMark, IdentityWords, any_of, has_unit, identity_words

DAYS_IN_A_MONTH = 31
THIS_CENTURY_UP_TO = 50  # "24" is 2024, "90" is 1990

_NUMBERS = re.compile(
    r"(?<![\d./-])(?:(?P<y>(?:19|20)\d\d)(?P<s>[/.-])(?P<a>\d{1,2})(?P=s)(?P<b>\d{1,2})"
    r"|(?P<c>\d{1,2})(?P<t>[/.-])(?P<d>\d{1,2})(?P=t)(?P<z>(?:19|20)\d\d|\d\d))(?![\d/-]|\.\d)"
)
_YEAR = r"(?:,?\s+(?P<year>(?:19|20)\d\d)\b)?"
_LITTLE_ON = re.compile(r"\b([Oo])n\s+(?:the\s+)?\Z")


@cache
def _written() -> tuple[re.Pattern[str], re.Pattern[str]]:
    month = rf"(?P<month>(?i:{any_of(short for names in identity_words().months.values() for short in names)}))\b"
    day = r"(?P<day>\d{1,2})(?P<ordinal>st|nd|rd|th)?"
    return (
        re.compile(rf"(?<![\w.,/-]){day}(?:\s+of)?\s+{month}(?:\.(?=,?\s+(?:19|20)\d\d))?{_YEAR}"),
        re.compile(rf"\b{month}\.?\s+(?:the\s+)?{day}\b(?![.:/]?\d){_YEAR}"),
    )


@cache
def _birth() -> re.Pattern[str]:
    return re.compile(rf"(?i:\b{any_of(identity_words().birth_words)}\b)[^.!?\n]{{0,20}}\Z")


def _mark(text: str, start: int, end: int, *, month: str, year: str) -> IdentityMark:
    """Return the mark; "on 3 March 2021" becomes "in March 2021", so the little word goes with its date."""
    kept = year if year and _birth().search(text[max(0, start - 40) : start]) else f"{month} {year}".strip()
    little = _LITTLE_ON.search(text[:start])
    if little:
        return IdentityMark((little.start(), end), "date", ("In " if little[1] == "O" else "in ") + kept)
    return IdentityMark((start, end), "date", kept)


def _four_digits(year: str) -> str:
    if len(year) == len("2024"):
        return year
    return ("20" if int(year) < THIS_CENTURY_UP_TO else "19") + year


def find_number_dates(text: str, words: IdentityWords) -> Iterator[IdentityMark]:
    """2022/11/24 and 24.11.2022. Where nobody can tell day from month (12/05/1990) only the year stays."""
    months = list(words.months)
    for match in _NUMBERS.finditer(text):
        first, second = int(match["a"] or match["c"]), int(match["b"] or match["d"])
        low, high = sorted((first, second))
        if not (1 <= low <= len(months) and high <= DAYS_IN_A_MONTH):
            continue
        certain = first if match["y"] else (low if high > len(months) or low == high else 0)
        if certain <= len(months):
            named = months[certain - 1] if certain else ""
            yield _mark(text, *match.span(), month=named, year=_four_digits(match["y"] or match["z"]))


def find_written_dates(text: str, words: IdentityWords) -> Iterator[IdentityMark]:
    """3rd March 2021, March 3, 25 Dec. A month alone is no exact date."""
    for pattern in _written():
        for match in pattern.finditer(text):
            month = words.month_named(match["month"])
            clear = match["month"][0].isupper() or match["month"] not in words.ambiguous_months
            clear = clear or bool(match["ordinal"] or match["year"])
            if month and clear and 1 <= int(match["day"]) <= DAYS_IN_A_MONTH and not has_unit(text, match.end("day")):
                yield _mark(text, *match.span(), month=month, year=match["year"] or "")
