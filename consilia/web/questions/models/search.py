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
    fingerprint = models.CharField(max_length=64)  # of model, text preparation and code
    vector = models.BinaryField(null=True)
    changed_at = models.DateTimeField(auto_now=True, db_index=True)

    def __str__(self) -> str:
        return f"index entry of {self.question_id}"
