"""Cuts sentences into clauses, and settles which of the cues inside one another stand."""

from collections.abc import Sequence

from consilia.domain.language.patterns import Match
from consilia.domain.language.stance_files import EndsFile

_LOOK_AHEAD = 7
_LONG_ASIDE = 6  # words in brackets that say something of their own


def clauses(
    plain: Sequence[str], bounds: Sequence[tuple[int, int]], *, cues: Sequence[Match], ends: EndsFile
) -> list[int]:
    """Return the number of the clause of each word. `cues` are all cues of the text, look-alikes among them."""
    pseudo = {i for m in cues if m.label.role == "pseudo" for i in range(m.first, m.last)}
    ending = {m.first for m in cues if m.label.name == "end" and m.first not in pseudo}
    opening = {m.last for m in cues if m.label.role == "before"}
    clause = [0] * len(plain)
    number = 0
    for begin, end in bounds:
        number += 1
        opened = begin - _LONG_ASIDE
        for i in range(begin, end):
            if plain[i] == "(":
                opened = i
            aside = i > begin and plain[i - 1] == ")" and i - opened > _LONG_ASIDE
            headed = i > begin and plain[i - 1] == ":" and i - 1 not in opening
            if i > begin and (i in ending or headed or aside or _opens(plain, i, end, known=ends)):
                number += 1
            clause[i] = number
    return clause


def _opens(plain: Sequence[str], i: int, end: int, *, known: EndsFile) -> bool:
    """Tell whether a clause of its own begins at a word: after a comma or "and", with a subject or a verb."""
    if plain[i - 1] not in known.joints or plain[i] in known.joints:
        return False
    if plain[i - 1] in known.weak_joints:
        return plain[i] in known.subjects
    if plain[i] in known.after_comma or (plain[i].isdigit() and plain[i] != "0"):
        return True
    for j in range(i, min(i + _LOOK_AHEAD, end)):
        if plain[j] in known.joints or plain[j] in known.weak_joints:
            return False
        if plain[j] in known.verbs and j > i:
            return True
    return False


def settle(matches: Sequence[Match]) -> list[Match]:
    """Return the cues that stand, in order: the longest first, each word in one cue only.

    So a look-alike ("not only", "can't stop") swallows the cue inside it. Cues of several files over the very same
    words all stand, but for those of a file that calls them a look-alike.
    """
    taken: set[int] = set()
    kept: list[Match] = []
    spans: dict[tuple[int, int], set[str]] = {}  # of words taken: the files whose look-alikes they are
    for match in sorted(matches, key=lambda m: (m.first - m.last, m.first, m.label.role != "pseudo")):
        span = (match.first, match.last)
        if span in spans and match.label.role == "pseudo":
            spans[span].add(match.label.name)
            continue
        if span in spans:
            if match.label.name not in spans[span]:
                kept.append(match)
            continue
        covered = range(match.first, match.last)
        if taken.isdisjoint(covered):
            taken.update(covered)
            spans[span] = set()
            if match.label.role == "pseudo":
                spans[span].add(match.label.name)
            else:
                kept.append(match)
    return sorted(kept, key=lambda m: m.first)
