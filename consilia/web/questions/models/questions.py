"""Questions, replies and what was composed for them."""

import uuid

from django.db import models
from django.db.models import Q

from consilia.domain.triage.model import Urgency
from consilia.web.accounts.models import Department, Doctor, Origin, User

AGE_BANDS = ["0~9", "10~19", "20~29", "30~39", "40~49", "50~59", "60~69", "70~79", "80~89", "90+"]


class Question(models.Model):
    """One person's question, as asked and as assessed, and the public version if there is one.

    `subject` and `text` are the asker's, verbatim and private. A stranger sees `public_subject` and `public_text`
    only, and only while `published_at` is set.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting for a doctor"
        CLAIMED = "claimed", "A doctor is answering"
        ANSWERED = "answered", "Answered"
        WITHDRAWN = "withdrawn", "Withdrawn"
        CLOSED = "closed", "Closed without an answer"

    class Sex(models.TextChoices):
        FEMALE = "female", "Female"
        MALE = "male", "Male"
        OTHER = "other", "Another"
        UNSAID = "", "Prefer not to say"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(max_length=140, unique=True, null=True, blank=True)  # of the public page
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.OWN)
    source_key = models.CharField(max_length=200, unique=True, null=True, blank=True)  # imports: makes them repeatable
    source_url = models.URLField(max_length=500, blank=True)
    is_excerpt = models.BooleanField(default=False)  # known only from a card

    subject = models.CharField(max_length=200)
    text = models.TextField()
    generated_title = models.CharField(max_length=110, unique=True, null=True, blank=True)
    pseudonym = models.CharField(max_length=60, blank=True)
    age_years = models.PositiveSmallIntegerField(null=True, blank=True)
    age_band = models.CharField(max_length=5, blank=True)
    sex = models.CharField(max_length=6, choices=Sex.choices, blank=True)
    pregnant = models.BooleanField(null=True, blank=True)
    for_someone_else = models.BooleanField(default=False)
    conditions = models.TextField(blank=True)  # the asker's answer to "long-term illnesses"
    medicines = models.TextField(blank=True)  # and to "medicines"
    asked_at = models.DateTimeField(null=True, blank=True)  # unknown for cards
    department = models.ForeignKey(
        Department, null=True, blank=True, on_delete=models.PROTECT, related_name="questions"
    )

    # An earlier question of the same person, who said so: asked again from its secret link or in the same browser.
    follows = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="followed_by")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    claimed_by = models.ForeignKey(Doctor, null=True, blank=True, on_delete=models.SET_NULL, related_name="claims")
    token_hash = models.CharField(max_length=64, blank=True, db_index=True)  # SHA-256 of the secret link's token
    notify_email = models.EmailField(blank=True)

    urgency = models.CharField(max_length=10, choices=[(u.value, u.value) for u in Urgency], blank=True)
    urgency_rank = models.PositiveSmallIntegerField(default=9)  # Urgency.rank, for ordering
    is_crisis = models.BooleanField(default=False)
    assessment = models.JSONField(default=dict)  # the whole decision with its evidence, to replay and to show
    safety_answers = models.JSONField(default=dict)  # follow-up question id -> yes, no, unsure
    code_version = models.CharField(max_length=40, blank=True)
    knowledge_version = models.CharField(max_length=64, blank=True)

    public_consent_at = models.DateTimeField(null=True, blank=True)  # the asker's own wish, may be taken back
    public_subject = models.CharField(max_length=200, blank=True)
    public_text = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True, blank=True, db_index=True)
    imported_more_info = models.JSONField(default=list)  # [{heading, paragraphs}] of an imported page, for staff

    class Meta:
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["state", "urgency_rank", "asked_at"], name="the_queue")]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="question_has_words"),
            models.CheckConstraint(
                condition=Q(published_at=None)
                | (Q(is_crisis=False) & Q(public_consent_at__isnull=False))
                | ~Q(origin="own"),
                name="public_only_with_consent_and_never_in_crisis",
            ),
        ]

    def __str__(self) -> str:
        return f"question {self.pk}"

    @property
    def is_public(self) -> bool:
        return self.published_at is not None


class Reply(models.Model):
    """A doctor's answer: a draft until signed. `public_text` is what strangers read."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="replies")
    doctor = models.ForeignKey(Doctor, on_delete=models.PROTECT, related_name="replies")
    text = models.TextField(blank=True)
    public_text = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(auto_now=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_excerpt = models.BooleanField(default=False)

    class Meta:
        ordering = ["signed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "doctor"], condition=Q(signed_at=None), name="one_draft_a_doctor"
            ),
            models.CheckConstraint(condition=Q(signed_at=None) | ~Q(text=""), name="no_empty_answer_is_signed"),
        ]

    def __str__(self) -> str:
        return f"reply {self.pk}"

    @property
    def is_signed(self) -> bool:
        return self.signed_at is not None


class MoreInfo(models.Model):
    """What was composed for a question, with the versions that made it. Can be made again at any time."""

    question = models.OneToOneField(Question, on_delete=models.CASCADE, related_name="more_info")
    leaflet = models.JSONField()  # composing.Leaflet as data
    made_at = models.DateTimeField()
    code_version = models.CharField(max_length=40)
    knowledge_version = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"more info of {self.question_id}"


class Report(models.Model):
    """Somebody says that something is wrong with a public page."""

    question = models.ForeignKey(Question, null=True, on_delete=models.CASCADE, related_name="reports")
    page = models.CharField(max_length=300)
    reason = models.CharField(max_length=20)
    words = models.TextField(blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["handled_at", "-made_at"]

    def __str__(self) -> str:
        return f"report {self.pk}"


class ImportedEdge(models.Model):
    """An imported page listed another as similar: a weak label for measuring retrieval, never shown."""

    page = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="listed_similar")
    similar = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="listed_by")
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "similar"], name="an_edge_once")]

    def __str__(self) -> str:
        return f"{self.page_id} -> {self.similar_id}"
