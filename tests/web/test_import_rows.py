"""Importing rows of other sites: grouping, repeating, departments, and a thousand rows with a broken one."""

import gzip
import json
from pathlib import Path

import pytest

from consilia.web.accounts.models import Doctor
from consilia.web.exchange.importing import import_files
from consilia.web.exchange.models import Source
from consilia.web.questions.models import MoreInfo, Question, Reply

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_index")]


def bring_in(path: Path, rows: list[object]):
    path.write_bytes(b"".join(r if isinstance(r, bytes) else json.dumps(r).encode() + b"\n" for r in rows))
    return import_files([path], by=None, progress=lambda pieces, count: pieces)


def row(number: int = 1, **changed: object) -> dict[str, object]:
    text = f"My knee number {number} has been sore for two weeks after running. What can I do about it?"
    return {
        "id": f"r{number}",
        "source": "somesite",
        "question": f"sore knee {number}",
        "question_text": text,
        "answer": "Hello Mr. Lark, rest it for a week. --> <link>",
        "answer_author": "Dr Wood",
        "tags": ["knee pain"],
        "url": f"https://somesite.example/{number}",
    } | changed


def test_several_answers_are_one_question_with_several_replies(tmp_path):
    report = bring_in(tmp_path / "rows.jsonl", [row(), row(answer="Cool it.", answer_author="Dr Reed"), row(2)])

    assert +report.counts == {"questions": 2, "answers": 3}
    first = Question.objects.get(source_url="https://somesite.example/1")
    assert [(r.doctor.name, r.is_signed) for r in first.replies.all()] == [("Dr Wood", True), ("Dr Reed", True)]
    assert first.asked_at is None
    assert first.published_at is not None


def test_the_public_words_hold_no_names(tmp_path):
    bring_in(tmp_path / "rows.jsonl", [row()])

    assert "Lark" not in Reply.objects.get().public_text


def test_more_info_of_rows_waits_until_somebody_opens_the_page(tmp_path, client):
    bring_in(tmp_path / "rows.jsonl", [row()])
    question = Question.objects.get()
    assert question.generated_title
    assert not MoreInfo.objects.exists()

    page = client.get(f"/questions/{question.slug}/")

    assert "More Info" in page.content.decode()
    assert MoreInfo.objects.filter(question=question).exists()


def test_importing_again_adds_nothing(tmp_path):
    rows = [row(), row(answer="Cool it."), row(2)]
    bring_in(tmp_path / "rows.jsonl", rows)

    report = bring_in(tmp_path / "rows.jsonl", rows)

    assert +report.counts == {"already here": 2}
    assert Reply.objects.count() == 3


def test_a_later_file_adds_the_answers_that_were_missing(tmp_path):
    bring_in(tmp_path / "rows.jsonl", [row()])

    report = bring_in(tmp_path / "more.jsonl", [row(), row(answer="Cool it.")])

    assert +report.counts == {"already here": 1, "answers": 1}
    assert all(reply.public_text for reply in Reply.objects.all())


@pytest.mark.parametrize(
    ("changed", "department", "reason"),
    [
        ({"question": "good?", "question_text": "Is it good?", "tags": ["acne"]}, "dermatology", "tag: acne"),
        (
            {"question": "good?", "question_text": "Is it good?", "tags": []},
            "internal-medicine",
            "neither its words nor its tags",
        ),
    ],
    ids=["by tag", "by nothing"],
)
def test_the_department_has_a_reason(tmp_path, changed, department, reason):
    bring_in(tmp_path / "rows.jsonl", [row(**changed)])

    assert Question.objects.get().department_id == department
    assert Source.objects.get().department_reason.startswith(reason)


def test_a_row_that_names_nobody_has_a_doctor_without_a_name(tmp_path):
    bring_in(tmp_path / "rows.jsonl", [row(answer_author=None)])

    assert Doctor.objects.get().name == "Name not given (somesite)"
    assert Doctor.objects.get().verified_at is None


@pytest.mark.slow
def test_broken_rows_among_many_are_refused_and_the_rest_is_there(tmp_path):
    rows: list[object] = [row(number) for number in range(40)]
    rows[7] = b'{"question": "caf\xe9"}\n'
    rows[23] = b'{"question": "half\n'
    rows[31] = row(31, answer="")

    report = bring_in(tmp_path / "rows.jsonl", rows)

    assert [refusal.where for refusal in report.refused] == ["rows.jsonl:8", "rows.jsonl:24", "rows.jsonl:32"]
    assert Question.objects.count() == 37
    assert Reply.objects.count() == 37


def test_packed_rows_are_taken_in(tmp_path):
    path = tmp_path / "rows.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps(row()).encode()))

    report = import_files([path], by=None, progress=lambda pieces, count: pieces)

    assert report.counts["questions"] == 1
