"""How the house is doing: database, index, knowledge. Numbers and versions only, nothing about a person."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, cast

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from consilia import loaded
from consilia.web.accounts.models import Doctor, Origin
from consilia.web.ops.last_backup import last_backup


@dataclass(frozen=True)
class Fact:
    """One line of the status page. `level` is "ok", "degraded" (works, but worse) or "failed"; "" for a mere count."""

    name: str
    value: str
    level: str = ""


class Reports(Protocol):
    """What a room's AppConfig has when the room can say how it is doing."""

    def facts(self) -> list[tuple[str, str, str]]:
        """Return the room's facts as (name, value, level)."""


def health() -> list[Fact]:
    """Return what a monitor has to know. Touches the database once, and never a table with words in it."""
    database = _database()
    facts = [
        database,
        Fact("knowledge", loaded.knowledge_version(), "ok"),
        Fact("version", loaded.code_version(), "ok"),
    ]
    if database.level == "ok":
        facts += [fact for fact in _rooms() if fact.level]
    return facts


def status(*, visitors_told_apart: bool) -> list[Fact]:
    """Return everything for the administrator: the health, the counts of each room, and the settings that matter.

    `visitors_told_apart`: whether limits can work, which only a request can tell.
    """
    return [
        *health(),
        *(fact for fact in _rooms() if not fact.level),
        Fact("locale", settings.LOCALE),
        Fact("demonstration", "yes" if settings.DEMO else "no"),
        Fact("HTTPS", "yes" if settings.HTTPS else "no"),
        Fact("e-mail", "sent" if settings.EMAIL_HOST else "written to files in the data folder, not sent"),
        _limits(visitors_told_apart=visitors_told_apart),
        _backup(),
        Fact("data folder", str(settings.DATA_DIR)),
    ]


def _limits(*, visitors_told_apart: bool) -> Fact:
    if visitors_told_apart:
        return Fact("limits on what one address sends", "on")
    return Fact("limits on what one address sends", "off: visitors cannot be told apart; see CONSILIA_PROXIES")


def _backup() -> Fact:
    """Only for the status page: that a backup is late must not wake anybody who watches the health."""
    if connection.vendor != "sqlite":
        return Fact("last backup", "not known here: PostgreSQL has its own tools")
    made = last_backup()
    if made is None:
        return Fact("last backup", "none: see consilia backup", "" if settings.DEMO else "degraded")
    return Fact("last backup", f"{made.made_at:%Y/%m/%d %H:%M} UTC: {made.file}", "degraded" if made.is_old else "ok")


def worst(facts: list[Fact]) -> str:
    """Return the worst level among the facts."""
    levels = {fact.level for fact in facts}
    return next((level for level in ("failed", "degraded") if level in levels), "ok")


def _database() -> Fact:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        waiting = migrations_waiting()
    except DatabaseError as error:
        return Fact("database", type(error).__name__, "failed")
    return Fact("database", "migrations wait" if waiting else "ok", "failed" if waiting else "ok")


def migrations_waiting() -> int:
    """Return how many migrations have not been applied. Raises DatabaseError when there is no database."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def missing_in_tables() -> list[str]:
    """Return the tables and columns that the house needs and the database lacks, such as "questions_question.slug".

    A database that an unreleased version made can lack them although no step waits.
    """
    missing = []
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for model in apps.get_models():
            meta = model._meta  # noqa: SLF001 - Django's own way to ask for tables and columns
            table = meta.db_table
            if table not in tables:
                missing.append(table)
                continue
            columns = {column.name for column in connection.introspection.get_table_description(cursor, table)}
            wanted = [field.column for field in meta.local_concrete_fields]
            missing += [f"{table}.{column}" for column in wanted if column not in columns]
    return sorted(missing)


def _rooms() -> Iterator[Fact]:
    """The rooms do not import each other: each that can report has `facts` on its AppConfig."""
    for config in apps.get_app_configs():
        if hasattr(config, "facts"):
            yield from (Fact(*fact) for fact in cast("Reports", config).facts())


def has_samples() -> bool:
    """Tell whether the sample doctors are in the database, and with them the sample content."""
    return Doctor.objects.filter(origin=Origin.SAMPLE).exists()
