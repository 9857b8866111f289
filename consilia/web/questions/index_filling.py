"""Brings the rows of the index in line with what is published, and makes the vectors that are missing."""

from collections.abc import Callable, Sequence

from django.db import transaction

from consilia.domain.retrieval.preparer import Preparer
from consilia.web.questions import index_entries
from consilia.web.questions.models import IndexChange, IndexEntry, Question

Progress = Callable[[int, int], object]  # done, of how many
Told = Callable[[Sequence[IndexEntry], int], object]  # what to tell of changed rows, with the number of the change

_BATCH = 64  # entries whose vectors are made and stored together
_LOOKED_AT = 500  # questions read together


def bring_in_line(tell: Told) -> None:
    """Make the rows that are missing, mend those that are wrong, drop those of what is not published any more.

    No reading stays open while rows are written: SQLite refuses at once to write on what was read before others wrote.
    """
    IndexEntry.objects.filter(question__published_at=None).delete()
    published = list(Question.objects.exclude(published_at=None).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(published), _LOOKED_AT):
        some = Question.objects.filter(pk__in=published[start : start + _LOOKED_AT]).order_by("pk")
        for question in list(some.select_related("department", "index_entry")):
            row = getattr(question, "index_entry", None) or IndexEntry(question=question)
            if index_entries.fill(row, question=question):
                _mend(question.pk, tell=tell)


@transaction.atomic
def _mend(pk: int, *, tell: Told) -> None:
    """Write the row of a question as it is at this moment; it may have been withdrawn since it was looked at."""
    question = Question.objects.select_for_update().filter(pk=pk).exclude(published_at=None).first()
    if question is None:
        return
    row = IndexEntry.objects.filter(question=question).first() or IndexEntry(question=question)
    if index_entries.fill(row, question=question):
        row.save()
        tell([row], IndexChange.note(pk))


def make_missing_vectors(engine: Preparer, *, tell: Told, progress: Progress | None) -> None:
    """Make and keep the vectors that no model or another one made, a batch at a time."""
    waiting = list(index_entries.without_vector(engine=engine).values_list("pk", flat=True))
    for start in range(0, len(waiting), _BATCH):
        rows = list(IndexEntry.objects.filter(pk__in=waiting[start : start + _BATCH]))
        index_entries.make_vectors(rows, engine=engine)
        _keep_vectors(rows, tell=tell)
        if progress:
            progress(start + len(rows), len(waiting))


@transaction.atomic
def _keep_vectors(made: Sequence[IndexEntry], *, tell: Told) -> None:
    """Keep the vectors for the rows that still hold the words they were made of; others changed or went meanwhile."""
    there = IndexEntry.objects.select_for_update().in_bulk([row.pk for row in made])
    same = [(there[row.pk], row) for row in made if row.pk in there and there[row.pk].content_hash == row.content_hash]
    for now, with_vector in same:
        now.vector, now.fingerprint = with_vector.vector, with_vector.fingerprint
    rows = [now for now, _ in same]
    IndexEntry.objects.bulk_update(rows, ["vector", "fingerprint"])
    tell(rows, 0)


def is_complete(engine: Preparer) -> bool:
    """Whether every published question has its row, and every row its vector."""
    if index_entries.without_vector(engine=engine).exists():
        return False
    return IndexEntry.objects.count() == Question.objects.exclude(published_at=None).count()
