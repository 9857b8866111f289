"""Reads a sign told of several parts of the body at once, or of one by a pronoun: "my eyelid, it flickers"."""

from collections.abc import Iterator, Sequence

from consilia.domain.language.concepts import settle
from consilia.domain.language.files import SitesFile
from consilia.domain.language.patterns import Match, Matcher
from consilia.domain.language.words import Words

_FARTHEST_PRONOUN = 9  # words from a part of the body to the "it" that takes it up
_CLOSES = frozenset(",;.!?")
_MOST_SITES = 7
_MOST_BETWEEN = 4  # words from one part of the body to the next, with what describes it
Site = tuple[int, int]  # from its first describing word up to behind its name


def shared_signs(
    words: Words, settled: Sequence[Match], *, bounds: Sequence[tuple[int, int]], phrases: Matcher, sites: SitesFile
) -> list[Match]:
    """Return the signs of parts of the body that stand in a row, as far as they are not found yet.

    Each part is read as if it stood there alone. One that has a sign of its own shares no other's ("weakness in the
    arms and back pain"). A part that a pronoun takes up is read with what follows ("my eyelid, which flutters").
    """
    found: list[Match] = []
    told = [match.took for match in settled if not match.label.is_further]
    known = {(match.label.name, match.anchor) for match in settled}
    for site, kept in (*_each_of_a_row(words, told, bounds, sites), *_taken_up(words, bounds, sites)):
        for match in _alone(words, kept, site, phrases):
            if (match.label.name, match.anchor) not in known:
                known.add((match.label.name, match.anchor))
                found.append(match)
    return found


def _each_of_a_row(
    words: Words, told: Sequence[frozenset[int]], bounds: Sequence[tuple[int, int]], sites: SitesFile
) -> Iterator[tuple[int, list[int]]]:
    """Yield each part of a row that has no sign of its own, with its sentence but for the others of the row."""
    for begin, end in bounds:
        for row in _rows(words, begin, end, sites):
            named = {site[1] - 1 for site in row}
            own = {i for took in told if len(named & took) == 1 for i in named & took}
            for site in row:
                if site[1] - 1 not in own:
                    others = set(range(row[0][0], row[-1][1])) - set(range(*site))
                    yield site[1] - 1, [i for i in range(begin, end) if i not in others]


def _taken_up(words: Words, bounds: Sequence[tuple[int, int]], sites: SitesFile) -> Iterator[tuple[int, list[int]]]:
    """Yield a part of the body that "it" or "which" takes up after a comma, with what is said there of it."""
    plain = words.plain
    for begin, end in bounds:
        for i in range(begin + 2, end - 1):
            if plain[i] not in sites.pronouns or plain[i - 1] != ",":
                continue
            before = range(i - 2, max(begin, i - _FARTHEST_PRONOUN) - 1, -1)
            site = next((j for j in before if words.stems[j] in sites.names), None)
            if site is not None:
                close = next((j for j in range(i + 1, end) if plain[j] in _CLOSES), end)
                yield site, [site, *range(i + 1, close)]


def _rows(words: Words, begin: int, end: int, sites: SitesFile) -> Iterator[list[Site]]:
    """Yield the parts of the body that stand in a row, two or more of them joined by "and" or a comma."""
    stems, plain = words.stems, words.plain
    row: list[Site] = []
    i = begin
    while i < end:
        if stems[i] not in sites.names:
            i += 1
            continue
        first = i
        while first > begin and plain[first - 1] in sites.describing and not (row and first <= row[-1][1]):
            first -= 1
        between = plain[row[-1][1] : first] if row else []
        if row and between and len(between) <= _MOST_BETWEEN and sites.joints.issuperset(between):
            row.append((first, i + 1))
        else:
            if len(row) > 1:
                yield row[:_MOST_SITES]
            row = [(first, i + 1)]
        i += 1
    if len(row) > 1:
        yield row[:_MOST_SITES]


def _alone(words: Words, kept: list[int], site: int, phrases: Matcher) -> Iterator[Match]:
    """Yield what the words that are kept say of one part of the body."""
    alone = Words(
        [words.starts[i] for i in kept],
        [words.ends[i] for i in kept],
        [words.plain[i] for i in kept],
        [words.stems[i] for i in kept],
        [words.written[i] for i in kept],
    )
    for match in settle(phrases.find(alone)):
        took = frozenset(kept[i] for i in match.took)
        if site in took and len(took) > 1 and match.label.role != "ability":
            yield Match(match.label, kept[match.first], kept[match.last - 1] + 1, took)
