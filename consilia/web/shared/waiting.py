"""Lets a writer wait for its turn at SQLite, looking often whether another has finished.

SQLite's own waiting looks ten times a second, and nobody keeps a place in line: beside an import, which writes nearly
all the time, somebody's question waited for 15 seconds and could be refused. Looking two hundred times a second finds
every pause between two transactions.
"""

import time
from collections.abc import Callable
from typing import Any

from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.dispatch import receiver

SECONDS = 30.0
_PAUSE = 0.005
_ANOTHER_WRITES = {"SQLITE_BUSY", "SQLITE_BUSY_RECOVERY", "SQLITE_BUSY_TIMEOUT"}  # any other will not pass by waiting

Execute = Callable[[str, Any, bool, dict[str, Any]], Any]


@receiver(connection_created, dispatch_uid="wait-patiently")
def be_patient(connection: BaseDatabaseWrapper, **kwargs: object) -> None:
    """Give each connection to SQLite this patience in place of SQLite's own."""
    if connection.vendor == "sqlite" and patiently not in connection.execute_wrappers:
        connection.execute_wrappers.append(patiently)


def patiently(execute: Execute, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:  # noqa: FBT001
    """Run a statement; where another writes, again and again, until SECONDS are over.

    Inside a transaction nothing is waited for: its beginning has waited, and holds the place.
    """
    until = time.monotonic() + SECONDS
    while True:
        try:
            return execute(sql, params, many, context)
        except OperationalError as error:
            why = getattr(error.__cause__, "sqlite_errorname", "")
            if why not in _ANOTHER_WRITES or context["connection"].in_atomic_block or time.monotonic() > until:
                raise
        time.sleep(_PAUSE)
