"""The index in PostgreSQL is part of each transaction; run by tests/server on a database and an engine of that kind."""

import psycopg
import pytest
from django.conf import settings as house
from django.db import connection, transaction

from consilia.web.questions import searching
from consilia.web.questions.models import IndexChange, IndexEntry
from tests.web import test_searching as same
from tests.web.test_searching import TEXTS, keys, published

pytestmark = pytest.mark.skipif(house.SEARCH_ENGINE != "postgres", reason="runs in tests/server, on PostgreSQL")
five, _own_index = same.five, same._own_index  # fixtures


def in_the_tables(question) -> bool:
    """Whether any table of the index, seen from outside, holds the question."""
    from consilia.web.questions import index_server

    with psycopg.connect(index_server.address()) as outside:
        tables = outside.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'consilia_search' AND "
            "table_name LIKE 'documents_%'"
        ).fetchall()
        found = [
            outside.execute(f"SELECT 1 FROM consilia_search.{name} WHERE key = %s", [str(question.pk)]).fetchone()
            for (name,) in tables
        ]
    return any(found)


def withdraw(question) -> None:
    question.published_at = None
    question.save()
    searching.put(question)


def test_a_withdrawal_and_the_index_are_one_transaction(five):
    with transaction.atomic():
        withdraw(five["cramp"])
        assert in_the_tables(five["cramp"])

    assert not in_the_tables(five["cramp"])
    assert str(five["cramp"].pk) not in keys("painful calf cramps", fill=True, k=10)


def test_a_withdrawal_that_is_rolled_back_leaves_the_answer_found(five):
    with transaction.atomic():
        withdraw(five["cramp"])
        transaction.set_rollback(True)

    assert keys("painful calf cramps")[0] == str(five["cramp"].pk)


def test_a_question_deleted_with_all_that_hangs_on_it_leaves_nothing_behind(five):
    five["cramp"].delete()

    assert not in_the_tables(five["cramp"])


def test_a_publication_that_is_rolled_back_is_not_found(five):
    with transaction.atomic():
        new = published("cramp", public_subject="Hiccups", public_text="Hiccups all day long")
        transaction.set_rollback(True)

    assert not in_the_tables(new)
    assert searching.find_like("hiccups all day").nothing_like_it


def test_an_index_that_missed_a_change_is_out_of_line_and_is_built_again(five):
    searching.rebuild()
    assert searching.is_built()
    with connection.cursor() as cursor:  # as if the embedded engine had been in use meanwhile
        cursor.execute("UPDATE consilia_search.generations SET change = 1")

    assert not searching.is_built()
    searching.rebuild()
    assert searching.is_built()


def test_rebuilding_what_is_in_line_keeps_the_tables(five):
    searching.rebuild()
    IndexEntry.objects.filter(question=five["toe"]).update(vector=None)
    assert not searching.is_built()

    assert searching.rebuild() == 5
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), max(number) FROM consilia_search.generations")
        assert cursor.fetchone() == (1, 1)
    assert IndexChange.objects.count() == 1


def test_every_text_is_found_by_its_own_words(five):
    assert [keys(text)[0] for _, text in TEXTS.values()] == [str(question.pk) for question in five.values()]


def test_without_replicas_the_primary_is_asked_and_with_a_dead_one_too(five, settings, tmp_path, monkeypatch):
    from consilia.web.questions import index_server

    settings.SEARCH_REPLICAS = [f"postgres://nobody@{str(tmp_path).replace('/', '%2F')}/none"]
    monkeypatch.setattr(index_server, "_engines", {})

    assert keys("painful calf cramps")[0] == str(five["cramp"].pk)
    assert index_server.opened().servers.left_out() == 1
    index_server.opened().servers.close()
