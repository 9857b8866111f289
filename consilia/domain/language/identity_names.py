"""Finds names: after greetings and titles, in introductions, after relations, and under a text."""

import re
from collections.abc import Iterator
from functools import cache

from consilia.domain.language.identity_words import IdentityMark, IdentityWords, any_of, identity_words

_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀ-Ž]"
NAME = rf"(?:{_CAPITAL}[\w'’-]*\w)"
LONGEST_SHORT_TITLE = 4  # "Prof." has a full stop; after "doctor." a sentence begins
NAMES = rf"{NAME}(?:[ \t]+{NAME}){{0,2}}"


@cache
def _title() -> str:
    titles = (*identity_words().titles, *identity_words().doctor_titles)
    short, long = ([t for t in titles if (len(t) <= LONGEST_SHORT_TITLE) is is_short] for is_short in (True, False))
    return rf"(?:(?:{any_of(short)}\b\.?|{any_of(long)}\b)\s+)"


@cache
def _greeting() -> re.Pattern[str]:
    stop = r"(?=\s*(?:[,:;.!\n\-–—]|$)|\s+(?i:i|my|thank|thanks)\b)"
    return re.compile(
        rf"\b(?P<greeting>(?i:{any_of(identity_words().greetings)}))\b,?\s+(?P<title>{_title()})?(?P<name>{NAMES}){stop}"
    )


@cache
def _titled() -> re.Pattern[str]:
    return re.compile(rf"\b(?P<title>{_title()}+)(?P<name>{NAMES})")


@cache
def _signature() -> re.Pattern[str]:
    """A titled name that ends the text, perhaps with the place of work: "Dr. Jane Roe, Hill Hospital"."""
    place = rf"(?:,\s*(?:{NAME}|of|and|the|for|&)(?:\s+(?:{NAME}|of|and|the|for|&))*)?"
    return re.compile(rf"(?:(?<=\n)|(?<=[.!?\"]\s)|(?<=[.!?\"]\s\s)){_title()}{NAMES}{place}[\s.]*\Z")


@cache
def _signed_off() -> re.Pattern[str]:
    return re.compile(
        rf"(?i:\b{any_of(identity_words().sign_offs)})(?P<rest>[ \t]*[,.!\-–—]?\s*(?P<name>{NAMES})[\s.!]*)\Z"
    )


@cache
def _introduced() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z] )(?i:\b{any_of(identity_words().introductions)})\s*(?P<name>{NAMES}|[^\W\d_]{{2,}})")


@cache
def _claimed() -> re.Pattern[str]:
    """ "I am Anna" alone may be "I am Asian": an age, a place or "here" has to follow."""
    age = r"\s*,?\s*(?:and\s+)?(?:aged?\s+|a\s+|i'?m\s+|i\s+am\s+)?\d"
    place = rf"(?:,\s*an?\s+\w+)?\s*,?\s+(?:from|of|in|near)\s+(?P<place>{NAMES})"
    follows = rf"(?=(?:{age}|{place}|\s+from\b|\s+here\b))"
    return re.compile(rf"(?i:\b{any_of(identity_words().claims)})\s+(?P<name>{NAMES}){follows}")


@cache
def _institution() -> re.Pattern[str]:
    """A school or a firm by its name: "St Mary's School", "University of Leeds"."""
    kinds = any_of(identity_words().institutions)
    return re.compile(rf"\b(?:(?:St\.?\s+)?{NAMES}[ \t]+{kinds}|{kinds}[ \t]+of[ \t]+{NAMES})\b")


@cache
def _relation() -> re.Pattern[str]:
    return re.compile(rf"(?i:\b{any_of(identity_words().relations)})(?P<rest>(?: +|, )(?P<name>{NAME}))\b")


def _is_nobody(name: str, words: IdentityWords) -> bool:
    """Tell whether the "name" begins with an ordinary word, such as the "Doctor" of "Hello Doctor"."""
    return re.split(r"[\s'’]", name, maxsplit=1)[0].lower() in words.not_names


def _end_of_name(match: re.Match[str], words: IdentityWords) -> int:
    """Return where the name really ends: before the "Please" of "my name is Anna Please help"."""
    for part in re.finditer(r"\S+", match["name"]):
        if part.start() and part[0].strip(".,").lower() in words.not_names:
            return match.start("name") + len(match["name"][: part.start()].rstrip())
    return match.end("name")


def find_greetings(text: str, words: IdentityWords) -> Iterator[IdentityMark]:
    """The name goes without a trace: "Hello Mr. Chris," becomes "Hello,"."""
    for match in _greeting().finditer(text):
        if _is_nobody(match["name"], words):
            continue
        alone = words.greeting_alone.get(match["greeting"].lower())
        start = match.start() if alone else match.end("greeting")
        yield IdentityMark((start, _end_of_name(match, words)), "name", alone or "")


def find_signatures(text: str, words: IdentityWords) -> Iterator[IdentityMark]:
    """A name after closing words, and a titled name that ends the text, go without a trace."""
    signed_off = _signed_off().search(text)
    if signed_off and not _is_nobody(signed_off["name"], words):
        yield IdentityMark(signed_off.span("rest"), "name", "")
    signature = _signature().search(text)
    if signature:
        yield IdentityMark((len(text[: signature.start()].rstrip()), len(text)), "name", "")


def find_introductions(text: str, words: IdentityWords) -> Iterator[IdentityMark]:
    """What follows "my name is", whatever its case; what follows "I am" only where it must be a name."""
    for pattern in (_introduced(), _claimed()):
        for match in pattern.finditer(text):
            if not _is_nobody(match["name"], words):
                yield IdentityMark((match.start("name"), _end_of_name(match, words)), "name", words.stands_for.name)
    for match in _claimed().finditer(text):
        if match["place"] and not _is_nobody(match["place"], words):
            yield IdentityMark(match.span("place"), "place", words.stands_for.place)


def find_institutions(text: str, words: IdentityWords) -> Iterator[IdentityMark]:
    """Schools and firms by name: with an age and a sign they tell who somebody is. Clinics stay, for they help."""
    for match in _institution().finditer(text):
        if not _is_nobody(match[0], words):
            yield IdentityMark(match.span(), "place", words.stands_for.place)


def find_titled_names(text: str, words: IdentityWords) -> Iterator[IdentityMark]:
    """ "Dr. Wang said" becomes "a doctor said"; "my doctor Dr. Wang said" becomes "my doctor said"."""
    doctor = re.compile(any_of(words.doctor_titles))
    for match in _titled().finditer(text):
        if not _is_nobody(match["name"], words):
            kept = words.stands_for.doctor if doctor.match(match["title"]) else words.stands_for.name
            if _follows_whose(text, match.start()):
                kept = match["title"].split()[0]
            yield IdentityMark((match.start(), _end_of_name(match, words)), "name", kept)


def _follows_whose(text: str, start: int) -> bool:
    """Tell whether "my", "the" or the like stands before: then a word such as "doctor" has to stay."""
    before = re.search(r"\b(\w+)\s+\Z", text[max(0, start - 20) : start])
    return before is not None and text[start].islower() and before[1].lower() in identity_words().determiners


def find_relatives(text: str, words: IdentityWords) -> Iterator[IdentityMark]:
    """The name goes, the relation stays: "my son Tom fell" becomes "my son fell".

    "my mother ALS" and "my father Parkinson's" name illnesses.
    """
    for match in _relation().finditer(text):
        if not (match["name"].isupper() or match["name"].endswith(("'s", "’s")) or _is_nobody(match["name"], words)):
            yield IdentityMark(match.span("rest"), "name", "")


def single_names(words: str, known: IdentityWords) -> Iterator[str]:
    """Yield each capitalised word of three letters or more that is neither a title nor an ordinary word."""
    ordinary = known.not_names | {title.lower() for title in (*known.titles, *known.doctor_titles, *known.greetings)}
    for match in re.finditer(rf"{_CAPITAL}[^\W\d_]{{2,}}", words):
        if match[0].lower() not in ordinary:
            yield match[0]


def find_again(text: str, words: IdentityWords, *, names: frozenset[str]) -> Iterator[IdentityMark]:
    """Names that were given away elsewhere, wherever they stand, with a capital."""
    for match in re.finditer(rf"\b{any_of(names)}(?:[ \t]+{any_of(names)})*\b", text):
        yield IdentityMark(match.span(), "name", words.stands_for.name)
