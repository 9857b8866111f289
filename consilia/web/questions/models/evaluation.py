"""What is kept to measure the search on one's own questions: ids, ranks and counts, never words and never a visitor."""

from django.db import models

from consilia.web.accounts.models import Doctor
from consilia.web.questions.models.questions import Question


class SameQuestion(models.Model):
    """A doctor says that a published answer answers this question too. Private: it is shown to no stranger."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answered_by")
    published = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers_too")
    made_by = models.ForeignKey(Doctor, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["question", "published"], name="said_once"),
            models.CheckConstraint(condition=~models.Q(question=models.F("published")), name="another_question"),
        ]

    def __str__(self) -> str:
        return f"{self.question_id} is answered by {self.published_id}"


class SearchCount(models.Model):
    """How often something happened on one day with one version of the search. It cannot tell who, or what was typed."""

    class What(models.TextChoices):
        FOUND = "found", "searched, and something was found"
        NONE = "none", "searched, and nothing was found"
        OPENED = "opened", "a card was opened"

    day = models.DateField()
    place = models.CharField(max_length=10)  # where the cards stood: search, typing, asking
    version = models.CharField(max_length=16)  # of the search
    what = models.CharField(max_length=6, choices=What.choices)
    rank = models.PositiveSmallIntegerField(default=0)  # of the opened card
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "place", "version", "what", "rank"], name="one_count")]

    def __str__(self) -> str:
        return f"{self.day} {self.place} {self.what} {self.rank}: {self.count}"


class FrozenPairs(models.Model):
    """Pairs of "same question", frozen so that measurements on them can be compared. Ids only."""

    made_at = models.DateTimeField(auto_now_add=True)
    digest = models.CharField(max_length=64, unique=True)
    pairs = models.JSONField()  # [[question id, published question id], ...], in order

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{len(self.pairs)} pairs {self.digest[:12]}"


class Measurement(models.Model):
    """How well one version of the search found the published question of each pair of a frozen set."""

    frozen = models.ForeignKey(FrozenPairs, on_delete=models.CASCADE, related_name="measurements")
    made_at = models.DateTimeField(auto_now_add=True)
    search_version = models.CharField(max_length=16)
    knowledge_version = models.CharField(max_length=64)
    code_version = models.CharField(max_length=40)
    fallback_reason = models.CharField(max_length=20, blank=True)
    halves = models.JSONField()  # {"development": {"pairs", "in_four", "in_ten", "mrr", "none"}, "kept back": {...}}

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"measurement {self.pk}"
