"""Reads the settings of the database, of its replicas and of the search engine; a wrong one says how to mend it."""

from pathlib import Path
from typing import Any

import dj_database_url

from consilia.web.environment import SettingMissing, text

_EXAMPLE = "postgres://user:password@host/name"
# What was confirmed survives a power cut (FULL). Whoever writes while another does waits in `shared/waiting.py`; only
# until a connection is open, which another may be mending after a crash, SQLite itself waits.
_SQLITE = {
    "timeout": 30,  # seconds
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=0;",
    "transaction_mode": "IMMEDIATE",  # no deadlock between a reader that becomes a writer and another
}


def database(data_dir: Path) -> dict[str, Any]:
    """Return Django's settings of the database of truth: DATABASE_URL, or SQLite in the data folder.

    Raises SettingMissing for an address that cannot be read. The address is never printed: it may hold a password.
    """
    url = text("DATABASE_URL") or f"sqlite:///{data_dir / 'consilia.sqlite3'}"
    try:
        found: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=60))
    except (ValueError, dj_database_url.ParseError, dj_database_url.UnknownSchemeError):
        raise SettingMissing(
            f"DATABASE_URL cannot be read. Write {_EXAMPLE}, with @ : / % in a password written %40 %3A %2F %25; or "
            "leave it out for SQLite."
        ) from None
    kind = found["ENGINE"].rpartition(".")[2]
    if kind == "sqlite3":
        return found | {"OPTIONS": _SQLITE}
    if kind != "postgresql":
        raise SettingMissing(f"DATABASE_URL names {kind}; Consilia runs on SQLite and PostgreSQL ({_EXAMPLE}).")
    if not found["NAME"]:
        raise SettingMissing(f"DATABASE_URL names no database: write {_EXAMPLE}.")
    return found | {"CONN_HEALTH_CHECKS": True}  # after a replica was promoted, old connections are dead


def search_engine(used: dict[str, Any]) -> str:
    """Return CONSILIA_SEARCH_ENGINE: "embedded" or "postgres". Raises SettingMissing for one that cannot work."""
    engine = text("CONSILIA_SEARCH_ENGINE", "embedded")
    if engine not in {"embedded", "postgres"}:
        raise SettingMissing(f"CONSILIA_SEARCH_ENGINE={engine!r} is no engine. Write embedded or postgres.")
    if engine == "postgres" and not used["ENGINE"].endswith("postgresql"):
        raise SettingMissing(
            "CONSILIA_SEARCH_ENGINE=postgres searches in the database, and that is SQLite. Write "
            f"DATABASE_URL={_EXAMPLE} too, or CONSILIA_SEARCH_ENGINE=embedded."
        )
    return engine


def search_replicas(engine: str) -> list[str]:
    """Return the addresses in CONSILIA_SEARCH_REPLICAS. Raises SettingMissing for one that cannot be read.

    They are never printed, for they may hold passwords.
    """
    addresses = [address for address in text("CONSILIA_SEARCH_REPLICAS").split() if address]
    if addresses and engine != "postgres":
        raise SettingMissing("CONSILIA_SEARCH_REPLICAS is read with CONSILIA_SEARCH_ENGINE=postgres alone.")
    for place, address in enumerate(addresses, start=1):
        if not address.startswith(("postgres://", "postgresql://")):
            raise SettingMissing(
                f"CONSILIA_SEARCH_REPLICAS: address {place} does not begin with postgres://. Write {_EXAMPLE}, with a "
                "space between two."
            )
    return addresses
