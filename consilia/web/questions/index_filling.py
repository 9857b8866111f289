"""Brings the rows of the index in line with what is published, and makes the vectors that are missing."""

from collections.abc import Callable, Sequence

from django.db import transaction

from consilia.domain.retrieval.preparer import Preparer
from consilia.web.questions import index_entries
from consilia.web.questions.models import IndexChange, IndexEntry, Question

Progress = Callable[[int, int], object]  # done, of how many
Told = Callable[[Sequence[IndexEntry], int], object]  # what to tell of changed rows, with the number of the change

_BATCH = 64  # entries whose vectors are made and stored together


def bring_in_line(tell: Told) -> None:
    """Make the rows that are missing, mend those that are wrong, drop those of what is not published any more."""
    IndexEntry.objects.filter(question__published_at=None).delete()
    published = Question.objects.exclude(published_at=None).select_related("department", "index_entry")
    for question in published.iterator(chunk_size=500):
        row = getattr(question, "index_entry", None) or IndexEntry(question=question)
        if index_entries.fill(row, question=question):
            with transaction.atomic():
                row.save()
                tell([row], IndexChange.note(question.pk))


def make_missing_vectors(engine: Preparer, *, tell: Told, progress: Progress | None) -> None:
    """Make and keep the vectors that no model or another one made, a batch at a time."""
    waiting = list(index_entries.without_vector(engine=engine).values_list("pk", flat=True))
    for start in range(0, len(waiting), _BATCH):
        rows = list(IndexEntry.objects.filter(pk__in=waiting[start : start + _BATCH]))
        index_entries.make_vectors(rows, engine=engine)
        with transaction.atomic():
            IndexEntry.objects.bulk_update(rows, ["vector", "fingerprint"])
            tell(rows, 0)
        if progress:
            progress(start + len(rows), len(waiting))


def is_complete(engine: Preparer) -> bool:
    """Whether every published question has its row, and every row its vector."""
    if index_entries.without_vector(engine=engine).exists():
        return False
    return IndexEntry.objects.count() == Question.objects.exclude(published_at=None).count()
