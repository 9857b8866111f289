"""Puts hits in order: a weighted sum of meaning and words, and of what the two questions say of the same things."""

from collections.abc import Iterable

from consilia.domain.retrieval.engine import Hit
from consilia.domain.retrieval.files import Ranking
from consilia.domain.retrieval.model import Mode

_OPPOSITE = {"present": "absent", "absent": "present"}


def scored(hits: Iterable[Hit], *, ranking: Ranking, mode: Mode, facets: frozenset[str]) -> list[tuple[float, Hit]]:
    """Return the hits with their scores, best first; equal ones in the order of their keys."""
    hits = list(hits)
    best_words = max((hit.words for hit in hits), default=0.0) or 1.0
    best_meaning = max((hit.meaning for hit in hits if hit.meaning is not None), default=None)
    pairs = []
    for hit in hits:
        words = hit.words / best_words
        # A document whose vector is still to be made is guessed to mean as much as its words say.
        meaning = hit.meaning if hit.meaning is not None else words * (best_meaning or 0.0)
        if mode == "dense":
            score = meaning
        elif mode == "hybrid" and best_meaning is not None:
            score = ranking.meaning * meaning + ranking.words * words
        else:
            score = words
        pairs.append((score + agreement(facets, hit.record.facets, ranking=ranking), hit))
    return sorted(pairs, key=lambda pair: (-pair[0], pair[1].record.key))


def agreement(ours: frozenset[str], theirs: frozenset[str], *, ranking: Ranking) -> float:
    """Return what the facets add to a score, or take: a question that denies weakness is not like one that has it."""
    if not ours or not theirs:
        return 0.0
    together = ours & theirs
    departments = sum(facet.startswith("department:") for facet in together)
    opposed = sum(opposite(facet) in theirs for facet in ours)
    alike = min(len(together) - departments, ranking.most_facets)
    return (
        ranking.shared_facet * alike
        + ranking.same_department * bool(departments)
        - ranking.opposed_stance * min(opposed, ranking.most_facets)
    )


def opposite(facet: str) -> str:
    """Return the facet that says the contrary ("muscle-weakness:absent"), or "" for one that has none."""
    concept, _, stance = facet.rpartition(":")
    return f"{concept}:{_OPPOSITE[stance]}" if stance in _OPPOSITE else ""
