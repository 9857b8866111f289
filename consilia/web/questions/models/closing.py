"""Why a question was closed without an answer."""

from django.db import models
from django.db.models import Q

from consilia.web.accounts.models import Doctor
from consilia.web.questions.models.questions import Question


class Closing(models.Model):
    """A doctor closed a question without an answer. Opened again it stays here, as what was once done."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="closings")
    reason = models.CharField(max_length=90)  # id in knowledge/workbench/closing.yaml
    note = models.TextField(blank=True)  # what was done, for the staff alone
    closed_by = models.ForeignKey(Doctor, null=True, on_delete=models.SET_NULL, related_name="+")
    closed_at = models.DateTimeField(auto_now_add=True)
    reopened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-closed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["question"], condition=Q(reopened_at=None), name="closed_once_at_a_time")
        ]

    def __str__(self) -> str:
        return f"closing of {self.question_id}"
