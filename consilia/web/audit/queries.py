"""Reads the audit trail, for the people who must account for what was done."""

from django.db.models import QuerySet

from consilia.web.audit.models import Event


def events_about(thing: str) -> QuerySet[Event]:
    """Return the events about one thing ("question:12"), the newest first, with who did each."""
    return Event.objects.filter(thing=thing).select_related("by")


def all_events() -> QuerySet[Event]:
    """Return the whole trail, the newest first."""
    return Event.objects.select_related("by")
