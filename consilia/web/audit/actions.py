"""Writes audit events. Call it inside the transaction of the deed."""

from typing import Any

from consilia.web.accounts.models import User
from consilia.web.audit.models import Event


def note(what: str, *, by: User | None, actor: str, thing: str = "", **details: Any) -> Event:
    """Write down a deed. `details` are ids, levels and versions, never what a person wrote."""
    return Event.objects.create(what=what, by=by, actor=actor, thing=thing, details=details)
