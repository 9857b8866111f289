"""Reads the people and places of the house."""

from django.db.models import Count, Q, QuerySet

from consilia.web.accounts.models import Department, Doctor, Hospital, User


def doctors_who_log_in() -> QuerySet[Doctor]:
    """Return the doctors with an account; those who wait for verification first."""
    return (
        Doctor.objects.filter(user__isnull=False)
        .select_related("user", "department", "hospital")
        .order_by("-user__is_active", "verified_at", "name")
    )


def administrators() -> QuerySet[User]:
    """Return every administrator, those with an open account first."""
    return User.objects.filter(role=User.Role.ADMIN).order_by("-is_active", "username")


def other_doctors() -> int:
    """Return how many sample and imported doctors there are; they cannot log in."""
    return Doctor.objects.filter(user__isnull=True).count()


def departments() -> QuerySet[Department]:
    """Return every department with the number of its doctors who can sign."""
    can_sign = Q(doctors__verified_at__isnull=False, doctors__user__is_active=True)
    return Department.objects.annotate(signing_doctors=Count("doctors", filter=can_sign, distinct=True))


def departments_that_answer() -> QuerySet[Department]:
    """Return the departments in which somebody can sign, by name."""
    can_sign = Q(doctors__verified_at__isnull=False, doctors__user__is_active=True)
    return Department.objects.filter(can_sign).distinct()


def hospitals() -> QuerySet[Hospital]:
    """Return every hospital, by name."""
    return Hospital.objects.order_by("name")
