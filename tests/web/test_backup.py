"""A backup comes back as it was, or says why not and touches nothing."""

import json
import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.utils import timezone

from consilia.terminal import archive
from consilia.web.ops import last_backup, queries


@pytest.fixture
def house(monkeypatch, tmp_path, settings):
    """A data folder of its own, with a small database of this version in it."""
    file = tmp_path / "consilia.sqlite3"
    settings.DATA_DIR = tmp_path
    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": file}
    monkeypatch.setattr(archive, "settings", SimpleNamespace(DATA_DIR=tmp_path, DATABASES={"default": database}))
    fill(file, "the first")
    return tmp_path


def fill(file, words, *, migration="0001_initial"):
    with closing(sqlite3.connect(file)) as database:
        database.executescript("CREATE TABLE django_migrations (app TEXT, name TEXT); CREATE TABLE notes (words TEXT)")
        database.execute("INSERT INTO django_migrations VALUES ('questions', ?)", [migration])
        database.execute("INSERT INTO notes VALUES (?)", [words])
        database.commit()


def words_in(file) -> str:
    with closing(sqlite3.connect(file)) as database:
        return str(database.execute("SELECT words FROM notes").fetchone()[0])


def test_a_backup_comes_back_as_it_was(house):
    made = archive.back_up()
    (house / "consilia.sqlite3").unlink()

    assert archive.restore(made, force=False) is None
    assert words_in(house / "consilia.sqlite3") == "the first"
    assert made.stat().st_mode & 0o077 == 0
    with tarfile.open(made) as held:
        description = json.load(held.extractfile("backup.json"))
    assert description["knowledge_version"]
    assert len(description["database_sha256"]) == 64


@pytest.mark.parametrize("folder", ["/proc/nothing", "/dev/null/backups"])
def test_a_backup_into_a_folder_that_cannot_be_used_says_so(house, folder):
    with pytest.raises(archive.ArchiveRefused, match="cannot be used"):
        archive.back_up(Path(folder))


def test_a_restore_overwrites_only_when_forced_and_puts_the_old_aside(house):
    made = archive.back_up()
    with closing(sqlite3.connect(house / "consilia.sqlite3")) as database:
        database.execute("UPDATE notes SET words = 'newer'")
        database.commit()

    with pytest.raises(archive.ArchiveRefused, match="--force"):
        archive.restore(made, force=False)
    assert words_in(house / "consilia.sqlite3") == "newer"
    aside = archive.restore(made, force=True)

    assert words_in(house / "consilia.sqlite3") == "the first"
    assert words_in(aside) == "newer"


def test_a_damaged_archive_is_refused_and_touches_nothing(house):
    made = archive.back_up()
    broken = house / "broken.tar.gz"
    broken.write_bytes(made.read_bytes()[:-200])

    with pytest.raises(archive.ArchiveRefused, match="broken"):
        archive.restore(broken, force=True)
    assert words_in(house / "consilia.sqlite3") == "the first"


def test_a_changed_database_in_the_archive_is_refused(house):
    made = archive.back_up()
    with tarfile.open(made) as held:
        held.extractall(house / "out", filter="data")
    with closing(sqlite3.connect(house / "out" / "consilia.sqlite3")) as database:
        database.execute("UPDATE notes SET words = 'forged'")
        database.commit()
    forged = house / "forged.tar.gz"
    with tarfile.open(forged, "w:gz") as held:
        for name in ("backup.json", "consilia.sqlite3"):
            held.add(house / "out" / name, name)

    with pytest.raises(archive.ArchiveRefused, match="checksum"):
        archive.restore(forged, force=True)


def test_some_other_archive_is_refused(house):
    other = house / "other.tar.gz"
    with tarfile.open(other, "w:gz") as held:
        held.add(house / "consilia.sqlite3", "../../etc/passwd")

    with pytest.raises(archive.ArchiveRefused, match="no backup of Consilia"):
        archive.restore(other, force=True)


def test_a_backup_of_a_newer_version_is_refused(house):
    (house / "consilia.sqlite3").unlink()
    fill(house / "consilia.sqlite3", "from the future", migration="9999_unknown")
    made = archive.back_up()

    with pytest.raises(archive.ArchiveRefused, match="newer version"):
        archive.restore(made, force=True)


def test_another_kind_of_database_is_sent_to_its_own_tools(monkeypatch):
    database = {"ENGINE": "django.db.backends.postgresql", "NAME": "consilia"}
    monkeypatch.setattr(archive, "settings", SimpleNamespace(DATABASES={"default": database}))

    with pytest.raises(archive.ArchiveRefused, match="pg_dump"):
        archive.back_up()


def test_an_archive_can_be_looked_into_without_touching_anything(house):
    with closing(sqlite3.connect(house / "consilia.sqlite3")) as database:
        database.execute("CREATE TABLE questions_question (id)")
        database.execute("INSERT INTO questions_question VALUES (1), (2)")
        database.commit()
    made = archive.back_up()
    before = sorted(house.rglob("*"))

    contents = archive.look_into(made)

    assert contents.counts == {"questions": 2}
    assert contents.description.knowledge_version
    assert sorted(house.rglob("*")) == before


def test_a_backup_is_read_back_before_it_gets_its_name(house, monkeypatch):
    def broken(file, folder):
        raise archive.ArchiveRefused("it cannot be restored")

    monkeypatch.setattr(archive, "_unpacked", broken)

    with pytest.raises(archive.ArchiveRefused, match="cannot be restored"):
        archive.back_up()
    assert list((house / "backups").iterdir()) == []
    assert last_backup.last_backup() is None


def test_a_disk_that_is_full_is_said_and_leaves_nothing_behind(house, monkeypatch):
    def full(*args):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(archive, "_copy_database", full)

    with pytest.raises(archive.ArchiveRefused, match="disk is full"):
        archive.back_up()
    assert list((house / "backups").iterdir()) == []


def test_what_is_no_database_of_ours_is_not_backed_up(house):
    (house / "consilia.sqlite3").write_bytes(b"SQLite format 3\x00 and then nothing")

    with pytest.raises(archive.ArchiveRefused):
        archive.back_up()


def test_nothing_is_restored_under_a_service_that_runs(house):
    made = archive.back_up()
    with closing(sqlite3.connect(house / "consilia.sqlite3")) as service:
        service.execute("PRAGMA journal_mode=WAL")
        service.execute("SELECT * FROM notes").fetchall()

        with pytest.raises(archive.ArchiveRefused, match="Stop both first"):
            archive.restore(made, force=True)
    assert archive.restore(made, force=True)


def test_a_damaged_database_is_put_aside_for_a_sound_one(house):
    made = archive.back_up()
    (house / "consilia.sqlite3").write_bytes(b"not a database at all" * 500)

    aside = archive.restore(made, force=True)

    assert aside.read_bytes().startswith(b"not a database")
    assert words_in(house / "consilia.sqlite3") == "the first"


@pytest.mark.usefixtures("noise")
def test_the_status_page_says_when_the_last_backup_was_made(settings, tmp_path, time_machine):
    settings.DATA_DIR = tmp_path
    time_machine.move_to("2026-11-22T03:15:00Z", tick=False)
    assert told_of_backups() == ("none: see consilia backup", "degraded")
    last_backup.note(Path("/mnt/safe/consilia.tar.gz"), made_at=timezone.now())

    assert told_of_backups() == ("2026/11/22 03:15 UTC: /mnt/safe/consilia.tar.gz", "ok")
    time_machine.move_to("2026-11-24T03:16:00Z", tick=False)
    assert told_of_backups()[1] == "degraded"
    assert queries.worst(queries.health()) != "failed"


def told_of_backups() -> tuple[str, str]:
    (fact,) = [fact for fact in queries.status(visitors_told_apart=True) if fact.name == "last backup"]
    return fact.value, fact.level
