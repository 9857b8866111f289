"""Takes published questions into the search index and out of it, and finds those like a text. Public words only."""

from collections.abc import Callable, Collection
from dataclasses import replace

from django.db import transaction

from consilia.domain import retrieval
from consilia.domain.retrieval.engine import EmbeddedEngine
from consilia.domain.retrieval.model import Candidates, Query
from consilia.domain.retrieval.shelf import builders_lock
from consilia.web.questions import index_entries, index_steps
from consilia.web.questions.models import IndexChange, IndexEntry, Question

Progress = Callable[[int, int], object]  # done, of how many

_BATCH = 64  # entries whose vectors are made and stored together


def find_like(
    text: str,
    *,
    reader: object = None,
    k: int = 4,
    exclude: Collection[object] = (),
    facets: Collection[str] | None = None,
    is_typing: bool = False,
    fill: bool = False,
) -> Candidates:
    """Return candidates like the text, best first; their keys are ids of questions, as text.

    Any `reader` may be told of any entry, for only published questions have one; still, `access` decides. `exclude`
    holds ids of questions. `facets` are those of the text where the caller knows them; otherwise they are read from it,
    unless `is_typing`. With `fill` there are k whenever the index has so many. Nothing of the text is kept or logged.
    """
    engine, is_building = index_steps.in_step()
    if facets is None:
        facets = () if is_typing else index_entries.facets_in(text)
    query = Query(text, frozenset(facets), frozenset(map(str, exclude)), is_typing=is_typing, fill=fill)
    return _told(retrieval.search(query, engine=engine, k=k), is_building=is_building)


def find_like_question(question: Question, *, k: int = 4, exclude: Collection[object] = ()) -> Candidates:
    """Return the `k` published questions nearest to one, never itself nor its twins: the cards of its page.

    One that is not in the index is compared by its public words.
    """
    engine, is_building = index_steps.in_step()
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


@transaction.atomic
def put(question: Question, *, embed: bool = True) -> None:
    """Take a question into the index as it is published now; one that is not published is taken out.

    Call it in the transaction that publishes. `embed=False` leaves its vector to the next `rebuild`: who loads
    thousands should have them made in one go.
    """
    if not question.is_public:
        remove(question)
        return
    row = IndexEntry.objects.filter(question=question).first() or IndexEntry(question=question)
    index_entries.fill(row, question=question)
    engine = index_steps.opened()
    if embed and index_entries.vector_of(row, engine=engine) is None:
        index_entries.make_vectors([row], engine=engine)
    row.save()
    IndexChange.note(question.pk)
    transaction.on_commit(index_steps.build_when_due, robust=True)


def remove(question: Question) -> None:
    """Take a question out of the index. Call it in the transaction that withdraws it."""
    IndexEntry.objects.filter(question_id=question.pk).delete()


def rebuild(progress: Progress | None = None) -> int:
    """Bring the entries in line with what is published, make missing vectors, build the index; return its size.

    May be stopped at any moment and called again: the vectors made so far are kept. Waits for another builder.
    """
    engine = index_steps.opened()
    with builders_lock(engine.folder, wait=True):
        _bring_entries_in_line()
        _make_missing_vectors(engine, progress=progress)
        return index_steps.build(engine)


def is_built() -> bool:
    """Whether the index in place was made by this code and this model and every published question is in it."""
    engine, is_building = index_steps.in_step()
    if is_building or not engine.has_shelf or index_entries.without_vector(engine=engine).exists():
        return False
    return IndexEntry.objects.count() == Question.objects.exclude(published_at=None).count()


def has_model() -> bool:
    """Whether questions are compared by meaning; otherwise by words alone, and the administrator should know."""
    return index_steps.opened().embedder is not None


def _told(found: Candidates, *, is_building: bool) -> Candidates:
    return replace(found, fallback_reason="index-building") if is_building else found


def _bring_entries_in_line() -> None:
    IndexEntry.objects.filter(question__published_at=None).delete()
    published = Question.objects.exclude(published_at=None).select_related("department", "index_entry")
    for question in published.iterator(chunk_size=500):
        row = getattr(question, "index_entry", None) or IndexEntry(question=question)
        if index_entries.fill(row, question=question):
            with transaction.atomic():
                row.save()
                IndexChange.note(question.pk)


def _make_missing_vectors(engine: EmbeddedEngine, *, progress: Progress | None) -> None:
    waiting = list(index_entries.without_vector(engine=engine).values_list("pk", flat=True))
    for start in range(0, len(waiting), _BATCH):
        rows = list(IndexEntry.objects.filter(pk__in=waiting[start : start + _BATCH]))
        index_entries.make_vectors(rows, engine=engine)
        IndexEntry.objects.bulk_update(rows, ["vector", "fingerprint"])
        if progress:
            progress(start + len(rows), len(waiting))
