"""Hears two denials that undo each other: "not a night without cramps", "I can't say I have none"."""

from collections.abc import Sequence

from consilia.domain.language.patterns import Match
from consilia.domain.language.stance_files import DoubledFile

_FARTHEST = 10  # words between the two denials
_TIME_WITHIN = 3  # words from a denial to the "day" it denies


def undone(denials: Sequence[Match], plain: Sequence[str], *, begin: int, known: DoubledFile) -> bool:
    """Tell whether another denial before the nearest of these denials takes it back.

    `begin` is the first word of the sentence. "I don't have no fever" denies once, as many people say it; only
    "without", a denied saying and a denied time make two denials a statement.
    """
    second = max(denials, key=lambda cue: cue.first).first
    lone = not known.lacking.isdisjoint(plain[second : second + 2])
    for i in range(second - 1, max(begin, second - _FARTHEST) - 1, -1):
        if plain[i] in known.joints and not (lone and plain[i] == "or"):
            return False
        if plain[i] in known.first and (lone or _embeds(plain, i, second, known)):
            return True
    return False


def _embeds(plain: Sequence[str], first: int, second: int, known: DoubledFile) -> bool:
    """Tell whether the words between two denials make the second the content of the first."""
    between = plain[first + 1 : second]
    if known.thin.issuperset(between):
        return plain[first] in known.strong
    if not known.saying.isdisjoint([plain[first], *between]):
        return True
    near = between[:_TIME_WITHIN]
    denies_a_time = any(word in known.times and near[n - 1] not in known.at for n, word in enumerate(near) if n)
    denies_a_time = denies_a_time or near[0] in known.times or near[0] in known.likening
    return denies_a_time and not known.subjects.isdisjoint(between)
