"""Marks what gives away who a text is about, and returns the text without it.

A mark is a proposal: before a page is published a doctor sees every mark and may change the text. Doses, numbers with a
unit and blood values are never marked, because a published answer is worthless without them.
"""

from collections.abc import Iterable

from consilia.domain.language.identity_dates import find_number_dates, find_written_dates
from consilia.domain.language.identity_names import (
    find_again,
    find_greetings,
    find_institutions,
    find_introductions,
    find_relatives,
    find_signatures,
    find_titled_names,
    single_names,
)
from consilia.domain.language.identity_numbers import find_addresses, find_contacts, find_great_ages, find_numbers
from consilia.domain.language.identity_words import IdentityMark, identity_words

__all__ = ["IdentityMark", "mark_identity", "names_given_away", "without_identity"]

_FINDERS = (
    find_contacts,
    find_number_dates,
    find_written_dates,
    find_numbers,
    find_addresses,
    find_great_ages,
    find_signatures,
    find_greetings,
    find_introductions,
    find_titled_names,
    find_relatives,
    find_institutions,
)


def mark_identity(text: str, *, known_names: frozenset[str] = frozenset()) -> tuple[IdentityMark, ...]:
    """Return every mark in `text` in order; marks never overlap.

    Where two finders claim the same words the earlier one wins: the digits of an e-mail address are no phone number.
    A name or place that was found once is marked wherever it stands, and so are `known_names`, which other parts of
    the same question gave away (`names_given_away`).
    """
    kept: list[IdentityMark] = []
    for find in _FINDERS:
        _keep(kept, find(text, identity_words()))
    names = known_names | names_given_away(text, tuple(kept))
    if names:
        _keep(kept, find_again(text, identity_words(), names=names))
    return tuple(sorted(kept, key=lambda mark: mark.span))


def _keep(kept: list[IdentityMark], marks: Iterable[IdentityMark]) -> None:
    for mark in marks:
        if all(mark.span[1] <= other.span[0] or other.span[1] <= mark.span[0] for other in kept):
            kept.append(mark)


def names_given_away(text: str, marks: tuple[IdentityMark, ...]) -> frozenset[str]:
    """Return the single words of the names and places marked in `text`.

    >>> letter = "My name is Anna Smith, I live in Leeds."
    >>> sorted(names_given_away(letter, mark_identity(letter)))
    ['Anna', 'Leeds', 'Smith']
    """
    told = (text[slice(*mark.span)] for mark in marks if mark.kind in {"name", "place"})
    return frozenset(name for words in told for name in single_names(words, identity_words()))


def without_identity(text: str, marks: tuple[IdentityMark, ...]) -> str:
    """Return `text` with each mark replaced. `marks` must come from `mark_identity` of this very text.

    >>> letter = "Dear Mr. Peter Zhan, take 0.5 mg."
    >>> without_identity(letter, mark_identity(letter))
    'Hello, take 0.5 mg.'
    """
    parts, end = [], 0
    for mark in marks:
        parts += [text[end : mark.span[0]], mark.replacement]
        end = mark.span[1]
    return "".join([*parts, text[end:]])
