"""Who writes to SQLite while another does waits for its turn, and is not refused."""

import sqlite3
import threading
import time
from contextlib import closing

import pytest
from django.db import OperationalError, transaction
from django.db import connection as django_connection
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.utils import load_backend

from consilia.web import databases
from consilia.web.questions import index_entries, index_filling, searching
from consilia.web.questions.models import IndexEntry
from consilia.web.shared import waiting
from tests.web.factories import a_published_question

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    path = tmp_path / "consilia.sqlite3"
    with closing(sqlite3.connect(path)) as made:
        made.execute("PRAGMA journal_mode=WAL")
        made.execute("CREATE TABLE notes (words TEXT)")
    return path


@pytest.fixture
def ours(file):
    """A connection as the service opens it."""
    defaults = {"ATOMIC_REQUESTS": False, "AUTOCOMMIT": True, "TIME_ZONE": None, "CONN_HEALTH_CHECKS": False}
    settings = defaults | databases.database(file.parent)
    connection: DatabaseWrapper = load_backend(settings["ENGINE"]).DatabaseWrapper(settings, "ours")
    yield connection
    connection.close()


def write(connection, words: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO notes VALUES (%s)", [words])


def words_in(file) -> list[str]:
    with closing(sqlite3.connect(file)) as held:
        return [words for (words,) in held.execute("SELECT words FROM notes")]


def writing_nearly_all_the_time(file, *, seconds: float) -> threading.Thread:
    """Another writer, who begins anew a hundredth of a second after each of its transactions."""

    def write_on():
        with closing(sqlite3.connect(file, timeout=30, isolation_level=None)) as other:
            until = time.monotonic() + seconds
            while time.monotonic() < until:
                other.execute("BEGIN IMMEDIATE")
                other.execute("INSERT INTO notes VALUES ('another')")
                time.sleep(0.2)
                other.execute("COMMIT")
                time.sleep(0.01)

    thread = threading.Thread(target=write_on)
    thread.start()
    time.sleep(0.1)
    return thread


def test_a_commit_reaches_the_disk_and_readers_do_not_stand_in_the_way(ours):
    with ours.cursor() as cursor:
        told = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")]

    assert told == ["wal", 2]


def test_beside_one_who_writes_nearly_all_the_time_the_next_pause_is_found(ours, file):
    other = writing_nearly_all_the_time(file, seconds=3)
    began = time.monotonic()
    for number in range(3):
        write(ours, f"ours {number}")
    waited = time.monotonic() - began
    other.join()

    assert words_in(file).count("another") > 3
    assert [words for words in words_in(file) if words.startswith("ours")] == ["ours 0", "ours 1", "ours 2"]
    assert waited < 2.5


def test_the_beginning_of_a_transaction_waits_too(ours, file):
    other = writing_nearly_all_the_time(file, seconds=0.5)
    ours.set_autocommit(autocommit=False, force_begin_transaction_with_broken_autocommit=True)
    write(ours, "ours")
    ours.commit()
    other.join()

    assert "ours" in words_in(file)


def test_after_a_while_it_gives_up(ours, file, monkeypatch):
    ours.ensure_connection()
    monkeypatch.setattr(waiting, "SECONDS", 0.1)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(OperationalError, match="locked"):
            write(ours, "ours")


def test_what_no_waiting_can_mend_is_said_at_once(ours):
    began = time.monotonic()

    with pytest.raises(OperationalError, match="no such table"), ours.cursor() as cursor:
        cursor.execute("INSERT INTO nowhere VALUES (1)")
    assert time.monotonic() - began < 5


def test_a_question_withdrawn_while_the_index_is_brought_in_line_does_not_come_back(noise, monkeypatch):
    question = a_published_question()
    IndexEntry.objects.filter(question=question).delete()
    honest, looked_at = index_entries.fill, []

    def fill(row, *, question):
        looked_at.append(question.pk)
        type(question).objects.filter(pk=question.pk).update(published_at=None)
        return honest(row, question=question)

    monkeypatch.setattr(index_entries, "fill", fill)
    index_filling.bring_in_line(lambda rows, change: None)

    assert question.pk in looked_at
    assert not IndexEntry.objects.filter(question=question).exists()


def test_a_vector_made_of_words_that_changed_meanwhile_is_not_kept(noise, monkeypatch):
    question = a_published_question()
    with transaction.atomic():
        row = IndexEntry.objects.get(question=question)
    made = IndexEntry.objects.get(pk=row.pk)
    made.vector, made.fingerprint = b"\x00\x3c" * 4, "model"
    IndexEntry.objects.filter(pk=row.pk).update(content_hash="other words")

    index_filling._keep_vectors([made], tell=lambda rows, change: None)

    assert IndexEntry.objects.get(pk=row.pk).vector is None


@pytest.mark.django_db(transaction=True)
def test_a_question_is_read_for_the_index_before_anybody_is_kept_waiting(quick_index, monkeypatch):
    question = a_published_question()
    honest, was_waited_for = index_entries.fill, []

    def fill(row, *, question):
        was_waited_for.append(django_connection.in_atomic_block)
        return honest(row, question=question)

    monkeypatch.setattr(index_entries, "fill", fill)
    searching.put(question)

    assert was_waited_for == [False]
