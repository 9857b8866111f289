"""The words by which a text gives away who wrote it, read from `knowledge/identity` and made into patterns once."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from consilia.domain import plain_yaml
from consilia.domain.language.model import Span
from consilia.domain.provenance import KnowledgeFile, Review

FILE = Path(__file__).parents[2] / "knowledge" / "identity" / "words.yaml"


class StandsFor(KnowledgeFile):
    """What is printed in the place of a mark of each kind."""

    name: str
    doctor: str
    email: str
    link: str
    handle: str
    phone: str
    number: str
    address: str
    postcode: str
    place: str
    age: str
    hyphened_age: str


class IdentityWords(KnowledgeFile):
    """The content of `knowledge/identity/words.yaml`."""

    about: str
    review: Review
    titles: tuple[str, ...]
    doctor_titles: tuple[str, ...]
    greetings: tuple[str, ...]
    greeting_alone: dict[str, str]
    introductions: tuple[str, ...]
    claims: tuple[str, ...]
    determiners: frozenset[str]
    relations: tuple[str, ...]
    sign_offs: tuple[str, ...]
    not_names: frozenset[str]
    months: dict[str, tuple[str, ...]]
    ambiguous_months: tuple[str, ...]
    birth_words: tuple[str, ...]
    streets: tuple[str, ...]
    places: tuple[str, ...]
    institutions: tuple[str, ...]
    phone_words: tuple[str, ...]
    record_words: tuple[str, ...]
    accounts: tuple[str, ...]
    units: tuple[str, ...]
    stands_for: StandsFor

    def month_named(self, word: str) -> str | None:
        """Return the full name of the month that `word` names or shortens."""
        return next((month for month, names in self.months.items() if word.lower() in names), None)


@dataclass(frozen=True)
class IdentityMark:
    """A stretch of text that could tell who somebody is, what kind it is, and what to print instead."""

    span: Span  # half-open offsets in code points
    kind: str  # name, email, link, handle, phone, number, date, address, postcode, place, age
    replacement: str


@cache
def identity_words(path: Path = FILE) -> IdentityWords:
    """Return the checked word lists. Raises pydantic.ValidationError for a file that does not fit."""
    return IdentityWords.model_validate(plain_yaml.load(path))


def any_of(words: Iterable[str]) -> str:
    """Return a pattern that matches any of the words, the longest first, with any white space between their parts."""
    longest_first = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first) + ")"


@cache
def _unit(path: Path) -> re.Pattern[str]:
    return re.compile(rf"[ \t-]*(?i:{any_of(identity_words(path).units)})(?![^\W_])|[ \t]*[%/]")


def has_unit(text: str, end: int) -> bool:
    """Tell whether a unit follows at `end`: then the number before it is a measurement and nobody's identity."""
    return _unit(FILE).match(text, end) is not None
