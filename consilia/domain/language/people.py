"""Follows through a text whose body it speaks of, and decides for whom it is written."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from consilia.domain.language.files import PeopleFile
from consilia.domain.language.words import Words

SELF = "self"
_NOBODY = ""
_LOOK_AHEAD = 6
_NAMED_WITHIN = 5  # words between "my" and "son" in "my 11 year old son"
_STRANGE_WORDS = 2  # of them such as nobody thought of: "my insulin dependent brother"
_PLACED_WITHIN = 3  # words between "a woman" and "my" in "a woman at my gym"
_WHO_WITHIN = 6
_SPEAKS_WITHIN = 6  # words after "my flatmate"


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
        """Return who holds the words: who was named before them in the sentence, or right after in the clause.

        Of words that go over from one person to another ("she takes me for her brother") the first holds them.
        """
        begins, ends = self.holder[first], self.holder[last - 1]
        if ends not in {_NOBODY, SELF} and begins not in {_NOBODY, ends} and first < last - 1:
            return begins
        if ends != _NOBODY:
            return ends
        for i in range(last, min(last + _LOOK_AHEAD, len(self.holder))):
            if clause[i] != clause[last - 1]:
                break
            if self.holder[i] != _NOBODY:
                return self.holder[i]
        return _NOBODY


def follow(
    words: Words,
    *,
    bounds: Sequence[tuple[int, int]],
    people: PeopleFile,
    asking: Collection[int] = (),
    names: Collection[int] = (),
) -> People:
    """Return who holds each word.

    A relative, a friend or "he" holds what follows until somebody else or "I" returns; doctors hold nothing. "He"
    with nobody named before it is somebody who has yet to be named. A person in general ("can a person ...?", in the
    sentences `asking`) is nobody. `names` are the numbers of the words that may be somebody's name.
    """
    walk = _Walk(words, people, frozenset(names))
    for number, (begin, end) in enumerate(bounds):
        walk.through(begin, end, asks=number in asking)
    return _name_the_unnamed(walk.found, walk.last)


class _Walk:
    """One walk through a text, remembering whom "he" and "she" last meant."""

    def __init__(self, words: Words, people: PeopleFile, names: frozenset[int]) -> None:
        self._words, self._people, self._strange = words, people, names
        self._pronouns = not (people.he | people.she).isdisjoint(words.plain) if names else False
        self.found = People(holder=[_NOBODY] * len(words))
        self.last: dict[str, str] = {}
        self._names: dict[str, str] = {}  # "rahul" of "my son Rahul" is the son
        self._professional_last = False
        self._named_at = -_NAMED_WITHIN  # where somebody was last named
        self._named_first = False  # whether those were the first words of the sentence
        self._naming = people.naming

    def through(self, begin: int, end: int, *, asks: bool) -> None:
        """Go through one sentence."""
        now = _NOBODY
        i = begin
        first = next((n for n in range(begin, end) if self._words.plain[n].isalnum()), end)
        while i < end:
            named = self._named(i, end, asks=asks, opens=i <= first)
            if named is not None:
                now = self._after(i, *named, end=end, now=now, opens=i <= first)
                i = named[0] + 1
                continue
            now = self._holder_from(i, end, now)
            self.found.holder[i] = now
            i += 1

    def _after(self, i: int, at: int, relative: str, *, end: int, now: str, opens: bool) -> str:
        """Take in that a relative is named by the words from `i` to `at`; return who holds what follows."""
        plain, people = self._words.plain, self._people
        before = plain[i - 1] if i else ""
        if _owns_a_thing(self._words, at, end, people):
            self.found.holder[i : at + 1] = [now] * (at + 1 - i)
            return now
        if before == "to" and plain[i - 2] in people.reporting:
            self.found.holder[i : at + 1] = [now] * (at + 1 - i)
            return now  # "according to the man with the needles"
        person = self._met(i, at, relative)
        self._named_at, self._named_first = at, opens
        goes_on = not people.relating.isdisjoint(plain[at + 1 : min(at + _WHO_WITHIN, end)])  # "for my wife, 79, who"
        taken = (
            now == SELF and not goes_on and plain[i] not in people.one_of and before in people.beside | people.speaking
        )
        if taken or before in people.in_time:
            self.found.holder[i : at + 1] = [now] * (at + 1 - i)
            return now
        return _NOBODY if self._only_says(at + 1, end) else person

    def _named(self, i: int, end: int, *, asks: bool, opens: bool) -> tuple[int, str] | None:
        word = self._words.plain[i]
        if word in self._names:
            return i, self._names[word]
        if i in self._strange and self._acts(i, end):
            return i, word
        if word not in self._naming:
            return None
        if opens and word in self._people.others and i + 1 < end and self._words.plain[i + 1] in self._people.goes_on:
            return i, word  # "Bloke at work had a fit."
        named = _named(self._words, i, end, self._people)
        if named is None or (asks and named[1] in self._people.anybody):
            return None
        return named

    def _acts(self, i: int, end: int) -> bool:
        """Tell whether a strange word with a capital is somebody: "Mrs Patel", or "Meera had" with a "she" later on."""
        plain, people = self._words.plain, self._people
        if i and plain[i - 1] in people.titles:
            return True
        return self._pronouns and i + 1 < end and plain[i + 1] in people.acts

    def _met(self, i: int, at: int, relative: str) -> str:
        """Take in that somebody is named by the words from `i` to `at`; return the word for them."""
        found, people, plain = self.found, self._people, self._words.plain
        person = _who(relative, people)
        found.known.setdefault(person.word, person)
        told_behind = plain[at + 1 : at + 2] and plain[at + 1] in people.before_age and plain[at + 2 : at + 3]
        if any(w.isdigit() for w in plain[i:at]) or (told_behind and plain[at + 2].isdigit()):
            found.ages.add(person.word)
        if _is_dead(plain, i, at, people):
            found.departed.add(person.word)
        owner = "he" if plain[i] in people.he else "she" if plain[i] in people.she else ""
        for gender in _genders(relative, people):
            if gender != owner or owner not in self.last:  # "his brother": "he" stays the one whose brother it is
                self.last[gender] = person.word
        self._professional_last = False
        found.holder[i : at + 1] = [person.word] * (at + 1 - i)
        if at + 1 in self._strange:
            self._names[plain[at + 1]] = person.word
        return person.word

    def _only_says(self, i: int, end: int) -> bool:
        """Tell whether somebody named right before only speaks or lends ("my friend says it is MS")."""
        plain, people = self._words.plain, self._people
        for j in range(i, min(i + _SPEAKS_WITHIN, end)):
            if plain[j] in people.speaking:
                return j + 1 >= end or plain[j + 1] not in people.of_a_thing
            if plain[j] in people.he | people.she or not plain[j].isalpha():
                return False
        return False

    def _only_mentions(self, i: int, now: str) -> bool:
        """Tell whether the writer is only mentioned in words about somebody else.

        "A friend of mine has", "the man next to me has", "a woman in my office had": what follows is still theirs.
        """
        plain, people = self._words.plain, self._people
        if now in {_NOBODY, SELF} or not i:
            return False
        if plain[i] in people.acting:
            return self._named_first and i == self._named_at + 1  # "The lady I clean for is confused."
        if plain[i] in people.possessive:
            return plain[i - 1] in people.placing and i - self._named_at <= _PLACED_WITHIN
        return plain[i - 1] in people.beside_me or (plain[i - 1] == "to" and plain[i - 2] in people.next)

    def _holder_from(self, i: int, end: int, now: str) -> str:
        word, people = self._words.plain[i], self._people
        if word in people.professionals:
            self._professional_last = True
        elif word == "self" and i + 1 < end and self._words.plain[i + 1] == ":":
            return SELF
        elif word in people.first:
            return now if self._only_mentions(i, now) or _perceives(self._words, i, end, people) else SELF
        elif (word in people.he or word in people.she) and not (i and self._words.plain[i - 1] == "me"):
            gender = "he" if word in people.he else "she"
            if gender in self.last:
                return self.last[gender]
            if not self._professional_last:
                self.found.known.setdefault(gender, Somebody(gender, is_family=True))
                return self.last.setdefault(gender, gender)
        return now


def _owns_a_thing(words: Words, at: int, end: int, people: PeopleFile) -> bool:
    """Tell "my son's name" and "my sister's wedding" from what a relative has."""
    return words.plain[at].endswith("s") and at + 1 < end and words.plain[at + 1] in people.no_bodies


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
    plain = words.plain
    if plain[i] not in people.owning:
        relative = _singular(plain[i], people)
        return (i, relative) if relative and relative not in people.only_owned else None
    if i and plain[i] in people.one_of and plain[i - 1] in people.being:
        return None  # "when I was a kid"
    strange = 0 if plain[i] in people.one_of else _STRANGE_WORDS
    for j in range(i + 1, min(i + _NAMED_WITHIN + 2, end)):
        relative = _singular(plain[j], people)
        if relative:
            return None if relative in people.others and plain[i] in people.he | people.she else (j, relative)
        was_strange = plain[i] not in people.one_of and strange < _STRANGE_WORDS
        if was_strange and (plain[j] in people.no_description or not plain[j].isalpha()):
            return None  # "his stroke in 2018 (Dad, ..."
        if plain[j] in people.describing or plain[j].isdigit():
            if plain[j] == "old" and strange and plain[j - 1] in people.years and not _goes_on(words, j, end, people):
                return j, people.child
            continue
        strange -= 1
        if strange < 0 or plain[j] in people.no_description or not plain[j].isalpha():
            return None
    return None


def _goes_on(words: Words, j: int, end: int, people: PeopleFile) -> bool:
    """Tell whether "my 6 year old" goes on with a word for a person, perhaps after one that describes them."""
    following = words.plain[j + 1 : min(j + 3, end)]
    return any(_singular(word, people) for word in following)


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
