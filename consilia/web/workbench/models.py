"""What the workbench keeps beside the answers: words that two windows wrote at the same time."""

from django.db import models

from consilia.web.questions.models import Reply


class DraftVersion(models.Model):
    """Words for an answer that came too late to become the draft, because another window had saved meanwhile.

    Each window has one, kept until the doctor uses or drops it. Nothing a doctor typed is overwritten.
    """

    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="versions")
    window = models.CharField(max_length=40)  # random, made with the page
    text = models.TextField()
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-changed_at"]
        constraints = [models.UniqueConstraint(fields=["reply", "window"], name="a_version_a_window")]

    def __str__(self) -> str:
        return f"version {self.pk} of reply {self.reply_id}"
