"""Mends misspelt words of a query with words that the documents hold. A word that anybody knows is left alone."""

import re
from collections.abc import Callable, Mapping

from rapidfuzz import fuzz, process

from consilia.domain.retrieval.files import Ranking

_WORD = re.compile(r"[^\W\d_]+")
_MOST_UNKNOWN = 40  # words of one query that are looked up; a text with more is in another language


def mend(
    text: str,
    *,
    is_known: Callable[[str], bool],
    words_like: Callable[[str], Mapping[str, int]],
    ranking: Ranking,
    but_last: bool = False,
) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the text with unknown words replaced by the likeliest known ones, and the pairs (written, read as).

    `words_like` gives the words to choose from with how common each is. `but_last` leaves the last word, which is
    still being written.
    """
    found = list(_WORD.finditer(text))
    read_as: dict[str, str | None] = {}
    for match in found[:-1] if but_last and found and found[-1].end() == len(text) else found:
        word = match[0].lower()
        if len(word) < ranking.spelling_from or word in read_as or len(read_as) == _MOST_UNKNOWN or is_known(word):
            continue
        read_as[word] = likeliest(word, words_like(word), likeness=ranking.spelling_likeness)
    mended = _WORD.sub(lambda match: read_as.get(match[0].lower()) or match[0], text)
    return mended, tuple((word, right) for word, right in read_as.items() if right)


def likeliest(word: str, counts: Mapping[str, int], *, likeness: float) -> str | None:
    """Return the counted word most like this one, the commoner of equals, or None when none is so alike."""
    hits = process.extract(word, list(counts), scorer=fuzz.ratio, score_cutoff=likeness * 100, limit=5)
    return max(hits, key=lambda hit: (round(hit[1] / 3), counts[hit[0]]))[0] if hits else None
