"""Who works here: users, the departments and hospitals they belong to, and the doctors who answer."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class Origin(models.TextChoices):
    """Where a record comes from; anything but OWN is marked wherever it is shown."""

    OWN = "own", "this service"
    SAMPLE = "sample", "sample"
    IMPORTED = "imported", "imported, unverified"


class User(AbstractUser):
    """Somebody who logs in: a doctor or an administrator. Askers have no account."""

    class Role(models.TextChoices):
        DOCTOR = "doctor", "Doctor"
        ADMIN = "admin", "Administrator"

    role = models.CharField(max_length=10, choices=Role.choices, default=Role.DOCTOR)

    @property
    def is_administrator(self) -> bool:
        return self.is_active and self.role == self.Role.ADMIN


class Department(models.Model):
    """A specialty that answers. Its id is the one that triage suggests, such as "neurology"."""

    id = models.SlugField(primary_key=True, max_length=40)
    name = models.CharField(max_length=80, unique=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="department_has_a_name")]

    def __str__(self) -> str:
        return self.name


class Hospital(models.Model):
    """A place where doctors work; `aliases` holds its other spellings, one a line."""

    name = models.CharField(max_length=120, unique=True)
    aliases = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name


class Doctor(models.Model):
    """A doctor who answers. Only a verified one may sign; an imported or sample one never logs in."""

    user = models.OneToOneField(User, null=True, blank=True, on_delete=models.PROTECT, related_name="doctor")
    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=140, unique=True)
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="doctors")
    hospital = models.ForeignKey(Hospital, null=True, blank=True, on_delete=models.PROTECT, related_name="doctors")
    registration = models.CharField(max_length=60, blank=True)
    about = models.TextField(blank=True)
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.OWN)
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="doctor_has_a_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_verified(self) -> bool:
        return self.verified_at is not None
