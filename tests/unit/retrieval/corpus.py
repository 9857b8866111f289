"""A small corpus of our own, and a model that is quick to run: words with the same meaning share a direction."""

import hashlib
import re
from collections.abc import Callable, Sequence
from functools import cache

import numpy as np

from consilia.domain.retrieval import Document, Entry
from consilia.domain.retrieval.embedding import Vectors

DOCUMENTS = [
    Document(
        "eyelid",
        "Eyelid twitching for two weeks",
        "My left eyelid keeps jumping when I am tired. My sight is fine.",
        frozenset({"eyelid-twitching:present", "vision-loss:absent", "department:ophthalmology"}),
    ),
    Document(
        "thigh",
        "Thigh muscle twitches after sport",
        "The muscle of my thigh flickers under the skin after running. I have no weakness.",
        frozenset({"twitching:present", "muscle-weakness:absent", "site:thigh", "department:neurology"}),
    ),
    Document(
        "weak-thigh",
        "Thigh twitching and a weak leg",
        "The muscle of my thigh flickers under the skin and my leg gives way on the stairs.",
        frozenset({"twitching:present", "muscle-weakness:present", "site:thigh", "department:neurology"}),
    ),
    Document(
        "cramp",
        "Calf cramps at night",
        "Painful cramps in the calf wake me up. Stretching helps.",
        frozenset({"cramp:present", "department:orthopedics"}),
    ),
    Document(
        "tremor",
        "My hands shake when I hold a cup",
        "A tremor of both hands, worse with coffee.",
        frozenset({"tremor:present", "department:neurology"}),
    ),
    Document("chinese", "肌肉跳動", "我的大腿肌肉一直在跳動,很擔心。", frozenset({"department:neurology"})),
    Document("fasciculation", "What is a fasciculation?", "A small twitch of a muscle that you can see.", frozenset()),
]

_SAME = {"flickers": "twitching", "jumping": "twitching", "twitches": "twitching", "fasciculations": "twitching"}


@cache
def _direction(word: str) -> Vectors:
    digest = hashlib.sha256(word.encode()).digest()
    return np.random.default_rng(list(digest)).normal(size=WordModel.dimensions).astype(np.float32)


class WordModel:
    """An embedder for tests: each word has a direction of its own, and words of one meaning share theirs."""

    fingerprint = "words"
    dimensions = 64

    def has_word(self, word: str) -> bool:
        return False

    def embed(self, texts: Sequence[str], *, progress: Callable[[int], object] | None = None) -> Vectors:
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in re.findall(r"[a-z]{4,}", text.lower()):
                vectors[row] += _direction(_SAME.get(word, word))
            vectors[row] /= max(float(np.linalg.norm(vectors[row])), 1e-9)
            vectors[row, 0] += 1.0  # as in real models, unrelated texts are about half alike
            vectors[row] /= float(np.linalg.norm(vectors[row]))
            if progress:
                progress(1)
        return vectors


def entries(documents: Sequence[Document], *, model: WordModel | None) -> list[Entry]:
    """Return the documents with the model's vectors."""
    if model is None:
        return [Entry(document) for document in documents]
    vectors = model.embed([f"{document.title}\n{document.text}" for document in documents])
    return [Entry(document, vector) for document, vector in zip(documents, vectors, strict=True)]
