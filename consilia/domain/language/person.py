"""Completes what the form says of a person by what the text says: age, sex."""

import heapq
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from consilia.domain.language.alternatives import any_of, any_said, lowered
from consilia.domain.language.files import KnowledgeFile, PeopleFile
from consilia.domain.language.model import Person, Span
from consilia.domain.language.people import SELF

_DIGIT = re.compile(r"\d")
_DAYS_IN_A_YEAR = 365
_FAR = 30  # letters; so near before a number some words make it an age of long ago
_AGES = ("age", "age2", "age3", "age4", "age5")


class AgesFile(KnowledgeFile):
    """The content of `knowledge/words/ages.yaml`."""

    days: dict[str, float]
    old: tuple[str, ...]
    of_oneself: tuple[str, ...]
    of_family: tuple[str, ...]
    of_anybody: tuple[str, ...]
    joined: tuple[str, ...]
    earlier: tuple[str, ...]
    between: tuple[str, ...]
    after: tuple[str, ...]
    no_age_before: tuple[str, ...]
    no_age_units: tuple[str, ...]
    sex_after: tuple[str, ...]
    sex_before: tuple[str, ...]
    speaking: tuple[str, ...]
    articles: tuple[str, ...]
    sexes: tuple[str, ...]
    old_before_sex: tuple[str, ...]
    sexes_after_age: tuple[str, ...]
    short: dict[str, str]
    oldest: float


@dataclass(frozen=True)
class Told:
    """What the text itself says of the person, with the words."""

    age_years: float | None = None
    age_span: Span | None = None
    sex: str = ""
    sex_span: Span | None = None


@dataclass(frozen=True)
class Ages:
    """The compiled words by which people tell an age and a sex."""

    words: AgesFile
    people: PeopleFile

    def complete(self, person: Person, *, text: str, subject: str) -> tuple[Person, Told]:
        """Return the person completed by the text, and what the text says. The form's word is never overwritten."""
        told = self._told(text, subject=subject)
        return (
            replace(
                person,
                age_years=person.age_years if person.age_years is not None or person.age_band else told.age_years,
                sex=person.sex or told.sex,
                for_someone_else=person.for_someone_else or subject != SELF,
            ),
            told,
        )

    def _told(self, text: str, *, subject: str) -> Told:
        told, people, text = Told(), self.people, lowered(text)
        stated = list(self._age.finditer(text)) if _DIGIT.search(text) else []
        for years, span, whose in self._ages(stated):
            if (whose == "writer" and subject != SELF) or (whose == "family" and subject == SELF):
                continue  # "my father ... I am 30"; "I am tired. My son is 6"
            told = Told(years, span)
            break
        for sex, span in self._sexes(text, stated):
            told = replace(told, sex=sex, sex_span=span)
            break
        if subject != SELF:
            if subject in people.male_family or subject in people.male or subject == "he":
                return replace(told, sex="male", sex_span=None)
            if subject in people.female_family or subject in people.female or subject == "she":
                return replace(told, sex="female", sex_span=None)
            return replace(told, sex="", sex_span=None)
        return told

    def _ages(self, stated: Iterable[re.Match[str]]) -> Iterator[tuple[float, Span, str]]:
        """Yield each age in years, where it stands, and whether it is the writer's, a relative's or anybody's."""
        days = self.words.days
        for match in stated:
            if match["age"] and self._earlier.search(match.string, max(0, match.start() - _FAR), match.start()):
                continue
            name = next(n for n in _AGES if match[n])
            years = float(match[name])
            if match["unit"]:
                years *= days[match["unit"]] / _DAYS_IN_A_YEAR
            if 0 < years <= self.words.oldest:
                yield (
                    round(years, 2),
                    match.span(name),
                    "writer" if match["oneself"] else "family" if match["family"] else "",
                )

    def _sexes(self, text: str, stated: Iterable[re.Match[str]]) -> Iterator[tuple[str, Span]]:
        people = self.people
        for span, word in heapq.merge(_named_sexes(self._sex.finditer(text)), _named_sexes(stated)):
            if word in self.words.short:
                yield self.words.short[word], span
            elif word in people.male or word in people.male_family:
                yield "male", span
            elif word in people.female or word in people.female_family:
                yield "female", span

    @cached_property
    def _age(self) -> re.Pattern[str]:
        known = self.words
        unit = any_of(known.days)
        family = any_of((*self.people.male_family, *self.people.female_family))
        said = (
            rf"(?:(?P<oneself>{any_said(known.of_oneself)})|{any_said(known.of_anybody)}"
            rf"|(?P<family>{family})\s+{any_said(known.of_family)})"
        )
        months = rf"(?:\s{{0,2}}{any_of(known.joined)}?\s{{0,2}}\d{{1,2}}\s?{unit})?"
        length = rf"(?!\s*{unit}\s+{any_of(known.no_age_before)})"
        return re.compile(
            r"(?:\b|(?=[.!?(]))(?:"  # no match begins inside a word: passed over at once
            rf"(?<!\d[.,])\b(?P<age>\d{{1,3}}(?:[.]\d{{1,2}})?)[\s-]*(?P<unit>{unit})?{months}[\s.\-/]*{any_of(known.old)}\b"
            rf"|\b{said}\s*{any_of(known.between)}?\s*(?P<age2>\d{{1,3}})"
            rf"(?=\s*(?:[,.;)!?\n]|$|{any_of(known.after)}\b)){length}"
            rf"|\b(?P<age3>\d{{1,2}})\s*[/-]?\s*(?P<sex>{any_of(known.sex_after)})\b"
            rf"|(?<!['’])(?<!\bi )\b(?P<sex2>{any_of(known.sex_before)})"
            rf"\s*[,/]?\s*(?P<age4>\d{{1,2}})\b(?!\s*{any_of(known.no_age_units)})"
            r"|(?:^|[.!?]\s+|\(\s*)(?P<age5>[1-9]\d)(?=\s*,\s*[a-z]))",
        )

    @cached_property
    def _earlier(self) -> re.Pattern[str]:
        between = any_of(self.words.between)
        return re.compile(rf"\b{any_said(self.words.earlier)}(?:\s+{between})*\s+(?:\d+\s*\S{{1,3}}\s*)?$")

    @cached_property
    def _sex(self) -> re.Pattern[str]:
        known = self.words
        opening = (*known.of_oneself, *known.speaking)
        letters = re.escape("".join(sorted({word[0] for word in (*opening, *known.old_before_sex)})))
        return re.compile(
            rf"\b(?=[{letters}])(?:{any_said(opening)}\s+(?:{any_of(known.articles)}\s+)?(?:[\w.-]+\s+){{0,4}}?"
            rf"(?P<sex>{any_of(known.sexes)})\b"
            rf"|{any_of(known.old_before_sex)}\s+(?P<sex2>{any_of(known.sexes_after_age)})\b)",
        )


def _named_sexes(matches: Iterable[re.Match[str]]) -> Iterator[tuple[Span, str]]:
    return ((match.span(n), match[n]) for match in matches for n in ("sex", "sex2") if match[n])
