"""Decides for whom a text is written, and sorts its findings: the subject's own, or somebody else's."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from consilia.domain.language.files import Kind, PeopleFile
from consilia.domain.language.model import Stance
from consilia.domain.language.people import SELF, People
from consilia.domain.language.words import Words

_SAYS_NOTHING = ""
_SAYS_LITTLE = frozenset({"medicine", "test"})  # "we did a test" says nothing of whose body it is


@dataclass(frozen=True)
class Held:
    """One finding as the question of whose it is needs it: holder, concept, kind and stance."""

    holder: str
    concept: str
    kind: Kind
    stance: Stance


def subject_of(held: Sequence[Held], *, people: People, words: Words, known: PeopleFile, for_someone_else: bool) -> str:
    """Return SELF, or the word for the person whom the text is about.

    The form's word and plain sayings ("I am writing for my dad") decide. Otherwise it is somebody else when the
    signs told are theirs and the writer tells none of their own, or fewer and later. "Me, I only get cramps" makes it
    the writer; nobody asks for the dead.
    """
    nobodys = {SELF, _SAYS_NOTHING} | people.departed
    theirs = Counter(h.holder for h in held if h.holder not in nobodys)
    theirs_signs = Counter(h.holder for h in held if h.holder not in nobodys and h.kind != "disease")
    living = {word: somebody for word, somebody in people.known.items() if word not in people.departed}
    named = [word for word, somebody in living.items() if somebody.is_family] or list(living)
    if for_someone_else:
        return theirs.most_common(1)[0][0] if theirs else (named[0] if named else SELF)
    if named and _says(known.for_them, words):
        return theirs.most_common(1)[0][0] if theirs else named[0]
    if not theirs:
        told_of = people.holder[0] if people.holder and SELF not in people.holder else SELF
        return told_of if told_of in living and living[told_of].is_family else SELF
    own = _own(held, told_of_others={h.concept for h in held if h.holder not in nobodys}, known=known)
    if own and not theirs_signs:
        return SELF  # diseases of the family alone, and a sign of the writer's
    if own and _says(known.for_me, words):
        return SELF
    person, count = (theirs_signs or theirs).most_common(1)[0]
    unheld = sum(h.holder == _SAYS_NOTHING for h in held)
    if not own and person not in people.ages and held[0].holder == _SAYS_NOTHING and unheld > count:
        return SELF
    if theirs_signs and SELF not in people.holder:
        return person  # the writer says nothing of themselves
    is_family = person in people.known and (people.known[person].is_family or _says(known.cared_for, words))
    if not own and not is_family and any(h.holder == SELF for h in held):
        return SELF  # a stranger's illness that the writer worries about
    if not own:
        return SELF if not theirs_signs and known.inheritance & set(words.plain) else person
    first = next(h.holder for h in held if h.holder != _SAYS_NOTHING)
    told_of_self = any(h.holder == _SAYS_NOTHING for h in held)
    if is_family and first == person and theirs[person] > len(own) and not told_of_self:
        return person
    if person in people.ages and theirs[person] >= len(own):
        return person
    return SELF


def _own(held: Sequence[Held], *, told_of_others: set[str], known: PeopleFile) -> list[Held]:
    """Return what the writers tell of their own body; "I know nothing of seizures" is nothing of it."""
    return [
        h
        for h in held
        if h.holder == SELF
        and h.concept not in known.worries
        and h.kind not in _SAYS_LITTLE
        and (h.stance is Stance.PRESENT or h.concept not in told_of_others)
    ]


def _says(sayings: Sequence[str], words: Words) -> bool:
    """Tell whether the text holds one of the sayings, whatever stands between its words."""
    joined = f" {' '.join(word for word in words.plain if word.isalnum())} "
    return any(f" {saying} " in joined for saying in sayings)
