"""Completes what the form says of a person by what the text says: age, sex."""

import heapq
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from consilia.domain.language.files import PeopleFile
from consilia.domain.language.model import Person, Span
from consilia.domain.language.people import SELF
from consilia.domain.language.words import Words

_AGE = re.compile(
    r"(?:\b|(?=[.!?(]))(?:"  # no match begins inside a word: passed over at once
    r"\b(?P<age>\d{1,3})[\s-]*(?P<unit>years?|yrs?|y|months?|mths?|weeks?|wks?|days?)?[\s.\-/]*(?:old|of\s+age|o)\b"
    r"|\b(?:i\s?a?['’]?m|i\s+am|he\s+is|she\s+is|he['’]?s|she['’]?s|aged?|age:)\s*(?:is|of|now|only|just|:|a|about)?\s*(?P<age2>\d{1,3})"
    r"(?=\s*(?:[,.;)!?\n]|$|y\b|yr|year|and\b|male|female|[mf]\b|with\b|now\b|man|woman))(?!\s*(?:years?|yrs?|months?|weeks?)\s+(?:pregnant|into|in|post|after|now|sober))"
    r"|\b(?P<age3>\d{1,2})\s*[/-]?\s*(?P<sex>[mf]|male|female|man|woman|boy|girl)\b"
    r"|\b(?P<sex2>male|female|man|woman|[mf])\s*[,/]?\s*(?P<age4>\d{1,2})\b(?!\s*(?:weeks?|months?|days?|mg))"
    r"|(?:^|[.!?]\s+|\(\s*)(?P<age5>[1-9]\d)(?=\s*,\s*[a-z]))",
    re.IGNORECASE,
)
_SEX = re.compile(
    r"\b(?=[imay])(?:(?:i\s?a?['’]?m|i\s+am|me[: ]|as)\s+(?:an?\s+)?(?:[\w.-]+\s+){0,4}?"
    r"(?P<sex>male|female|man|woman|boy|girl|guy|lady|gentleman|mother|father|mum|dad|wife|husband)\b"
    r"|years?[\s-]*old\s+(?P<sex2>male|female|man|woman|boy|girl|lady|gentleman|guy)\b)",
    re.IGNORECASE,
)
_UNIT_YEARS = {"m": 1 / 12, "w": 7 / 365, "d": 1 / 365}
_OLDEST = 115


@dataclass(frozen=True)
class Told:
    """What the text itself says of the person, with the words."""

    age_years: float | None = None
    age_span: Span | None = None
    sex: str = ""
    sex_span: Span | None = None


def complete_person(
    person: Person, words: Words, *, text: str, people: PeopleFile, subject: str
) -> tuple[Person, Told]:
    """Return the person completed by the text, and what the text says. The form's word is never overwritten."""
    told = _told(text, people=people, subject=subject)
    return (
        replace(
            person,
            age_years=person.age_years if person.age_years is not None or person.age_band else told.age_years,
            sex=person.sex or told.sex,
            for_someone_else=person.for_someone_else or subject != SELF,
        ),
        told,
    )


def _told(text: str, *, people: PeopleFile, subject: str) -> Told:
    told = Told()
    for years, span, is_writers in _ages(text):
        if is_writers and subject != SELF:
            continue  # "my father ... I am 30"
        told = replace(told, age_years=years, age_span=span)
        break
    for sex, span in _sexes(text, people):
        told = replace(told, sex=sex, sex_span=span)
        break
    if subject != SELF:
        if subject in people.male_family or subject in people.male or subject == "he":
            return replace(told, sex="male", sex_span=None)
        if subject in people.female_family or subject in people.female or subject == "she":
            return replace(told, sex="female", sex_span=None)
        return replace(told, sex="", sex_span=None)
    return told


def _ages(text: str) -> Iterator[tuple[float, Span, bool]]:
    """Yield each age in years, where it stands, and whether the writers say it of themselves."""
    for match in _AGE.finditer(text):
        name = next(n for n in ("age", "age2", "age3", "age4", "age5") if match[n])
        years = float(match[name]) * _UNIT_YEARS.get((match["unit"] or "y")[0].lower(), 1.0)
        if 0 < years <= _OLDEST:
            yield round(years, 2), match.span(name), name == "age2" and match[0][:1].lower() == "i"


def _sexes(text: str, people: PeopleFile) -> Iterator[tuple[str, Span]]:
    for span, word in heapq.merge(_named_sexes(_SEX, text), _named_sexes(_AGE, text)):
        word = word.lower()
        if word == "m" or word in people.male or word in people.male_family:
            yield "male", span
        elif word == "f" or word in people.female or word in people.female_family:
            yield "female", span


def _named_sexes(pattern: re.Pattern[str], text: str) -> Iterator[tuple[Span, str]]:
    return ((match.span(n), match[n]) for match in pattern.finditer(text) for n in ("sex", "sex2") if match[n])
