"""Who did what, and when. Append-only; it holds ids and never what a person wrote."""

from typing import Any

from django.conf import settings
from django.db import models


class AppendOnly(RuntimeError):
    """Somebody tried to change or delete an audit event."""


class Event(models.Model):
    """One deed. `by` is empty for the asker (who has no account) and for the system, which `actor` names."""

    at = models.DateTimeField(auto_now_add=True)
    what = models.CharField(max_length=60)
    actor = models.CharField(max_length=20)  # asker, doctor, admin, system
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    thing = models.CharField(max_length=60, blank=True, db_index=True)  # "question:12"
    details = models.JSONField(default=dict)  # ids, levels, versions

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.what} {self.thing}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise AppendOnly("audit events are never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise AppendOnly("audit events are never deleted")
