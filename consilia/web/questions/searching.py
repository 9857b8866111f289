"""Takes published questions into the search index and out of it, and finds those like a text. Public words only."""

import hashlib
from collections.abc import Collection
from dataclasses import replace

from django.db import transaction

from consilia import loaded
from consilia.domain import retrieval
from consilia.domain.retrieval.asking import Asked
from consilia.domain.retrieval.model import Candidates, Query
from consilia.domain.retrieval.searching import Narrow
from consilia.web.questions import index_entries
from consilia.web.questions.index_choice import keeper
from consilia.web.questions.index_filling import Progress
from consilia.web.questions.models import IndexChange, IndexEntry, Question


def find_like(
    text: str,
    *,
    reader: object = None,
    k: int = 4,
    exclude: Collection[object] = (),
    facets: Collection[str] | None = None,
    is_typing: bool = False,
    fill: bool = False,
    is_wide: bool = False,
    asked: Asked | None = None,
    narrow: Narrow | None = None,
) -> Candidates:
    """Return candidates like the text, best first; their keys are ids of questions, as text.

    Any `reader` may be told of any entry, for only published questions have one; still, `access` decides. `exclude`
    holds ids of questions. `facets` are those of the text where the caller knows them; otherwise they are read from it,
    unless `is_typing`. With `fill` there are k whenever the index has so many; `is_wide` is for a list to look through.
    `asked` is the text made ready by `prepared`. `narrow` chooses among keys before twins are shown as one. Nothing of
    the text is kept or logged.
    """
    engine, is_building = keeper().in_step()
    if facets is None:
        facets = () if is_typing else index_entries.facets_in(text)
    query = Query(
        text, frozenset(facets), frozenset(map(str, exclude)), is_typing=is_typing, fill=fill, is_wide=is_wide
    )
    return _told(retrieval.search(query, engine=engine, k=k, asked=asked, narrow=narrow), is_building=is_building)


def prepared(text: str, *, as_written: bool = False) -> Asked:
    """Return a text made ready to be searched for, to be used for several searches."""
    return keeper().in_step()[0].prepare(text, as_written=as_written)


def find_like_question(question: Question, *, k: int = 4, exclude: Collection[object] = ()) -> Candidates:
    """Return the `k` published questions nearest to one, never itself nor its twins: the cards of its page.

    One that is not in the index is compared by its public words.
    """
    engine, is_building = keeper().in_step()
    row = IndexEntry.objects.filter(question=question).first()
    if row is None:
        words = f"{question.public_subject}\n{question.public_text}"
        return find_like(words, k=k, exclude=[question.pk, *exclude], fill=True)
    entry = index_entries.entry_of(row, engine=engine)
    query = Query(
        f"{row.title}\n{row.text}",
        entry.document.facets,
        exclude=frozenset(map(str, [question.pk, *exclude])),
        exclude_groups=frozenset({entry.document.duplicate_group}),
        fill=True,
    )
    asked = engine.prepare(query.text, vector=entry.vector)
    return _told(retrieval.search(query, engine=engine, k=k, asked=asked), is_building=is_building)


def put(question: Question, *, embed: bool = True) -> None:
    """Take a question into the index as it is published now; one that is not published is taken out.

    Call it in the transaction that publishes. `embed=False` leaves its vector to the next `rebuild`: who loads
    thousands should have them made in one go. It reads and embeds before a transaction of its own begins.
    """
    if not question.is_public:
        remove(question)
        return
    row = IndexEntry.objects.filter(question=question).first() or IndexEntry(question=question)
    index_entries.fill(row, question=question)
    engine = keeper().opened()
    if embed and index_entries.vector_of(row, engine=engine) is None:
        index_entries.make_vectors([row], engine=engine)
    with transaction.atomic():
        row.save()
        keeper().taken_in([row], IndexChange.note(question.pk))
        transaction.on_commit(keeper().build_when_due, robust=True)


def remove(question: Question) -> None:
    """Take a question out of the index. Call it in the transaction that withdraws it."""
    IndexEntry.objects.filter(question_id=question.pk).delete()


def rebuild(progress: Progress | None = None) -> int:
    """Bring the entries in line with what is published, make missing vectors, build the index; return its size.

    May be stopped at any moment and called again: the vectors made so far are kept. Waits for another builder.
    """
    return keeper().rebuild(progress)


def is_built() -> bool:
    """Whether the index in place was made by this code and this model and every published question is in it."""
    return keeper().is_built()


def has_model() -> bool:
    """Whether questions are compared by meaning; otherwise by words alone, and the administrator should know."""
    return keeper().opened().embedder is not None


def version() -> str:
    """Return a short digest of what shapes a ranking: model, preparation, weights and code."""
    made = f"{keeper().in_step()[0].fingerprint}|{loaded.retrieval().ranking}|{loaded.code_version()}"
    return hashlib.sha256(made.encode()).hexdigest()[:12]


def _told(found: Candidates, *, is_building: bool) -> Candidates:
    return replace(found, fallback_reason="index-building") if is_building else found
