"""The logins of a demonstration, made once and kept in the data folder so that each start can print them."""

import json
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from consilia.web.accounts.models import Department, Doctor, User
from consilia.web.audit.actions import note


class NoDemonstration(RuntimeError):
    """Demo logins were asked for outside a demonstration."""


@dataclass(frozen=True)
class DemoLogin:
    """One login to print."""

    who: str
    username: str
    password: str


_PEOPLE = {"doctor": "doctor", "new-doctor": "doctor, not verified", "admin": "administrator"}


@transaction.atomic
def demo_logins() -> list[DemoLogin]:
    """Return the logins; those that are missing are made. Raises NoDemonstration unless CONSILIA_DEMO is on."""
    if not settings.DEMO:
        raise NoDemonstration("demo logins exist only with CONSILIA_DEMO=1")
    kept = Path(settings.DATA_DIR) / "demo-logins.json"
    passwords: dict[str, str] = json.loads(kept.read_text("utf-8")) if kept.exists() else {}
    there = set(User.objects.filter(username__in=_PEOPLE).values_list("username", flat=True))
    for username in _PEOPLE:
        if username not in there or username not in passwords:
            passwords[username] = secrets.token_urlsafe(9)
            _make(username, passwords[username])
    kept.touch(mode=0o600)
    kept.write_text(json.dumps(passwords), "utf-8")
    return [DemoLogin(who, username, passwords[username]) for username, who in _PEOPLE.items()]


def _make(username: str, password: str) -> None:
    role = User.Role.ADMIN if username == "admin" else User.Role.DOCTOR
    user, _ = User.objects.update_or_create(
        username=username, defaults={"role": role, "password": make_password(password)}
    )
    note("demo login made", by=None, actor="system", thing=f"user:{user.pk}")
    if role == User.Role.DOCTOR:
        neurology, _ = Department.objects.get_or_create(pk="neurology", defaults={"name": "Neurology"})
        is_verified = username == "doctor"
        Doctor.objects.get_or_create(
            user=user,
            defaults={
                "name": "Robin Demo" if is_verified else "Alex Demo",
                "slug": f"demo-{username}",
                "department": neurology,
                "verified_at": timezone.now() if is_verified else None,
            },
        )
