"""What the web tests share: rows that nobody asked for, and an index that is made in memory."""

import psycopg
import pytest
from django.conf import settings as house

from tests.web import factories
from tests.web.staff import a_doctor_who_logs_in, browser_of


def pytest_collection_modifyitems(items):
    """The engine in PostgreSQL reads by connections of its own: where it runs, tests commit what they write."""
    if house.SEARCH_ENGINE == "postgres":
        for item in items:
            if "db" in item.fixturenames:
                item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(autouse=True)
def own_tables(request):
    """An index of this test alone, where the index is in PostgreSQL."""
    if house.SEARCH_ENGINE != "postgres" or "db" not in request.fixturenames:
        yield
        return
    from consilia.postgres.engine import SCHEMA
    from consilia.web.questions import index_server

    request.getfixturevalue("transactional_db")
    with psycopg.connect(index_server.address(), autocommit=True) as connection:
        connection.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
    yield
    for engine in index_server._engines.values():
        engine.servers.close()
    index_server._engines.clear()


@pytest.fixture
def quick_index(settings, tmp_path, monkeypatch):
    """An index of this test alone, comparing by words, so that no model is loaded."""
    from consilia.web.questions import index_steps

    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(index_steps, "_embedder", lambda: None)
    monkeypatch.setattr(index_steps, "_engines", {})


@pytest.fixture
def noise(db, quick_index):
    """Rows of every kind that have nothing to do with the test."""
    factories.noise()


@pytest.fixture
def doctor(db):
    """A verified doctor with an account."""
    return a_doctor_who_logs_in()


@pytest.fixture
def browser(doctor):
    """The browser in which that doctor is logged in."""
    return browser_of(doctor)
