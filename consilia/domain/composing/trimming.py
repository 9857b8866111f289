"""Makes a page short enough: extras go first, then the weakest points, then what is merely good to know."""

from collections.abc import Sequence

from consilia.domain.composing.draft import Drafted
from consilia.domain.composing.files import Section

EXTRA, WANT = 2, 1
_CROWDED = 1000.0  # the longest list gives first; scores of different lists are not compared


def trimmed(lines: Sequence[Drafted], *, sections: Sequence[Section], most_words: int) -> list[Drafted]:
    """Return the lines that fit. A list or card keeps its `at_least` points, and the emergency card one more."""
    kept = list(lines)
    least = {section.id: section.at_least for section in sections}
    while _words(kept) > most_words:
        shorter = _without_last(kept, EXTRA) or _without_weakest_point(kept, least) or _without_last(kept, WANT)
        if not shorter:
            return kept
        kept = shorter
    return kept


def _words(lines: Sequence[Drafted]) -> int:
    return sum(len(line.sentence.text.split()) for line in lines)


def _without_last(lines: Sequence[Drafted], room: int) -> list[Drafted]:
    loose = [line for line in lines if line.room == room]
    if not loose:
        return []
    weakest = min(loose, key=lambda line: line.score)
    return [line for line in lines if line is not weakest]


def _without_weakest_point(lines: Sequence[Drafted], least: dict[str, int]) -> list[Drafted]:
    """Drop the item with the lowest score of a list, or of a card, that has points to spare."""
    points: dict[tuple[str, str], dict[str, float]] = {}
    for line in lines:
        sentence = line.sentence
        if sentence.kind in ("item", "card") and sentence.source:
            points.setdefault((sentence.section, sentence.level), {})[sentence.source] = line.score
    spare = [
        (score - len(scores) * _CROWDED, section, source)
        for (section, level), scores in points.items()
        if len(scores) > least[section] + (level == "emergency")
        for source, score in scores.items()
        if score == min(scores.values())
    ]
    if not spare:
        return []
    _, section, source = min(spare)
    return [x for x in lines if (x.sentence.section, x.sentence.source) != (section, source)]
