"""Reads a sign that is told of several parts of the body at once: "pain in my neck, arms and back"."""

from collections.abc import Iterator, Sequence

from consilia.domain.language.concepts import settle
from consilia.domain.language.files import SitesFile
from consilia.domain.language.patterns import Match, Matcher
from consilia.domain.language.words import Words

_MOST_SITES = 7
_MOST_BETWEEN = 4  # words from one part of the body to the next, with what describes it
Site = tuple[int, int]  # from its first describing word up to behind its name


def shared_signs(
    words: Words, settled: Sequence[Match], *, bounds: Sequence[tuple[int, int]], phrases: Matcher, sites: SitesFile
) -> list[Match]:
    """Return the signs of parts of the body that stand in a row, as far as they are not found yet.

    Each part is read as if it stood there alone. One that has a sign of its own shares no other's ("weakness in the
    arms and back pain").
    """
    found: list[Match] = []
    told = [match.took for match in settled if not match.label.is_further]
    known = {(match.label.name, match.anchor) for match in settled}
    for begin, end in bounds:
        for row in _rows(words, begin, end, sites):
            named = {site[1] - 1 for site in row}
            own = {i for took in told if len(named & took) == 1 for i in named & took}
            for site in row:
                if site[1] - 1 in own:
                    continue
                for match in _alone(words, (begin, end), row, site, phrases):
                    if (match.label.name, match.anchor) not in known:
                        known.add((match.label.name, match.anchor))
                        found.append(match)
    return found


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


def _alone(words: Words, bound: tuple[int, int], row: list[Site], site: Site, phrases: Matcher) -> Iterator[Match]:
    """Yield what the sentence says of one part of the body when the others of the row are left out."""
    others = {i for other in range(row[0][0], row[-1][1]) for i in (other,) if not site[0] <= i < site[1]}
    kept = [i for i in range(*bound) if i not in others]
    alone = Words(
        [words.starts[i] for i in kept],
        [words.ends[i] for i in kept],
        [words.plain[i] for i in kept],
        [words.stems[i] for i in kept],
        [words.written[i] for i in kept],
    )
    for match in settle(phrases.find(alone)):
        took = frozenset(kept[i] for i in match.took)
        if site[1] - 1 in took and len(took) > 1 and match.label.role != "ability":
            yield Match(match.label, kept[match.first], kept[match.last - 1] + 1, took)
