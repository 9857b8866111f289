"""Makes the one vector of a document from its title and its text."""

from collections.abc import Sequence

import numpy as np

from consilia.domain.retrieval import preparing
from consilia.domain.retrieval.embedding import Embedder, Vectors
from consilia.domain.retrieval.files import RetrievalKnowledge


def document_vectors(
    documents: Sequence[tuple[str, str]], *, embedder: Embedder, knowledge: RetrievalKnowledge
) -> Vectors:
    """Return a vector of length 1 for each (title, text), in order.

    Where both are there it lies between the title's and that of the whole: a title says what the question is, a text
    what else is the case.
    """
    phrases, share = knowledge.words.courtesies, knowledge.ranking.title_share
    wholes = [
        preparing.without_courtesies(preparing.clean(f"{title}\n{text}"), phrases=phrases) for title, text in documents
    ]
    vectors = embedder.embed(wholes)
    mixed = [place for place, (title, text) in enumerate(documents) if title.strip() and text.strip()]
    if mixed and share:
        titles = embedder.embed([preparing.clean(documents[place][0]) for place in mixed])
        vectors[mixed] = share * titles + (1 - share) * vectors[mixed]
        vectors[mixed] /= np.maximum(np.linalg.norm(vectors[mixed], axis=1, keepdims=True), 1e-9)
    return vectors
