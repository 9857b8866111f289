"""What the search index is made from. The truth stays in the question; this can be thrown away and made again."""

from django.db import models

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


class IndexState(models.Model):
    """The one row that counts the changes of the index."""

    last_number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"index at change {self.last_number}"
