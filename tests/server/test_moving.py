"""The steps of docs/admin/scale.md, one by one: from SQLite to PostgreSQL, and back from a dump, with every row."""

import psycopg
import pytest

from tests.web.test_backup_whole import LIVE_IN, SEARCH, consilia, rows, run

NOT_MOVED = {"django_content_type", "auth_permission", "django_session", "questions_indexchange", "django_migrations"}
LEFT_OUT = ("contenttypes", "auth.permission", "sessions", "questions.indexchange")
DUMPDATA = ["-m", "django", "dumpdata", "--natural-foreign", *(f"--exclude={name}" for name in LEFT_OUT)]
ASK_ON = """
import django; django.setup()
from consilia.web.questions import actions
draft, _ = actions.start_draft()
actions.ask(actions.Answers(words="My eyelid has twitched since June. What is it?"), token="new", draft=draft)
"""


def an_empty_database(server, name: str) -> dict[str, str]:
    """A database as an administrator makes it, owned by a role that may do nothing else; the settings that name it."""
    with psycopg.connect(server.address(), autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = 'house'").fetchone():
            connection.execute("CREATE ROLE house LOGIN")
    place = ["-h", server.folder, "-U", "consilia"]
    server.run("createdb", *place, "--owner=house", "--encoding=UTF8", "--template=template0", name)
    server.run("psql", *place, "-d", name, "-c", "CREATE EXTENSION IF NOT EXISTS vector")
    return {"DATABASE_URL": server.url(name).replace("consilia@", "house@"), "CONSILIA_SEARCH_ENGINE": "postgres"}


def counts(server, name: str, tables: list[str]) -> dict[str, int]:
    with psycopg.connect(server.address(name)) as connection:
        return {table: connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in tables}


@pytest.mark.slow
def test_a_house_moves_to_postgresql_goes_on_there_and_comes_back_from_a_dump(server, tmp_path):
    consilia(tmp_path, "migrate")
    run(tmp_path, "-c", LIVE_IN)
    there = an_empty_database(server, "house")
    run(tmp_path, *DUMPDATA, f"--output={tmp_path / 'move.json'}")
    consilia(tmp_path, "migrate", **there)
    run(tmp_path, "-m", "django", "loaddata", str(tmp_path / "move.json"), **there)
    assert "1 questions can be found" in consilia(tmp_path, "reindex", **there)
    held = {name: len(found) for name, found in rows(tmp_path).items() if name != "sqlite_sequence"}
    tables = sorted(held.keys() - NOT_MOVED)

    assert counts(server, "house", tables) == {name: held[name] for name in tables}
    assert run(tmp_path, "-c", SEARCH, **there).split() == ["1", "True"]
    run(tmp_path, "-c", ASK_ON, **there)  # new rows get numbers of their own

    dump = server.folder / "house.dump"
    server.run(
        "pg_dump", "--format=custom", "--exclude-schema=consilia_search", f"--file={dump}", there["DATABASE_URL"]
    )
    new = an_empty_database(server, "house_new")
    place = ["-h", server.folder, "-U", "consilia"]
    server.run("pg_restore", *place, "--no-owner", "--no-comments", "--role=house", "--dbname=house_new", dump)

    assert "No migrations to apply" in consilia(tmp_path, "migrate", **new)
    assert "1 questions can be found; 0 vectors were made" in consilia(tmp_path, "reindex", **new)
    assert counts(server, "house_new", tables) == counts(server, "house", tables)
    assert run(tmp_path, "-c", SEARCH, **new).split() == ["1", "True"]
    run(tmp_path, "-c", ASK_ON.replace("new", "newer"), **new)
