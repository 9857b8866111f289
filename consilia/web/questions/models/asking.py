"""A question while it is still being written."""

from django.db import models


class AskDraft(models.Model):
    """The answers given so far on the way to asking, kept on the server so that no reload or error loses them.

    Found by a random cookie whose SHA-256 is kept here, never the cookie itself. Deleted when sent, when the asker
    says so, and after the retention time.
    """

    key_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True, db_index=True)
    revision = models.PositiveIntegerField(default=0)  # a stale form names an older one
    answers = models.JSONField(default=dict)  # words, subject, age, sex, ... as typed
    sent_question = models.ForeignKey("questions.Question", null=True, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"draft {self.pk}"
