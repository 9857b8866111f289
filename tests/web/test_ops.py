"""Health, status, logs without words, the commands of the administrator, the worker, backup and restore."""

import json
import logging
import sqlite3
import tarfile
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from django.core.management import call_command
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone

from consilia.terminal import archive, serve, stamps
from consilia.terminal.operate import new_admin_command, new_key_command
from consilia.web.accounts import demo
from consilia.web.accounts.models import User
from consilia.web.ops import queries
from consilia.web.ops.logs import ErrorsWithoutWords, WithoutPaths
from consilia.web.questions.models import AskDraft
from tests.web.factories import a_published_question, a_question, an_administrator
from tests.web.staff import browser_of

SECRET = "my secret sentence about a calf"


@pytest.mark.usefixtures("noise")
def test_health_names_its_parts_and_no_person(client):
    a_question(SECRET, subject="Private subject")

    response = client.get("/ops/health/")

    parts = response.json()["parts"]
    assert response.status_code == 200
    assert {"database", "index", "knowledge", "version", "search by meaning"} <= parts.keys()
    assert len(parts["knowledge"]["value"]) == 16
    assert b"rivate" not in response.content
    assert b"calf" not in response.content


@pytest.mark.usefixtures("noise")
def test_health_says_when_the_database_is_not_up_to_date(client, monkeypatch):
    monkeypatch.setattr(queries, "migrations_waiting", lambda: 2)

    response = client.get("/ops/health/")

    assert (response.status_code, response.json()["status"]) == (503, "failed")


@pytest.mark.usefixtures("noise")
def test_health_says_when_the_database_is_gone(client, monkeypatch):
    def gone():
        raise DatabaseError("server at 10.0.0.1 with password x")

    monkeypatch.setattr(queries, "migrations_waiting", gone)

    response = client.get("/ops/health/")

    assert response.status_code == 503
    assert b"10.0.0.1" not in response.content


@pytest.mark.usefixtures("noise")
def test_status_tells_the_administrator_how_search_works_and_counts():
    a_published_question()

    page = browser_of(an_administrator()).get("/ops/status/").content.decode()

    for told in ("Waiting for a doctor", "Reports to handle", "Search by meaning", "Index", "Locale", "en-GB"):
        assert told in page


@pytest.mark.usefixtures("noise")
def test_status_names_the_reason_when_there_is_no_model(monkeypatch):
    monkeypatch.setattr("consilia.web.questions.searching.has_model", lambda: False)

    page = browser_of(an_administrator()).get("/ops/status/").content.decode()

    assert "no-model" in page
    assert "works, but worse" in page


def logged(record_of) -> str:
    """What the house's handler would print of everything that the deed logs."""
    lines: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record):
            lines.append(self.format(record))

    handler = Keep()
    handler.setFormatter(ErrorsWithoutWords("%(levelname)s %(name)s %(message)s"))
    handler.addFilter(WithoutPaths())
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        record_of()
    finally:
        root.removeHandler(handler)
    return "\n".join(lines)


@pytest.mark.usefixtures("noise")
def test_a_wrong_secret_link_leaves_no_trace_of_it_in_the_logs():
    told = logged(lambda: Client().get("/q/a-very-secret-token/?words=my-calf"))

    assert "404" in told
    assert "secret-token" not in told
    assert "calf" not in told


@pytest.mark.usefixtures("noise")
def test_an_error_of_ours_tells_its_place_and_not_the_persons_words(monkeypatch):
    def fail(*args, **kwargs):
        raise ValueError(SECRET)

    monkeypatch.setattr("consilia.web.ops.views.queries.health", fail)

    told = logged(lambda: Client(raise_request_exception=False).get("/ops/health/?words=calf"))

    assert "ValueError" in told
    assert "test_ops.py" in told
    assert "calf" not in told


@pytest.mark.usefixtures("noise")
def test_asking_logs_no_word_of_the_question(client, caplog):
    from tests.web.asker import Asker

    with caplog.at_level(logging.DEBUG, logger="consilia"):
        Asker(client).ask("My left calf has been twitching, says Bartholomew. There is no weakness. Should I worry?")

    assert "Bartholomew" not in caplog.text
    assert "calf" not in caplog.text


def test_a_new_key_is_long_enough_and_never_the_same():
    keys = {CliRunner().invoke(new_key_command).output.strip() for _ in range(2)}

    assert len(keys) == 2
    assert all(len(key) >= 50 for key in keys)


def make_admin(*, username="boss", email="", password="a quiet river in May"):
    arguments = ["--username", username, "--email", email, "--password-stdin"]
    return CliRunner().invoke(new_admin_command, arguments, input=f"{password}\n")


@pytest.mark.django_db
def test_an_administrator_is_made_from_the_terminal():
    result = make_admin()

    boss = User.objects.get(username="boss")
    assert result.exit_code == 0
    assert boss.is_administrator
    assert boss.check_password("a quiet river in May")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"password": "short"}, "too short"),
        ({"username": "boss-of-all", "password": "boss-of-all-1"}, "similar"),
        ({"email": "nowhere"}, "valid email"),
        ({"username": "Taken"}, "Choose another"),
    ],
)
def test_a_weak_or_double_administrator_is_refused(fields, says):
    User.objects.create(username="taken")

    result = make_admin(**fields)

    assert (result.exit_code, User.objects.count()) == (1, 1)
    assert says in result.output


@pytest.mark.django_db
def test_demo_logins_exist_only_in_a_demonstration(settings):
    settings.DEMO = False

    with pytest.raises(demo.NoDemonstration):
        demo.demo_logins()
    assert not User.objects.exists()


@pytest.mark.django_db
def test_demo_logins_are_made_once_and_printed_each_time(settings, tmp_path):
    settings.DEMO, settings.DATA_DIR = True, tmp_path

    first, second = demo.demo_logins(), demo.demo_logins()

    assert first == second
    assert {login.username for login in first} == {"doctor", "new-doctor", "admin"}
    assert all(User.objects.get(username=login.username).check_password(login.password) for login in first)
    assert User.objects.get(username="doctor").doctor.is_verified
    assert not User.objects.get(username="new-doctor").doctor.is_verified
    assert (tmp_path / "demo-logins.json").stat().st_mode & 0o077 == 0


@pytest.mark.django_db
def test_a_demonstration_outside_a_demonstration_is_refused(settings):
    settings.DEMO = False

    result = CliRunner().invoke(serve.demo_command)

    assert result.exit_code == 1
    assert "CONSILIA_DEMO=1" in result.output


@pytest.mark.django_db
def test_serving_refuses_an_old_database(monkeypatch):
    monkeypatch.setattr(queries, "migrations_waiting", lambda: 3)

    result = CliRunner().invoke(serve.serve_command)

    assert result.exit_code == 1
    assert "consilia migrate" in result.output


@pytest.mark.usefixtures("noise")
def test_the_worker_erases_what_was_never_sent_and_nothing_else(settings):
    settings.DRAFT_DAYS = 7
    for key, days in (("old", 8), ("new", 6)):
        draft = AskDraft.objects.create(key_hash=key, answers={"words": SECRET})
        AskDraft.objects.filter(pk=draft.pk).update(changed_at=timezone.now() - timedelta(days=days))

    result = CliRunner().invoke(serve.worker_command, ["--once"])

    assert result.exit_code == 0, result.output
    assert [draft.key_hash for draft in AskDraft.objects.all()] == ["new"]
    assert SECRET not in result.output


@pytest.mark.usefixtures("noise")
def test_the_worker_mends_the_index():
    from consilia.web.questions import searching
    from consilia.web.questions.models import IndexEntry

    a_published_question()
    IndexEntry.objects.all().delete()

    CliRunner().invoke(serve.worker_command, ["--once"])

    assert searching.is_built()
    assert IndexEntry.objects.count() >= 3


def test_a_stamp_is_fresh_only_for_what_it_was_made_from(tmp_path):
    stamp = tmp_path / "stamp"

    assert not stamps.is_fresh(stamp, "a")
    stamps.write(stamp, "a")
    assert stamps.is_fresh(stamp, "a")
    assert not stamps.is_fresh(stamp, "b")


@pytest.fixture
def house(monkeypatch, tmp_path):
    """A data folder of its own, with a small database of this version in it."""
    file = tmp_path / "consilia.sqlite3"
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


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.usefixtures("noise")
def test_status_shows_model_index_and_size_and_what_readers_are_told(monkeypatch, settings, tmp_path):
    from consilia.web.questions import searching

    searching.rebuild()
    settings.EMBEDDER = str(tmp_path)

    text = browser_of(an_administrator()).get("/ops/status/").content.decode()

    assert "no-model" in text
    assert "model.onnx is missing" in text
    assert str(tmp_path) not in Client().get("/ops/health/").content.decode()
    assert "in line with what is published" in text
    assert searching.version() in text
    assert " MB" in text


@pytest.mark.usefixtures("noise")
@pytest.mark.parametrize(
    ("peer", "told"), [("127.0.0.1", "CONSILIA_PROXIES"), ("81.2.69.142", "address sends</dt><dd>on")]
)
def test_status_says_whether_the_limits_can_work(peer, told):
    page = browser_of(an_administrator()).get("/ops/status/", REMOTE_ADDR=peer).content.decode()

    assert told in page
