"""Follows through a text whose body it speaks of, and decides for whom it is written."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from consilia.domain.language.files import PeopleFile
from consilia.domain.language.words import Words

SELF = "self"
_NOBODY = ""
_LOOK_AHEAD = 6
_NAMED_WITHIN = 5  # words between "my" and "son" in "my 11 year old son"


@dataclass(frozen=True)
class Somebody:
    """A person the text speaks of: the word first used, whether one of the family, and how often named."""

    word: str
    is_family: bool
    is_case: bool = False


@dataclass
class People:
    """Who holds each word of a text: SELF, the word for somebody else, or nobody so far in the sentence."""

    holder: list[str]
    known: dict[str, Somebody] = field(default_factory=dict)
    ages: set[str] = field(default_factory=set)  # people whose age the text tells
    departed: set[str] = field(default_factory=set)  # people who are no longer alive

    def of(self, first: int, last: int, *, sentence: Sequence[int], clause: Sequence[int]) -> str:
        """Return who holds the words: who was named before them in the sentence, or right after in the clause."""
        if self.holder[last - 1] != _NOBODY:
            return self.holder[last - 1]
        for i in range(last, min(last + _LOOK_AHEAD, len(self.holder))):
            if clause[i] != clause[last - 1]:
                break
            if self.holder[i] != _NOBODY:
                return self.holder[i]
        return _NOBODY


def follow(words: Words, *, bounds: Sequence[tuple[int, int]], people: PeopleFile) -> People:
    """Return who holds each word.

    A relative, a friend or "he" holds what follows until somebody else or "I" returns; doctors hold nothing. "He"
    with nobody named before it is somebody who has yet to be named.
    """
    found = People(holder=[_NOBODY] * len(words))
    last: dict[str, str] = {}
    relatives = people.male_family | people.female_family | people.family | people.others
    professional_last = False
    for begin, end in bounds:
        now = _NOBODY
        i = begin
        while i < end:
            word = words.plain[i]
            may_name = word in people.owning or word in relatives or word.removesuffix("s") in relatives
            named = _named(words, i, end, people) if may_name else None
            if named is not None:
                at, relative = named
                person = _who(relative, people)
                found.known.setdefault(person.word, person)
                if any(w.isdigit() for w in words.plain[i:at]):
                    found.ages.add(person.word)
                if _is_dead(words.plain, i, at, people):
                    found.departed.add(person.word)
                now = person.word
                for gender in _genders(relative, people):
                    last[gender] = now
                professional_last = False
                found.holder[i : at + 1] = [now] * (at + 1 - i)
                i = at + 1
                continue
            if word in people.professionals:
                professional_last = True
            elif word in people.first and not _perceives(words, i, end, people):
                now = SELF
            elif word in people.he or word in people.she:
                gender = "he" if word in people.he else "she"
                if gender in last:
                    now = last[gender]
                elif not professional_last:
                    now = last.setdefault(gender, gender)
                    found.known.setdefault(gender, Somebody(gender, is_family=True))
            found.holder[i] = now
            i += 1
    return _name_the_unnamed(found, last)


def _is_dead(plain: Sequence[str], i: int, at: int, people: PeopleFile) -> bool:
    """Tell "my late father" and "my father died" from the living."""
    return not people.departed.isdisjoint(plain[i:at]) or not people.died.isdisjoint(plain[at + 1 : at + 2])


def _perceives(words: Words, i: int, end: int, people: PeopleFile) -> bool:
    """Tell "we have heard" and "I noticed" from words about the writer's own body."""
    return not people.perceiving.isdisjoint(words.plain[i + 1 : min(i + 3, end)]) and words.plain[i] in people.seeing


def _name_the_unnamed(found: People, last: dict[str, str]) -> People:
    """Take "he" of the first sentence for the one man who is named later."""
    for gender, person in last.items():
        if gender in found.known and person != gender:
            found.holder = [person if holder == gender else holder for holder in found.holder]
            del found.known[gender]
    return found


def _named(words: Words, i: int, end: int, people: PeopleFile) -> tuple[int, str] | None:
    """Return where a relative or somebody else is named from here on ("my 11 year old son"), with the word."""
    word = words.plain[i]
    if word in people.owning:
        for j in range(i + 1, min(i + _NAMED_WITHIN + 2, end)):
            relative = _singular(words.plain[j], people)
            if relative:
                return None if relative in people.others and word in people.he | people.she else (j, relative)
            if words.plain[j] not in people.describing and not words.plain[j].isdigit():
                return None
        return None
    relative = _singular(word, people)
    if not relative or relative in people.only_owned:
        return None
    return i, relative


def _singular(word: str, people: PeopleFile) -> str:
    for form in (word, word.removesuffix("s")):
        if form in people.male_family or form in people.female_family or form in people.family or form in people.others:
            return form
    return ""


def _who(relative: str, people: PeopleFile) -> Somebody:
    return Somebody(relative, is_family=relative not in people.others)


def _genders(relative: str, people: PeopleFile) -> tuple[str, ...]:
    if relative in people.male_family or relative in people.male:
        return ("he",)
    if relative in people.female_family or relative in people.female:
        return ("she",)
    return ("he", "she")
