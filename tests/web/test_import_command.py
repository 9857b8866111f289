"""`consilia import` and `consilia export` from a terminal."""

import json

import pytest
from click.testing import CliRunner

from consilia.terminal.exchange import export_command, import_command
from consilia.web.accounts.models import Doctor
from consilia.web.questions.models import Question, Reply, Topic
from consilia.web.workbench import actions
from tests.unit.exchange.pages import GUIDE, LOOSE, TIGHT
from tests.web import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_index")]


@pytest.fixture
def pages(tmp_path):
    for name, text in {"loose": LOOSE, "tight": TIGHT, "guide": GUIDE}.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    return sorted(map(str, tmp_path.glob("*.txt")))


def test_all_went_well_is_status_0(pages):
    result = CliRunner().invoke(import_command, pages)

    assert result.exit_code == 0
    assert "2 questions" in result.stdout
    assert "irregular: tight.txt: related-topic-without-name" in result.stdout


def test_something_refused_is_status_1_and_the_rest_is_there(pages, tmp_path):
    (tmp_path / "notes.txt").write_text("Nothing but a note.", "utf-8")

    result = CliRunner().invoke(import_command, [*pages, str(tmp_path / "notes.txt")])

    assert result.exit_code == 1
    assert "refused: notes.txt:" in result.stderr
    assert Question.objects.filter(is_excerpt=False).count() == 2


def test_json_holds_the_whole_report(pages, tmp_path):
    (tmp_path / "notes.txt").write_text("Nothing but a note.", "utf-8")

    result = CliRunner().invoke(import_command, ["--json", *pages, str(tmp_path / "notes.txt")])

    report = json.loads(result.stdout)
    assert report["counts"]["guides"] == 1
    assert [refusal["where"] for refusal in report["refused"]] == ["notes.txt"]


def exported(*options: str) -> list[dict]:
    result = CliRunner().invoke(export_command, list(options))
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_an_export_holds_public_words_only(pages):
    CliRunner().invoke(import_command, pages)

    lines = exported()

    assert {line["record"] for line in lines} == {"department", "doctor", "topic", "guide", "question"}
    assert "Larch" not in json.dumps(lines)
    assert all("private" not in line for line in lines)


def test_a_private_export_read_into_an_empty_house_gives_the_same_export(pages, tmp_path):
    CliRunner().invoke(import_command, pages)
    before = exported("--private")
    path = tmp_path / "house.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in before), "utf-8")
    for model in (Reply, Question, Topic, Doctor):
        model.objects.all().delete()

    result = CliRunner().invoke(import_command, [str(path)])

    assert result.exit_code == 0, result.output
    assert exported("--private") == before


def test_a_closed_question_comes_back_closed_with_its_reason(tmp_path):
    question = factories.a_question(subject="Hello")
    actions.close(question, reason="nothing-to-answer", done="Looked at it.", by=factories.a_doctor())
    path = tmp_path / "house.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in exported("--private")), "utf-8")
    Question.objects.all().delete()

    assert CliRunner().invoke(import_command, [str(path)]).exit_code == 0

    back = Question.objects.get(subject="Hello")
    assert back.state == Question.State.CLOSED
    assert [(closing.reason, closing.note) for closing in back.closings.all()] == [
        ("nothing-to-answer", "Looked at it.")
    ]


def test_a_public_export_is_read_back_too(pages, tmp_path):
    CliRunner().invoke(import_command, pages)
    path = tmp_path / "house.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in exported()), "utf-8")
    published = Question.objects.exclude(published_at=None).count()
    for model in (Reply, Question, Topic, Doctor):
        model.objects.all().delete()

    result = CliRunner().invoke(import_command, [str(path)])

    assert result.exit_code == 0, result.output
    assert Question.objects.exclude(published_at=None).count() == published


@pytest.mark.parametrize(
    "line",
    [
        {"record": "question"},
        {"record": "recipe"},
        {"record": "department", "id": "x", "name": "X", "extra": 1},
        {"record": "doctor", "slug": "x", "name": "X", "department": "nowhere", "origin": "own"},
    ],
    ids=["fields missing", "unknown kind", "unknown field", "department not there"],
)
def test_a_record_that_does_not_fit_is_refused(tmp_path, line):
    path = tmp_path / "house.jsonl"
    path.write_text(json.dumps(line), "utf-8")

    result = CliRunner().invoke(import_command, [str(path)])

    assert result.exit_code == 1
    assert "house.jsonl:1" in result.stderr


def test_an_export_to_a_file_is_readable_by_its_owner_alone(pages, tmp_path):
    CliRunner().invoke(import_command, pages)

    CliRunner().invoke(export_command, ["--out", str(tmp_path / "out.jsonl"), "--private"])

    assert (tmp_path / "out.jsonl").stat().st_mode & 0o077 == 0
    assert not (tmp_path / "out.jsonl.part").exists()
