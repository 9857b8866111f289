"""The rows of the search index: what of a published question is searched, and the vectors made of it."""

import hashlib
import re
from collections.abc import Sequence

import numpy as np
from django.db.models import Q, QuerySet

from consilia.domain.language.model import Person
from consilia.domain.retrieval.embedding import Vectors
from consilia.domain.retrieval.facets import facets_of
from consilia.domain.retrieval.model import Document
from consilia.domain.retrieval.preparer import Preparer
from consilia.domain.retrieval.shelf import Entry
from consilia.web.questions.derived import read_once
from consilia.web.questions.models import IndexEntry, Question

_NOT_A_WORD = re.compile(r"[\W_]+")


def fill(entry: IndexEntry, *, question: Question) -> bool:
    """Write a question's public words into its entry, unsaved; return whether they changed. Drops a stale vector."""
    title, text = question.public_subject, question.public_text
    facets = sorted(
        facets_in(
            f"{title}\n{text}",
            department=question.department_id or "",
            age_band=question.age_band,
            sex=question.sex,
        )
    )
    content_hash = hashlib.sha256(f"{title}\0{text}".encode()).hexdigest()
    if (entry.content_hash, entry.facets) == (content_hash, facets):
        return False
    if entry.content_hash != content_hash:
        entry.vector = None
    entry.title, entry.text, entry.facets, entry.content_hash = title, text, facets, content_hash
    return True


def facets_in(text: str, *, department: str = "", age_band: str = "", sex: str = "") -> frozenset[str]:
    """Return the facets that a text speaks of, with those the form knows."""
    reading = read_once(text, Person(), None)
    return facets_of(reading, departments=[department], age_band=age_band, sex=sex)


def make_vectors(entries: Sequence[IndexEntry], *, engine: Preparer) -> None:
    """Give each entry its vector, unsaved. Without a model nothing happens."""
    if engine.embedder is None or not entries:
        return
    # A subject line is often bare ("Muscle twitching"): it is part of the whole, and no more.
    vectors = engine.embed_documents([("", f"{entry.title}\n{entry.text}") for entry in entries])
    for entry, vector in zip(entries, vectors, strict=True):
        entry.vector = vector.astype(np.float16).tobytes()
        entry.fingerprint = engine.vector_fingerprint


def without_vector(*, engine: Preparer) -> QuerySet[IndexEntry]:
    """Return the entries whose vector is missing or was made by another model; none when there is no model."""
    if engine.embedder is None:
        return IndexEntry.objects.none()
    return IndexEntry.objects.filter(Q(vector=None) | ~Q(fingerprint=engine.vector_fingerprint)).order_by("pk")


def vector_of(row: IndexEntry, *, engine: Preparer) -> Vectors | None:
    """Return the vector of an entry, or None when it has none that this engine's model made."""
    if row.vector is None or not engine.embedder or row.fingerprint != engine.vector_fingerprint:
        return None
    return np.frombuffer(bytes(row.vector), dtype=np.float16).astype(np.float32)


def entry_of(row: IndexEntry, *, engine: Preparer) -> Entry:
    """Return a row as the engine takes it. Its key is the question's id as text."""
    words = _NOT_A_WORD.sub(" ", row.text.casefold()).strip()
    group = hashlib.blake2b(words.encode(), digest_size=8).hexdigest()
    document = Document(str(row.question_id), row.title, row.text, frozenset(row.facets), group)
    return Entry(document, vector_of(row, engine=engine))
