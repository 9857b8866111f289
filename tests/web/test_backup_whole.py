"""A house is backed up while it is open and comes back in an empty folder: every row, and an index that finds again."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WORDS = "My left calf has been twitching for three weeks. There is no weakness. Should I worry?"
LIVE_IN = f"""
import django; django.setup()
from consilia.web.accounts.actions import create_administrator
from consilia.web.questions import actions, derived
from consilia.web.workbench import actions as desk
from tests.web.factories import a_published_question, a_question
from tests.web.staff import a_doctor_who_logs_in
create_administrator(username="boss", email="", password="a quiet river in May")
draft, _ = actions.start_draft()
actions.save_answers(draft, {{"words": "A draft about my thumb that was never sent."}})
actions.ask(actions.Answers(words="A private question about my eyelid. It has twitched since June."), token="t")
question = a_question({WORDS!r})
desk.save_draft(question, "A draft of an answer.", revision=0, window="one", by=a_doctor_who_logs_in())
derived.compose_for(a_published_question({WORDS!r}))
"""
SEARCH = """
import django; django.setup()
from consilia.web.questions import searching
print(len(searching.find_like("calf has been twitching").keys), searching.is_built())
"""
LOG_IN = """
import django; django.setup()
from django.contrib.auth import authenticate
from django.test import RequestFactory
print(authenticate(RequestFactory().get("/"), username="boss", password="a quiet river in May"))
"""


def run(folder: Path, *command: str, **more: str) -> str:
    """Run a command on the house in the folder as an administrator would, with `more` settings; return what it says."""
    settings = {"CONSILIA_DATA_DIR": str(folder), "CONSILIA_LOCALE": "en-GB", "CONSILIA_SECRET_KEY": "k" * 60}
    inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment = inherited | settings | {"DJANGO_SETTINGS_MODULE": "consilia.web.settings"} | more
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def consilia(folder: Path, *command: str, **more: str) -> str:
    return run(folder, "-m", "consilia", *command, **more)


def rows(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    with closing(sqlite3.connect(folder / "consilia.sqlite3")) as held:
        names = [name for (name,) in held.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        return {name: sorted(held.execute(f"SELECT * FROM {name}"), key=repr) for name in names}


@pytest.mark.slow
def test_a_house_comes_back_whole_in_an_empty_folder(tmp_path):
    home, elsewhere = tmp_path / "home", tmp_path / "elsewhere"
    consilia(home, "migrate")
    run(home, "-c", LIVE_IN)
    with closing(sqlite3.connect(home / "consilia.sqlite3")) as open_service:
        open_service.execute("SELECT count(*) FROM questions_question").fetchone()
        consilia(home, "backup", "--out", str(tmp_path / "safe"))
    (archive,) = (tmp_path / "safe").glob("consilia-*.tar.gz")

    told = consilia(elsewhere, "restore", str(archive), "--check")
    assert "3 questions, 2 answers, 2 accounts" in told
    assert not (elsewhere / "consilia.sqlite3").exists()
    consilia(elsewhere, "restore", str(archive))
    assert "No migrations to apply" in consilia(elsewhere, "migrate")
    before, after = rows(home), rows(elsewhere)

    assert after == before
    for held in ("questions_question", "questions_askdraft", "questions_reply", "questions_moreinfo", "audit_event",
                 "accounts_user", "accounts_doctor", "questions_indexentry"):  # fmt: skip
        assert after[held], held
    assert "1 questions can be found" in consilia(elsewhere, "reindex")
    assert run(elsewhere, "-c", SEARCH).split() == ["1", "True"]
    assert "boss" in run(elsewhere, "-c", LOG_IN)
