"""Finds the concepts a text speaks of: the longest phrase wins, and a blocker takes its phrase away."""

from collections import defaultdict
from collections.abc import Iterable

from consilia.domain.language.patterns import Match


def settle(matches: Iterable[Match]) -> list[Match]:
    """Return the matches that stand: none blocked, none inside a longer one that says it better.

    Abilities come back beside the phrases, with their role; a blocker hides what it covers of its own concept.
    """
    blocked: defaultdict[str, set[int]] = defaultdict(set)
    candidates: list[Match] = []
    for match in matches:
        if match.label.role == "blockers":
            blocked[match.label.name] |= match.took
        else:
            candidates.append(match)
    candidates = [m for m in candidates if m.anchor not in blocked[m.label.name]]
    candidates.sort(key=lambda m: (-len(m.took), m.last - m.first, m.first))
    kept: list[Match] = []
    by_word: defaultdict[int, list[Match]] = defaultdict(list)
    for match in candidates:
        if not any(_says_it_better(other, match) for other in by_word[match.anchor]):
            kept.append(match)
            for word in match.took:
                by_word[word].append(match)
    kept.sort(key=lambda m: (m.first, m.last))
    return kept


def _says_it_better(other: Match, match: Match) -> bool:
    if (other.label.role == "ability") != (match.label.role == "ability"):
        return False
    if other.label.name == match.label.name:
        return match.anchor in other.took or other.anchor == match.anchor
    if other.label.is_further and not match.label.is_further:
        return False  # "six espressos" is too much stimulant, and still caffeine
    return match.took < other.took
