"""The settings of the database, its replicas and the search engine: a wrong one says how to mend it, no password."""

import pytest

from consilia.web import databases
from consilia.web.environment import SettingMissing

POSTGRES = "postgres://someone:se%40cret@db.example.org/consilia"


@pytest.fixture(autouse=True)
def _nothing_is_set(monkeypatch):
    for name in ("DATABASE_URL", "CONSILIA_SEARCH_ENGINE", "CONSILIA_SEARCH_REPLICAS"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(f"{name}_FILE", raising=False)


def used(tmp_path):
    return databases.database(tmp_path)


def test_without_a_setting_it_is_sqlite_in_the_data_folder(tmp_path):
    found = used(tmp_path)

    assert found["ENGINE"].endswith("sqlite3")
    assert found["NAME"] == str(tmp_path / "consilia.sqlite3")
    assert "WAL" in found["OPTIONS"]["init_command"]
    assert databases.search_engine(found) == "embedded"
    assert databases.search_replicas("embedded") == []


def test_an_address_of_postgresql_is_taken_apart(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", POSTGRES)

    found = used(tmp_path)

    assert (found["HOST"], found["NAME"], found["PASSWORD"]) == ("db.example.org", "consilia", "se@cret")
    assert found["CONN_HEALTH_CHECKS"]


def test_several_hosts_let_the_client_look_for_the_primary(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://me@one,two/consilia?target_session_attrs=read-write")

    found = used(tmp_path)

    assert found["HOST"] == "one,two"
    assert found["OPTIONS"] == {"target_session_attrs": "read-write"}


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgres://me:se:cret@h:many/name", "cannot be read"),
        ("no address", "cannot be read"),
        ("oracle://me:secret@host/name", "SQLite and PostgreSQL"),
        ("mysql://me:secret@host/name", "SQLite and PostgreSQL"),
        ("postgres://me:secret@host", "names no database"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_and_never_printed(tmp_path, monkeypatch, url, said):
    monkeypatch.setenv("DATABASE_URL", url)

    with pytest.raises(SettingMissing, match=said) as refused:
        used(tmp_path)
    assert "cret" not in str(refused.value)


def test_an_unknown_engine_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("CONSILIA_SEARCH_ENGINE", "elastic")

    with pytest.raises(SettingMissing, match="Write embedded or postgres"):
        databases.search_engine(used(tmp_path))


def test_the_engine_in_postgresql_needs_postgresql(tmp_path, monkeypatch):
    monkeypatch.setenv("CONSILIA_SEARCH_ENGINE", "postgres")

    with pytest.raises(SettingMissing, match="that is SQLite"):
        databases.search_engine(used(tmp_path))


def test_the_engine_in_postgresql_may_have_replicas(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", POSTGRES)
    monkeypatch.setenv("CONSILIA_SEARCH_ENGINE", "postgres")
    monkeypatch.setenv("CONSILIA_SEARCH_REPLICAS", "postgres://a/x  postgresql://b/x")

    assert databases.search_engine(used(tmp_path)) == "postgres"
    assert databases.search_replicas("postgres") == ["postgres://a/x", "postgresql://b/x"]


@pytest.mark.parametrize(
    ("engine", "replicas", "said"),
    [("embedded", "postgres://a/x", "alone"), ("postgres", "postgres://a/x me:secret@b", "address 2")],
)
def test_replicas_that_cannot_be_used_are_refused_and_never_printed(monkeypatch, engine, replicas, said):
    monkeypatch.setenv("CONSILIA_SEARCH_REPLICAS", replicas)

    with pytest.raises(SettingMissing, match=said) as refused:
        databases.search_replicas(engine)
    assert "secret" not in str(refused.value)
