"""What the search index is made from. The truth stays in the question; this can be thrown away and made again."""

import time

from django.db import models, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from consilia.web.questions.models.questions import Question


class IndexEntry(models.Model):
    """The searchable form of one published question, and its vector if a model made one."""

    question = models.OneToOneField(Question, on_delete=models.CASCADE, related_name="index_entry")
    title = models.CharField(max_length=200)
    text = models.TextField()
    facets = models.JSONField(default=list)
    content_hash = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64, blank=True)  # of the model and text preparation behind `vector`
    vector = models.BinaryField(null=True)  # 16-bit floats
    changed_at = models.DateTimeField(auto_now=True, db_index=True)

    def __str__(self) -> str:
        return f"index entry of {self.question_id}"


class IndexChange(models.Model):
    """One numbered step: the entry of this question was put, changed or removed.

    Every process that searches reads the steps it has not seen. Numbers are given out under a lock on the one row of
    IndexState, so that they are committed in order. Not a foreign key: the step outlives the question it removed.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    entry_of = models.BigIntegerField()  # Question.pk
    made_at = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self) -> str:
        return f"index change {self.number}"

    @classmethod
    def note(cls, entry_of: int) -> int:
        """Return the number given to a change, in the transaction that makes it.

        Numbers follow the clock and are never given twice, so that one seen in a transaction that was rolled back
        is not mistaken for a later one.
        """
        with transaction.atomic():
            state, _ = IndexState.objects.select_for_update().get_or_create(pk=1)
            state.last_number = max(state.last_number + 1, time.time_ns() // 1000)
            state.save()
            cls.objects.create(number=state.last_number, entry_of=entry_of)
        return state.last_number


class IndexState(models.Model):
    """The one row that counts the changes of the index."""

    last_number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"index at change {self.last_number}"


@receiver(post_delete, sender=IndexEntry)
def _note_removal(sender: type[IndexEntry], instance: IndexEntry, **kwargs: object) -> None:
    """An entry that goes, with its question or alone, is a change that every searching process must learn of."""
    IndexChange.note(instance.question_id)
