"""Compares sentences with those that mean danger: a logistic regression says whether, the nearest ones say which.

Both rest on vectors of a sentence embedding model. The weights are found anew from the files whenever they change, by
Newton's method (Bishop, Pattern Recognition and Machine Learning, 4.3.3), in a fraction of a second.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from consilia.domain.hearing.examples import Examples, pieces_of
from consilia.domain.hearing.files import Policy
from consilia.domain.retrieval.embedding import Embedder, Vectors

_SCALE = 6.0  # of the vectors, whose length is 1: so that the weights need not be large
_STEPS = 12  # Newton's method is at rest after eight or so
_NEAREST = 3  # sentences of a danger that are compared; one alone follows its wording too closely

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Suspicion:
    """A danger that somebody's words sound like, with the sentence that does and its score."""

    rule: str
    sentence: str
    score: float


class Ear:
    """Ready to listen; making it embeds every example. `remember` is the model where it keeps vectors, if it does."""

    def __init__(
        self, examples: Examples, *, policy: Policy, embedder: Embedder, remember: Embedder | None = None
    ) -> None:
        self._policy, self._embedder = policy, embedder
        sentences, rules = zip(*examples.danger, strict=True)
        vectors = (remember or embedder).embed([*sentences, *examples.harmless])
        self._dangers: Vectors = vectors[: len(sentences)]
        self._rules = np.array(rules)
        self._weights = _fit(vectors, loud=len(sentences), held_back=policy.held_back)

    def suspects(self, text: str) -> tuple[Suspicion, ...]:
        """Return the dangers that some sentence of the text sounds like, nearest first; none for most texts."""
        pieces = pieces_of(text)
        if not pieces:
            return ()
        vectors = self._embedder.embed(pieces)
        scores = _with_one(vectors) @ self._weights
        found: dict[str, Suspicion] = {}
        for place in np.argsort(-scores):
            if scores[place] < self._policy.asks_from:
                break
            for rule in self._nearest(vectors[place]):
                found.setdefault(rule, Suspicion(rule, pieces[place], round(float(scores[place]), 2)))
        return tuple(found.values())[: self._policy.most_dangers]

    def _nearest(self, vector: npt.NDArray[np.float32]) -> list[str]:
        """The dangers by the mean likeness of their nearest sentences."""
        likeness = self._dangers @ vector
        means = {rule: np.sort(likeness[self._rules == rule])[-_NEAREST:].mean() for rule in dict.fromkeys(self._rules)}
        return sorted(means, key=lambda rule: -means[rule])[: self._policy.most_dangers]


def _with_one(vectors: Vectors) -> Numbers:
    return np.hstack([vectors.astype(np.float64) * _SCALE, np.ones((len(vectors), 1))])


def _fit(vectors: Vectors, *, loud: int, held_back: float) -> Numbers:
    """Return the weights that tell the first `loud` vectors from the others; the last weight is the constant."""
    given = _with_one(vectors)
    wanted = np.arange(len(given)) < loud
    hold = np.full(given.shape[1], held_back)
    weights = np.zeros(given.shape[1])
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-np.clip(given @ weights, -30, 30)))
        slope = given.T @ (likely - wanted) + hold * np.append(weights[:-1], 0)
        curve = (given * (likely * (1 - likely))[:, None]).T @ given + np.diag(hold)
        weights -= np.linalg.solve(curve, slope)
    return weights
