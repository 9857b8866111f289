"""Puts hits in order: a weighted sum of meaning and words, and of what the two questions say of the same things."""

import math
from collections.abc import Iterable

from consilia.domain.retrieval.asking import Asked, Hit
from consilia.domain.retrieval.files import Ranking
from consilia.domain.retrieval.model import Mode
from consilia.domain.retrieval.persons import of_another_person

_OF_THE_PERSON = ("age:", "sex:")
_OPPOSITE = {"present": "absent", "absent": "present"}
_SHORTEST, _LONGEST = -0.5, 2.5  # how far the lengths of query and document may move the weights


def scored(
    hits: Iterable[Hit], *, asked: Asked, usual_words: float, ranking: Ranking, mode: Mode, facets: frozenset[str]
) -> list[tuple[float, Hit]]:
    """Return the hits with their scores, best first; equal ones in the order of their keys."""
    hits = list(hits)
    best_words = max((hit.words for hit in hits), default=0.0) or 1.0
    best_meaning = max((hit.meaning for hit in hits if hit.meaning is not None), default=None)
    longer = min(max(math.log1p(asked.words) - math.log1p(usual_words), _SHORTEST), _LONGEST)
    pairs = []
    for hit in hits:
        words = hit.words / best_words
        # A document whose vector is still to be made is guessed to mean as much as its words say.
        meaning = hit.meaning if hit.meaning is not None else words * (best_meaning or 0.0)
        if mode == "dense":
            score = meaning
        elif mode == "hybrid" and best_meaning is not None:
            score = together(hit, meaning=meaning, words=words, longer=longer, ranking=ranking)
        else:
            score = words
        pairs.append((score + agreement(facets, hit.record.facets, ranking=ranking), hit))
    return sorted(pairs, key=lambda pair: (-pair[0], pair[1].record.key))


def together(hit: Hit, *, meaning: float, words: float, longer: float, ranking: Ranking) -> float:
    """Return the score from all parts. `longer` is the logarithm of how much longer the query is than a document."""
    sentence = hit.best_sentence if hit.best_sentence is not None else meaning
    return (
        ranking.meaning * meaning
        + ranking.best_sentence.at(longer) * sentence
        + ranking.words.at(longer) * words
        + ranking.covers_query.at(longer) * hit.shares.of_query
        + ranking.covers_document.at(longer) * hit.shares.of_document
    )


def agreement(ours: frozenset[str], theirs: frozenset[str], *, ranking: Ranking) -> float:
    """Return what the facets add to a score, or take: a question that denies weakness is not like one that has it."""
    if not ours or not theirs:
        return 0.0
    common = ours & theirs
    departments = sum(facet.startswith("department:") for facet in common)
    person = sum(facet.startswith(_OF_THE_PERSON) for facet in common)
    opposed = sum(opposite(facet) in theirs for facet in ours)
    alike = min(len(common) - departments - person, ranking.most_facets)
    return (
        ranking.shared_facet * alike
        + ranking.same_person * person
        + ranking.same_department * bool(departments)
        - ranking.opposed_stance * min(opposed, ranking.most_facets)
        - of_another_person(ours, theirs, persons=ranking.persons)
    )


def opposite(facet: str) -> str:
    """Return the facet that says the contrary ("muscle-weakness:absent"), or "" for one that has none."""
    concept, _, stance = facet.rpartition(":")
    return f"{concept}:{_OPPOSITE[stance]}" if stance in _OPPOSITE else ""
