"""Topics, and which questions stand under them."""

from django.db import models

from consilia.web.accounts.models import Department, User
from consilia.web.questions.models.questions import Question


class Topic(models.Model):
    """A (name, department) pair with a page of its own. The same name in two departments is two topics."""

    name = models.CharField(max_length=80)
    slug = models.SlugField(max_length=90)
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="topics")
    questions: "models.ManyToManyField[Question, QuestionTopic]" = models.ManyToManyField(
        Question, through="QuestionTopic", related_name="topics"
    )

    class Meta:
        ordering = ["name", "department_id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="topic_has_a_name"),
            models.UniqueConstraint(fields=["slug", "department"], name="topic_once_a_department"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.department_id})"


class QuestionTopic(models.Model):
    """A question stands under a topic, for a reason; staff may correct it and the correction is kept."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE)
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE)
    reason = models.CharField(max_length=200)
    corrected_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_removed = models.BooleanField(default=False)
    by_hand = models.BooleanField(default=False)  # whoever wrote the question chose it: no rule takes it away

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "topic"], name="filed_once")]

    def __str__(self) -> str:
        return f"{self.question_id} under {self.topic_id}"
