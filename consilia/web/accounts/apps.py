"""Registers the accounts room."""

from typing import Any

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "consilia.web.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Write a locked log-in into the trail: the administrator should know that somebody guesses."""
        from axes.signals import user_locked_out

        user_locked_out.connect(_note_lock_out, dispatch_uid="note-lock-out")


def _note_lock_out(sender: object, **of: Any) -> None:  # what axes sends along names a person
    from consilia.web.audit.actions import note

    note("log-in locked after wrong passwords", by=None, actor="system")
