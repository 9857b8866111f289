"""The one door: from a question to the answered questions like it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

import numpy as np

from consilia.domain.retrieval.asking import Asked, Engine, Hit
from consilia.domain.retrieval.files import Ranking
from consilia.domain.retrieval.model import Candidate, Candidates, FallbackReason, Mode, Query
from consilia.domain.retrieval.ranking import scored

_WIDTH, _MOST_WIDTH = 10, 200  # hits looked at for each one wanted, and beyond all wanted: some are twins
_LEAST_LOOKED_AT = 50
_LOOKED_AT_TO_NARROW = 2000

Scored = tuple[float, Hit]
Narrow = Callable[[Sequence[str]], Collection[str]]  # from keys to those that may be found


def search(
    query: Query, *, engine: Engine, k: int = 4, asked: Asked | None = None, narrow: Narrow | None = None
) -> Candidates:
    """Return up to `k` answered questions like the query, best first, each with the facets the two share.

    Excluded keys and groups never come back, and of near-duplicates only the best does. Below the floor of
    likeness nothing is returned and `nothing_like_it` says so, unless the query asks to `fill`. `fallback_reason` names
    what part of the search could not run. `asked` is the query made ready where that was done before. `narrow` chooses
    among the keys before twins are shown as one, so that a twin which may not be found hides none that may; more are
    looked at then.
    """
    asked = asked or engine.prepare(query.text, is_typing=query.is_typing, as_written=query.as_written)
    wanted = max(_LEAST_LOOKED_AT, min(k * _WIDTH, k + _MOST_WIDTH)) + len(query.exclude)
    wanted = max(wanted, _LOOKED_AT_TO_NARROW if narrow else 0)
    ranked = rank(asked, engine=engine, most=wanted, facets=query.facets)
    has_no_vectors = asked.vector is not None and ranked and all(hit.meaning is None for _, hit in ranked)
    reason: FallbackReason = "index-building" if has_no_vectors else asked.reason
    if not query.fill:
        ranked = _above_the_floor(ranked, ranking=engine.knowledge.ranking, query=query)
    chosen = _distinct(_allowed(ranked, query=query, narrow=narrow), ranking=engine.knowledge.ranking, most=k)
    if query.fill and len(chosen) < k:
        more = _allowed([(0.0, hit) for hit in engine.anything(most=wanted)], query=query, narrow=narrow)
        chosen = _distinct([*chosen, *more], ranking=engine.knowledge.ranking, most=k)
    items = tuple(Candidate(hit.record.key, score, shared_facets(query, hit)) for score, hit in chosen)
    return Candidates(items, reason, nothing_like_it=not items, corrections=asked.corrections)


def rank(
    asked: Asked, *, engine: Engine, most: int, mode: Mode = "hybrid", facets: frozenset[str] = frozenset()
) -> list[Scored]:
    """Return the raw ranking: no floor, no exclusion, twins stay."""
    hits = engine.find(asked, most=most)
    ranking, usual_words = engine.knowledge.ranking, engine.usual_words()
    return scored(hits, asked=asked, usual_words=usual_words, ranking=ranking, mode=mode, facets=facets)[:most]


def shared_facets(query: Query, hit: Hit) -> tuple[str, ...]:
    """Return what both questions say, in a fixed order, to be told as "why this one"."""
    return tuple(sorted(query.facets & hit.record.facets))


def _allowed(ranked: Sequence[Scored], *, query: Query, narrow: Narrow | None) -> Iterator[Scored]:
    kept = set(narrow([hit.record.key for _, hit in ranked])) if narrow else None
    for score, hit in ranked:
        is_ours = hit.record.key in query.exclude or hit.record.duplicate_group in query.exclude_groups
        if not is_ours and (kept is None or hit.record.key in kept):
            yield score, hit


def _above_the_floor(ranked: Sequence[Scored], *, ranking: Ranking, query: Query) -> list[Scored]:
    return [(score, hit) for score, hit in ranked if _is_like(hit, ranking=ranking, query=query)]


def _is_like(hit: Hit, *, ranking: Ranking, query: Query) -> bool:
    least_meaning = ranking.least_meaning_typing if query.is_typing else ranking.least_meaning
    least_covered = ranking.least_words_covered_typing if query.is_typing else ranking.least_words_covered
    if hit.meaning is None:
        return hit.shares.of_query >= least_covered
    return hit.meaning >= least_meaning - query.is_wide * ranking.wide * hit.shares.of_query


def _distinct(ranked: Iterable[Scored], *, ranking: Ranking, most: int) -> list[Scored]:
    """Return the first `most` that are not told twice: same key, same group, or nearly the same vector."""
    kept: list[Scored] = []
    for score, hit in ranked:
        if len(kept) == most:
            break
        if not any(_same(hit, other, ranking=ranking) for _, other in kept):
            kept.append((score, hit))
    return kept


def _same(one: Hit, other: Hit, *, ranking: Ranking) -> bool:
    if one.record.key == other.record.key:
        return True
    if one.record.duplicate_group and one.record.duplicate_group == other.record.duplicate_group:
        return True
    if one.vector is None or other.vector is None or one.vector.shape != other.vector.shape:
        return False
    return float(np.dot(one.vector, other.vector)) >= ranking.duplicate_meaning
