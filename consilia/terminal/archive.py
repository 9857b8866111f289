"""Backups: an archive of the database with a description, made while the service runs and read back when it is done."""

import hashlib
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from pydantic import BaseModel, ConfigDict, ValidationError

from consilia import loaded
from consilia.web.ops import last_backup

DATABASE, DESCRIPTION = "consilia.sqlite3", "backup.json"
ROOM_NEEDED = 3  # a copy of the database, the archive made from it, and the copy that is read back
_COUNTED = {"questions": "questions_question", "answers": "questions_reply", "accounts": "accounts_user"}


class ArchiveRefused(ValueError):
    """A backup cannot be written or must not be restored; the message says why and what to do."""


class Description(BaseModel):
    """What stands in `backup.json`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    made_at: datetime
    code_version: str
    knowledge_version: str
    database_sha256: str
    migrations: tuple[tuple[str, str], ...]  # app and name, as applied


@dataclass(frozen=True)
class Contents:
    """What an archive that can be restored holds."""

    description: Description
    counts: dict[str, int]


def back_up(folder: Path | None = None) -> Path:
    """Write an archive into the folder, read it back, and return its path. Only its owner may read it.

    Raises ArchiveRefused when the database is not SQLite (PostgreSQL has its own tools), when there is no room, or when
    what was written cannot be restored.
    """
    source = database_file()
    if not source.exists():
        raise ArchiveRefused(f"There is no database at {source} yet.")
    folder = folder or Path(settings.DATA_DIR) / "backups"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise ArchiveRefused(f"The folder {folder} cannot be used: {error.strerror}.") from None
    if not os.access(folder, os.W_OK):
        raise ArchiveRefused(f"The folder {folder} is not yours to write into.")
    if free < source.stat().st_size * ROOM_NEEDED:
        raise ArchiveRefused(f"There is too little room in {folder}: {free / 1e6:.0f} MB are free.")
    now = datetime.now(UTC)
    made = folder / f"consilia-{now:%Y%m%d-%H%M%S}.tar.gz"
    if made.exists():
        raise ArchiveRefused(f"{made} is there already. Wait a second.")
    try:
        _write(made, source=source, made_at=now)
    except (OSError, sqlite3.Error) as error:
        raise ArchiveRefused(f"The backup could not be written ({type(error).__name__}: {error}).") from None
    last_backup.note(made, made_at=now)
    return made


def _write(made: Path, *, source: Path, made_at: datetime) -> None:
    """Write the archive beside its place, read it back, and only then give it its name."""
    with tempfile.TemporaryDirectory(dir=made.parent) as scratch:
        copy, described, unfinished = (Path(scratch) / name for name in (DATABASE, DESCRIPTION, made.name))
        _copy_database(source, copy)
        described.write_text(_describe(copy, made_at=made_at).model_dump_json(indent=1), "utf-8")
        unfinished.touch(mode=0o600)
        with tarfile.open(unfinished, "w:gz") as archive:
            archive.add(described, DESCRIPTION)
            archive.add(copy, DATABASE)
        copy.unlink()
        with unfinished.open("rb") as written:
            os.fsync(written.fileno())
        _unpacked(unfinished, Path(scratch))
        unfinished.rename(made)


def look_into(file: Path) -> Contents:
    """Return what an archive holds, checked as for a restore. Nothing is touched.

    Raises ArchiveRefused for one that cannot be restored.
    """
    with tempfile.TemporaryDirectory(dir=file.parent if os.access(file.parent, os.W_OK) else None) as scratch:
        database, description = _unpacked(file, Path(scratch))
        _refuse_newer(description, name=file.name)
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as held:
            tables = {name for (name,) in held.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            counts = {
                what: int(held.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 - our own names
                for what, table in _COUNTED.items()
                if table in tables
            }
    return Contents(description, counts)


def database_file() -> Path:
    """Return the file of the SQLite database. Raises ArchiveRefused for another kind of database."""
    database = settings.DATABASES["default"]
    if not database["ENGINE"].endswith("sqlite3"):
        raise ArchiveRefused("The database is not SQLite. Use its own tools, such as pg_dump and pg_restore.")
    return Path(database["NAME"])


def _copy_database(source: Path, target: Path) -> None:
    """SQLite's own online copy: whole and consistent while others write."""
    with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def _describe(database: Path, *, made_at: datetime) -> Description:
    return Description(
        made_at=made_at,
        code_version=loaded.code_version(),
        knowledge_version=loaded.knowledge_version(),
        database_sha256=_sha256(database),
        migrations=_migrations_in(database),
    )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _migrations_in(database: Path) -> tuple[tuple[str, str], ...]:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as held:
        try:
            return tuple(held.execute("SELECT app, name FROM django_migrations ORDER BY app, name"))
        except sqlite3.DatabaseError as error:
            raise ArchiveRefused(f"This is no database of Consilia, or a damaged one ({error}).") from None


def restore(file: Path, *, force: bool) -> Path | None:
    """Put the archive's database in place; return where the one before it was put aside, if there was one.

    Raises ArchiveRefused for an archive that is broken or newer than this code, when a database is in place and `force`
    is not given, and when that database is in use. Nothing is touched then.
    """
    target = database_file()
    if target.exists() and not force:
        raise ArchiveRefused(f"There is a database at {target}. To replace it (it is put aside): --force")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
        copy, description = _unpacked(file, Path(scratch))
        _refuse_newer(description, name=file.name)
        copy.chmod(0o600)
        if os.geteuid() == 0:  # an administrator as root: the service must be able to open it
            shutil.chown(copy, target.parent.stat().st_uid, target.parent.stat().st_gid)
        _refuse_if_in_use(target)
        aside = _put_aside(target)
        copy.rename(target)
    return aside


def _refuse_if_in_use(target: Path) -> None:
    """Leaving write-ahead mode needs the database for oneself: who still has it open would go on writing into nothing.

    A service that has not answered anybody since its start has nothing open, and is not noticed.
    """
    if not target.exists():
        return
    try:
        with closing(sqlite3.connect(target, timeout=1)) as held:
            held.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError:
        raise ArchiveRefused("The service or its worker still has the database open. Stop both first.") from None
    except sqlite3.DatabaseError:  # it is damaged, which may be why one restores
        return


def _unpacked(file: Path, folder: Path) -> tuple[Path, Description]:
    """Return the archive's database in the folder, checked against its description and for sense."""
    try:
        with tarfile.open(file, "r:gz") as archive:
            names = set(archive.getnames())
            if names != {DATABASE, DESCRIPTION}:
                raise ArchiveRefused(f"{file.name} is no backup of Consilia: it holds {', '.join(sorted(names)[:5])}.")
            archive.extractall(folder, filter="data")
        described = Description.model_validate(json.loads((folder / DESCRIPTION).read_text("utf-8")))
    except (tarfile.TarError, EOFError, OSError, ValidationError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise ArchiveRefused(f"{file.name} is broken ({type(error).__name__}). Use another backup.") from None
    database = folder / DATABASE
    if _sha256(database) != described.database_sha256:
        raise ArchiveRefused(f"{file.name} is damaged: its checksum is wrong. Use another backup.")
    with closing(sqlite3.connect(database)) as held:
        is_sound = held.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        if not is_sound or held.execute("PRAGMA foreign_key_check").fetchone():
            raise ArchiveRefused(f"{file.name} holds a damaged database. Use another backup.")
    return database, described


def _refuse_newer(described: Description, *, name: str) -> None:
    unknown = set(described.migrations) - _known_migrations()
    if unknown:
        raise ArchiveRefused(f"{name} was made by a newer version ({described.code_version}). Upgrade Consilia first.")


def _known_migrations() -> set[tuple[str, str]]:
    from django.db.migrations.loader import MigrationLoader

    return set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


def _put_aside(target: Path) -> Path | None:
    """Move the database away with what SQLite keeps beside it."""
    if not target.exists():
        return None
    aside = target.with_name(f"{target.name}.before-restore-{datetime.now(UTC):%Y%m%d-%H%M%S}")
    for ending in ("", "-wal", "-shm"):
        beside = Path(f"{target}{ending}")
        if beside.exists():
            beside.rename(f"{aside}{ending}")
    return aside
