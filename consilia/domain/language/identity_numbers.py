"""Finds contacts, links, numbers of records, addresses and the ages of the very old."""

import re
from collections.abc import Iterator
from functools import cache

from consilia.domain.language.identity_names import NAME
from consilia.domain.language.identity_words import IdentityMark, IdentityWords, any_of, has_unit, identity_words

LEAST_PHONE_DIGITS = 9  # fewer digits are a phone number only after a word such as "phone"

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LINK = re.compile(r"\b(?:https?://|www\.)[^\s<>\"']*[^\s<>\"'.,;:!?)\]]", re.IGNORECASE)
_BARE_LINK = re.compile(r"\b(?:[a-z0-9-]+\.)+(?:com|org|net|io|co\.uk|tw|be|me)(?:/[^\s<>\"']*[\w/])?\b", re.IGNORECASE)
_PHONE = re.compile(
    r"(?<![\w.,/])(?:\+\d[\d\s().-]{6,16}\d|\(?0\d{1,4}\)?[\s-]?\d{2,4}[\s-]?\d{2,4}(?:[\s-]?\d{2,4})?"
    r"|\(?\d{3}\)?[-.]\d{3}[-.]\d{4})(?![\w/]|[.,]\d)"
)
_DIGITS = re.compile(r"(?<![\w.,/+-])(?:[A-Z]{1,2}\d{6,9}[A-Z]?|\d{3}-\d{2}-\d{4}|\d{8,})(?![\w]|[.,]\d)")
# The last two letters of a British postcode are never C, I, K, M, O or V, so that "B12 5MG" is a vitamin.
_POSTCODE = re.compile(
    r"\b[A-Z]{1,2}\d[A-Z\d]?\s\d[ABD-HJLNP-UW-Z]{2}\b|(?i:\bzip(?:\s*code)?\s*:?\s*)\d{5}(?:-\d{4})?"
)
_OLD = r"(?:9\d|1[01]\d)"
_AGE = re.compile(
    rf"(?<![\d.,/]){_OLD}(?=[\s-]*(?:years?|yrs?)[\s-]*old|\s*y/?o\b|\s*y\.o\.|\s+years\s+of\s+age)"
    rf"|(?:(?<=\bage )|(?<=\baged )|(?<=\bage: )|(?<=\bturned )){_OLD}(?![\d.,]*\d)",
    re.IGNORECASE,
)


@cache
def _handle() -> re.Pattern[str]:
    account = rf"(?i:\b{any_of(identity_words().accounts)}(?:\s+(?:name|handle|account|id|user))?\s*(?:is\s+|[:=]\s*))"
    return re.compile(rf"(?<![\w.])@[A-Za-z][\w.]{{2,}}|{account}(?P<part>\S*\w)")


@cache
def _cued_phone() -> re.Pattern[str]:
    cue = rf"(?i:\b{any_of(identity_words().phone_words)}\b)(?:\s+(?:number|no\.?|is|on|at))*\s*[:.=]?\s*"
    return re.compile(rf"{cue}(?P<part>\+?\(?\d[\d\s().-]{{4,18}}\d)")


@cache
def _record() -> re.Pattern[str]:
    cue = rf"(?i:\b{any_of(identity_words().record_words)}\b)\.?(?:\s+(?:is|was|number|no\.?))*\s*[:#=]?\s*"
    return re.compile(rf"{cue}(?P<part>[A-Za-z]{{0,4}}[\s-]?\d[\dA-Za-z-]*(?:[ ]\d[\dA-Za-z]+)*)")


@cache
def _street() -> re.Pattern[str]:
    flat = r"(?:\b(?:Flat|Apartment|Apt\.?|Unit|Room)\s+\w+,?\s+)?"
    return re.compile(
        rf"{flat}\b(?:No\.?\s*)?\d{{1,5}}[A-Za-z]?,?\s+(?:{NAME}\s+){{1,3}}{any_of(identity_words().streets)}\b\.?"
    )


@cache
def _place() -> re.Pattern[str]:
    named = rf"{NAME}(?:[ \t]+{NAME}){{0,2}}"
    return re.compile(rf"(?i:\b{any_of(identity_words().places)})\s+(?P<part>{named}(?:,\s+{named})?)")


def _mark(text: str, pattern: re.Pattern[str], kind: str, replacement: str) -> Iterator[IdentityMark]:
    """Mark whatever the pattern (or its group `part`) matches, unless a unit says that it was measured."""
    for match in pattern.finditer(text):
        part = "part" if match.groupdict().get("part") else 0
        if not has_unit(text, match.end(part)):
            yield IdentityMark(match.span(part), kind, replacement)


def find_contacts(text: str, words: IdentityWords) -> Iterator[IdentityMark]:
    """E-mail addresses, links and accounts elsewhere."""
    for match in _EMAIL.finditer(text):
        yield IdentityMark(match.span(), "email", words.stands_for.email)
    for pattern in (_LINK, _BARE_LINK):
        for match in pattern.finditer(text):
            yield IdentityMark(match.span(), "link", words.stands_for.link)
    yield from _mark(text, _handle(), "handle", words.stands_for.handle)


def find_numbers(text: str, words: IdentityWords) -> Iterator[IdentityMark]:
    """Numbers of records and phones, and any other number of eight digits or more."""
    yield from _mark(text, _record(), "number", words.stands_for.number)
    yield from _mark(text, _cued_phone(), "phone", words.stands_for.phone)
    for mark in _mark(text, _PHONE, "phone", words.stands_for.phone):
        if sum(c.isdigit() for c in text[slice(*mark.span)]) >= LEAST_PHONE_DIGITS:
            yield mark
    yield from _mark(text, _DIGITS, "number", words.stands_for.number)


def find_addresses(text: str, words: IdentityWords) -> Iterator[IdentityMark]:
    """Streets with a number, postcodes, and the place where somebody says they live."""
    yield from _mark(text, _street(), "address", words.stands_for.address)
    yield from _mark(text, _POSTCODE, "postcode", words.stands_for.postcode)
    for mark in _mark(text, _place(), "place", words.stands_for.place):
        if text[slice(*mark.span)].split()[0].lower() not in words.not_names:
            yield mark


def find_great_ages(text: str, words: IdentityWords) -> Iterator[IdentityMark]:
    """Ages over 89, which are pooled: so few people are that old that the number names them."""
    for match in _AGE.finditer(text):
        if not has_unit(text, match.end()) or "year" in text[match.end() : match.end() + 6]:
            hyphened = text[match.end() : match.end() + 1] == "-"
            kept = words.stands_for.hyphened_age if hyphened else words.stands_for.age
            yield IdentityMark(match.span(), "age", kept)
