"""No process starts on broken knowledge or on another version's database: one sentence says what and how to mend it."""

import shutil

import click
import pytest
from django.db import connection

from consilia import loaded
from consilia.terminal import serve, starting
from consilia.web.ops.queries import missing_in_tables


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """A copy of the knowledge, in use and to be broken."""
    folder = tmp_path / "knowledge"
    shutil.copytree(loaded.KNOWLEDGE, folder, ignore=shutil.ignore_patterns("svg"))
    monkeypatch.setattr(loaded, "KNOWLEDGE", folder)
    loaded.knowledge_version.cache_clear()
    yield folder
    loaded.knowledge_version.cache_clear()


def refused(tmp_path) -> str:
    with pytest.raises(click.ClickException) as told:
        starting.refuse_broken_knowledge(tmp_path)
    assert told.value.exit_code == 1
    return told.value.message


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "planted", "says"),
    [
        pytest.param("triage/RF01.yaml", "\n  - [unclosed\n", "line ", id="no YAML"),
        pytest.param("departments/ent.yaml", "\nsurprise: yes\n", "'surprise' is no field", id="an unknown field"),
        pytest.param("workbench/closing.yaml", "\nsurprise: yes\n", "'surprise' is no field", id="one of the desk"),
        pytest.param("advice/levels.yaml", "\nsurprise: yes\n", "levels.surprise", id="one of several read as one"),
        pytest.param("teasers/greetings.yaml", "\nsurprise: yes\n", "'surprise' is no field", id="a small one"),
    ],
)
def test_a_broken_file_is_named_with_its_line_and_what_to_do(copy, tmp_path, file, planted, says):
    path = copy / file
    path.write_text(path.read_text("utf-8") + planted, "utf-8")

    told = refused(tmp_path)

    assert str(path) in told
    assert says in told
    assert ", line " in told
    assert "consilia check-knowledge" in told
    assert "\n" not in told
    assert "Traceback" not in told


@pytest.mark.slow
def test_what_is_whole_is_looked_at_once_and_again_after_a_change(copy, tmp_path, monkeypatch):
    looked: list[object] = []
    monkeypatch.setattr("consilia.domain.reviewing.first_broken", lambda folder: looked.append(folder))

    starting.refuse_broken_knowledge(tmp_path)
    starting.refuse_broken_knowledge(tmp_path)
    (copy / "departments/ent.yaml").write_text("id: ent\n", "utf-8")
    loaded.knowledge_version.cache_clear()
    starting.refuse_broken_knowledge(tmp_path)

    assert len(looked) == 2


@pytest.mark.django_db
def test_the_tables_of_this_version_lack_nothing():
    assert missing_in_tables() == []
    starting.refuse_foreign_tables()


@pytest.mark.django_db
def test_a_table_and_a_column_of_another_version_are_named_in_one_sentence():
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE questions_closing")
        cursor.execute("ALTER TABLE questions_report RENAME COLUMN outcome TO result")

    with pytest.raises(click.ClickException) as told:
        starting.refuse_an_old_database()

    assert missing_in_tables() == ["questions_closing", "questions_report.outcome"]
    assert "questions_closing, questions_report.outcome" in told.value.message
    assert "CONSILIA_DATA_DIR" in told.value.message
    assert "\n" not in told.value.message


@pytest.mark.parametrize("command", [serve.serve_command, serve.demo_command, serve.worker_command])
def test_each_process_looks_first(command, monkeypatch, settings):
    settings.DEMO = True
    looked: list[object] = []

    def refuse(folder):
        looked.append(folder)
        raise click.ClickException("broken")

    monkeypatch.setattr(starting, "refuse_broken_knowledge", refuse)

    with pytest.raises(click.ClickException, match="broken"):
        command.callback(**{parameter.name: False for parameter in command.params})
    assert len(looked) == 1
