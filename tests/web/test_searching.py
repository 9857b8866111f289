"""The index follows what is published: at once, in every process, and never a private word."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from click.testing import CliRunner
from django.db import connection, transaction
from django.utils import timezone

from consilia.domain.retrieval import builders_lock
from consilia.terminal.index import reindex_command
from consilia.web.questions import index_steps, searching
from consilia.web.questions.models import IndexChange, IndexEntry, Question
from tests.unit.retrieval.corpus import WordModel

TEXTS = {
    "eyelid": ("Eyelid jumps", "My left eyelid keeps twitching when I am tired and my sight is fine."),
    "thigh": ("Thigh flickers", "The muscle of my thigh flickers under the skin after running."),
    "cramp": ("Calf cramps", "Painful cramps in the calf wake me up at night."),
    "tremor": ("Shaking hands", "A tremor of both hands when I hold a cup, worse with coffee."),
    "toe": ("Curling toes", "My toes curl up and stay so for a minute."),
}


@pytest.fixture(autouse=True)
def _own_index(settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(index_steps, "_embedder", WordModel)
    monkeypatch.setattr(index_steps, "_engines", {})


def published(name: str, *, publish: bool = True, **changes: object) -> Question:
    subject, text = TEXTS[name]
    now = timezone.now()
    words = {"subject": subject, "text": f"{text} SECRETWORD", "public_subject": subject, "public_text": text}
    question = Question(**(words | changes), public_consent_at=now, published_at=now if publish else None)
    question.save()
    searching.put(question)
    return question


@pytest.fixture
def five(db) -> dict[str, Question]:
    return {name: published(name) for name in TEXTS}


def another_process(monkeypatch) -> None:
    """From here on, this process behaves as one that has just started."""
    monkeypatch.setattr(index_steps, "_engines", {})


def keys(text: str, **how: object) -> tuple[str, ...]:
    return searching.find_like(text, **how).keys


def test_a_published_question_is_found_at_once(five):
    assert keys("painful calf cramps")[0] == str(five["cramp"].pk)


def test_a_question_that_is_not_public_is_not_found(five):
    hidden = published("cramp", publish=False)

    assert str(hidden.pk) not in keys("painful cramps in the calf wake me up", fill=True, k=10)
    assert not IndexEntry.objects.filter(question=hidden).exists()


def test_private_words_are_neither_kept_nor_found(five):
    assert not any("SECRETWORD" in row.text + row.title for row in IndexEntry.objects.all())
    assert searching.find_like("secretword").nothing_like_it


def test_a_withdrawn_question_is_gone_with_the_next_search(five):
    searching.rebuild()
    five["cramp"].published_at = None
    five["cramp"].save()
    searching.put(five["cramp"])

    assert str(five["cramp"].pk) not in keys("painful calf cramps", fill=True, k=10)


def test_a_deleted_question_is_gone_with_the_next_search(five):
    searching.rebuild()
    gone = str(five["cramp"].pk)
    five["cramp"].delete()

    assert gone not in keys("painful calf cramps", fill=True, k=10)


def test_another_process_sees_what_was_put_and_removed_meanwhile(five, monkeypatch):
    searching.rebuild()
    ours = index_steps.opened()
    another_process(monkeypatch)
    new = published("cramp", public_subject="Hiccups", public_text="Hiccups all day long")
    searching.remove(five["toe"])

    monkeypatch.setattr(index_steps, "_engines", {ours.folder: ours})

    assert keys("hiccups all day")[0] == str(new.pk)
    assert str(five["toe"].pk) not in keys("my toes curl up", fill=True, k=10)


def test_a_process_that_missed_a_rebuild_opens_the_new_index(five, monkeypatch):
    searching.rebuild()
    ours = index_steps.opened()
    another_process(monkeypatch)
    new = published("cramp", public_subject="Hiccups", public_text="Hiccups all day long")
    searching.rebuild()
    assert IndexChange.objects.count() == 1

    monkeypatch.setattr(index_steps, "_engines", {ours.folder: ours})

    assert keys("hiccups all day")[0] == str(new.pk)


def test_what_a_rolled_back_transaction_put_is_forgotten(five):
    with transaction.atomic():
        phantom = published("cramp", public_subject="Hiccups", public_text="Hiccups all day long")
        assert keys("hiccups all day")[0] == str(phantom.pk)
        transaction.set_rollback(True)

    assert searching.find_like("hiccups all day").nothing_like_it
    assert keys("painful calf cramps")[0] == str(five["cramp"].pk)


def test_the_index_heals_when_its_folder_is_lost(five, settings, monkeypatch):
    searching.rebuild()
    for path in sorted((settings.DATA_DIR / "index").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    another_process(monkeypatch)

    assert keys("painful calf cramps")[0] == str(five["cramp"].pk)


def test_a_large_index_that_is_lost_is_built_again_by_the_first_who_searches(five, monkeypatch):
    monkeypatch.setattr(index_steps, "_IN_MEMORY", 2)
    another_process(monkeypatch)

    assert keys("painful calf cramps")[0] == str(five["cramp"].pk)
    assert index_steps.opened().has_shelf


def test_while_another_builds_a_lost_index_the_search_says_so(five, monkeypatch):
    monkeypatch.setattr(index_steps, "_IN_MEMORY", 2)
    another_process(monkeypatch)

    with builders_lock(index_steps.opened().folder, wait=True):
        found = searching.find_like("painful calf cramps")

    assert found.fallback_reason == "index-building"
    assert keys("painful calf cramps")[0] == str(five["cramp"].pk)


def test_the_index_is_built_when_enough_has_changed(five, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(index_steps, "_IN_MEMORY", 3)

    with django_capture_on_commit_callbacks(execute=True):
        published("cramp", public_text="Hiccups all day long")

    assert index_steps.opened().has_shelf
    assert index_steps.opened().waiting == 0


def test_rebuilding_makes_only_the_vectors_that_are_missing(five):
    published("cramp", public_text="Hiccups all day long")
    IndexEntry.objects.filter(question=five["toe"]).update(vector=None)
    steps = []

    size = searching.rebuild(lambda done, of: steps.append((done, of)))

    assert size == 6
    assert steps == [(1, 1)]
    assert searching.is_built()


def test_rebuilding_brings_in_what_was_published_without_being_put(five):
    IndexEntry.objects.filter(question=five["toe"]).delete()
    Question.objects.filter(pk=five["eyelid"].pk).update(published_at=None)

    assert searching.rebuild() == 4
    assert keys("my toes curl up")[0] == str(five["toe"].pk)
    assert str(five["eyelid"].pk) not in keys("eyelid twitching", fill=True, k=10)


def test_a_page_has_four_cards_and_never_itself(five):
    found = searching.find_like_question(five["cramp"])

    assert len(found.keys) == 4
    assert str(five["cramp"].pk) not in found.keys


def test_cards_leave_out_the_same_text_asked_twice(five):
    twin = published("cramp")

    found = searching.find_like_question(five["cramp"], k=10)

    assert str(twin.pk) not in found.keys


def test_cards_cost_the_same_queries_however_many_questions_there_are(five, django_assert_max_num_queries):
    searching.find_like_question(five["cramp"])
    for name in TEXTS:
        published(name, public_text=f"{TEXTS[name][1]} Again.")
    searching.find_like("warm")

    with django_assert_max_num_queries(2):
        searching.find_like_question(five["cramp"])


def test_why_two_questions_are_alike_is_told(five):
    found = searching.find_like("My eyelid keeps twitching when I am tired")

    assert "eyelid-twitching:present" in found.items[0].shared


def test_without_a_model_words_are_compared(db, monkeypatch):
    monkeypatch.setattr(index_steps, "_embedder", lambda: None)
    question = published("cramp")

    found = searching.find_like("painful calf cramps")

    assert found.keys == (str(question.pk),)
    assert found.fallback_reason == "no-model"
    assert not searching.has_model()


def test_a_broken_model_is_told_to_the_administrator_and_the_search_goes_on(
    db, settings, tmp_path, monkeypatch, caplog
):
    monkeypatch.undo()
    settings.DATA_DIR, settings.EMBEDDER = tmp_path, str(tmp_path)
    monkeypatch.setattr(index_steps, "_engines", {})

    question = published("cramp")

    assert keys("painful calf cramps") == (str(question.pk),)
    assert "model.onnx is missing" in caplog.text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "the of and",
        "😀",
        "'; DROP TABLE--",
        "title:(a OR b) ~ /*",
        pytest.param("\x00", id="NUL"),
        pytest.param("z" * 20_000, id="long"),
    ],
)
def test_bad_input_is_answered_and_never_kept(five, text, caplog):
    found = searching.find_like(text)

    assert found.nothing_like_it == (not found.items)
    assert not caplog.text


def test_unsent_words_are_written_nowhere(five, caplog, settings):
    before = set(connection.introspection.table_names()), IndexEntry.objects.count(), IndexChange.objects.count()

    searching.find_like("my unsentword eyelid is twitching", is_typing=True)
    searching.find_like("my unsentword eyelid is twitching")

    assert before == (
        set(connection.introspection.table_names()),
        IndexEntry.objects.count(),
        IndexChange.objects.count(),
    )
    assert "unsentword" not in caplog.text
    files = [path for path in settings.DATA_DIR.rglob("*") if path.is_file()]
    assert not any(b"unsentword" in path.read_bytes() for path in files)


def test_loading_thousands_leaves_vectors_to_the_rebuild(five):
    question = Question.objects.create(subject="s", text="t", public_subject="Hiccups", public_text="Hiccups all day",
                                       public_consent_at=timezone.now(), published_at=timezone.now())  # fmt: skip
    searching.put(question, embed=False)

    assert not searching.is_built()
    assert keys("hiccups all day") == (str(question.pk),)
    searching.rebuild()
    assert searching.is_built()


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_the_command_that_builds_the_index_says_what_it_did(five, more):
    IndexEntry.objects.update(vector=None)

    result = CliRunner().invoke(reindex_command, more)

    assert result.exit_code == 0, result.output
    said = json.loads(result.stdout) if more else result.stdout
    assert said == {"entries": 5, "vectors_made": 5, "by_meaning": True} if more else "5 questions" in said


PROCESS = """
import sys, django; django.setup()
from django.core.management import call_command
from django.utils import timezone
from consilia.web.questions import index_steps, searching
from consilia.web.questions.models import Question
index_steps._embedder, index_steps._IN_MEMORY = lambda: None, 8
what, name, times = sys.argv[1], sys.argv[2], int(sys.argv[3])
if what == "prepare":
    call_command("migrate", verbosity=0)
for i in range(times):
    if what == "read":
        assert searching.find_like("painful calf cramps").items, i
    else:
        words = f"Painful calf cramps of {name} number {i} last for {i} minutes"
        now = timezone.now()
        question = Question.objects.create(subject="x", text="x", public_subject="Calf cramps", public_text=words,
                                           public_consent_at=now, published_at=now)
        searching.put(question)
if what == "count":
    print(len(searching.find_like("painful calf cramps", k=1000).keys))
"""


def _process(folder, *what: str) -> subprocess.Popen:
    settings = {"CONSILIA_DATA_DIR": str(folder), "CONSILIA_LOCALE": "en-GB", "CONSILIA_SECRET_KEY": "k" * 60}
    environment = os.environ | settings | {"DJANGO_SETTINGS_MODULE": "consilia.web.settings"}
    command = [sys.executable, "-c", PROCESS, *what]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.slow
def test_processes_read_while_others_write_and_one_is_killed(tmp_path):
    _, errors = (first := _process(tmp_path, "prepare", "first", "5")).communicate(timeout=120)
    assert first.returncode == 0, errors

    killed = _process(tmp_path, "write", "killed", "1000")
    writers = [_process(tmp_path, "write", name, "12") for name in ("second", "third")]
    readers = [_process(tmp_path, "read", "reader", "25") for _ in range(2)]
    ends = {process: process.communicate(timeout=120) for process in [*writers, *readers]}
    killed.send_signal(signal.SIGKILL)
    killed.communicate()

    assert [process.returncode for process in ends] == [0, 0, 0, 0], [errors for _, errors in ends.values()]
    counted, errors = _process(tmp_path, "count", "-", "0").communicate(timeout=60)
    with closing(sqlite3.connect(tmp_path / "consilia.sqlite3")) as database:
        entries = database.execute("SELECT count(*) FROM questions_indexentry").fetchone()[0]
    assert entries >= 29
    assert int(counted or -1) == entries, errors
