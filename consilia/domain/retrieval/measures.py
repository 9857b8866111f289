"""How good a ranking is, where people have judged documents: nDCG, MRR, MAP and recall of the first ten."""

import math
from collections.abc import Mapping, Sequence

import numpy as np

Measures = dict[str, float]
FIRST = 10  # documents that a reader may look at


def measures(ranked: Sequence[str], grades: Mapping[str, int], *, least_grade: int) -> Measures:
    """Return the measures of one query's ranking. Only documents of `least_grade` or more count as found.

    Documents that nobody judged count as bad; the figures named "judged" leave them out.
    """
    judged = [key for key in ranked if key in grades]
    told = {f"judged {name}": value for name, value in _of(judged, grades, least_grade=least_grade).items()}
    return _of(list(ranked), grades, least_grade=least_grade) | told


def mean(of_queries: Mapping[str, Measures]) -> Measures:
    """Return the mean of each measure over the queries; nothing for no query."""
    names = next(iter(of_queries.values()), {})
    return {name: sum(found[name] for found in of_queries.values()) / len(of_queries) for name in names}


def _of(ranked: list[str], grades: Mapping[str, int], *, least_grade: int) -> Measures:
    first = [grades.get(key, 0) for key in dict.fromkeys(ranked)][:FIRST]
    good = sum(grade >= least_grade for grade in grades.values())
    hits = [place for place, grade in enumerate(first, start=1) if grade >= least_grade]
    best = _gain(sorted(grades.values(), reverse=True)[:FIRST])
    return {
        f"nDCG@{FIRST}": _gain(first) / best if best else 0.0,
        f"MRR@{FIRST}": 1 / hits[0] if hits else 0.0,
        f"MAP@{FIRST}": sum(n / place for n, place in enumerate(hits, start=1)) / min(good, FIRST) if good else 0.0,
        f"recall@{FIRST}": len(hits) / good if good else 0.0,
    }


def _gain(grades: Sequence[int]) -> float:
    return math.fsum((2.0**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades, start=1))


def likely_chance(differences: Sequence[float], *, turns: int = 2000) -> float:
    """Return how often chance alone would make a mean difference as great: signs are drawn, always the same ones."""
    given = np.asarray(differences, dtype=np.float64)
    if not given.any():
        return 1.0
    signs = np.random.default_rng(0).choice((-1.0, 1.0), size=(turns, len(given)))
    drawn = np.abs(signs @ given)
    return float((1 + (drawn >= abs(given.sum()) - 1e-12).sum()) / (1 + turns))
