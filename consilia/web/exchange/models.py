"""Where an imported question came from: what the page said of itself, and what was irregular about it."""

from django.db import models

from consilia.web.questions.models import Question


class Source(models.Model):
    """The origin of one imported question.

    The page's own title and card title are kept here and never shown as ours: they are not unique and not always true.
    `related_topics` is the page's own list of [topic, department], a weak label for measuring, as are its `tags`.
    """

    question = models.OneToOneField(Question, on_delete=models.CASCADE, related_name="source")
    read_from = models.CharField(max_length=255)  # the file's name, without its folder
    site = models.CharField(max_length=60, blank=True)
    page_title = models.CharField(max_length=300, blank=True)
    card_title = models.CharField(max_length=300, blank=True)
    has_share_row = models.BooleanField(default=False)
    related_topics = models.JSONField(default=list)
    tags = models.JSONField(default=list)
    notes = models.JSONField(default=list)  # what was irregular, by name: "related-list-cut-off"
    department_reason = models.CharField(max_length=200, blank=True)
    imported_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"source of question {self.question_id}"
