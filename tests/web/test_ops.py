"""Health for monitors, and the status page for administrators."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError
from django.test import Client

from consilia.web.ops import queries
from tests.web.factories import a_published_question, a_question, an_administrator
from tests.web.staff import browser_of


@pytest.mark.usefixtures("noise")
def test_health_names_its_parts_and_no_person(client):
    a_question("my secret sentence about a calf", subject="Private subject")

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
