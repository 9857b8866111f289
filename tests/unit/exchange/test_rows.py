"""Files of rows: grouping, and every way in which a row can be broken."""

import gzip
import json

import pytest

from consilia.web.exchange.parsing.rows import grouped, parsed_lines
from consilia.web.exchange.report import Report

GOOD = {
    "id": "a1",
    "source": "site",
    "question": "sore knee",
    "question_text": "My knee is sore.",
    "answer": "Rest it.",
}


def read(tmp_path, *lines: bytes, name: str = "rows.jsonl"):
    path = tmp_path / name
    content = b"\n".join(lines) + b"\n"
    path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    report = Report()
    return grouped(parsed_lines(path, report=report), report=report), report


def line(**changed: object) -> bytes:
    return json.dumps(GOOD | changed).encode()


def test_answers_to_one_question_are_grouped(tmp_path):
    questions, report = read(
        tmp_path,
        line(url="u1", answer_author="Dr A"),
        line(url="u2", question_text="My hip is sore."),
        line(url="u1", answer_author="Dr B", answer="Cool it.", tags=["knee"]),
    )

    assert [(q.text, len(q.answers)) for q in questions] == [("My knee is sore.", 2), ("My hip is sore.", 1)]
    assert [a.author for a in questions[0].answers] == ["Dr A", "Dr B"]
    assert questions[0].tags == ("knee",)
    assert report.refused == []


def test_rows_without_an_address_are_grouped_by_their_words(tmp_path):
    questions, _ = read(tmp_path, line(), line(question_text="MY KNEE IS SORE.", answer="Cool it."))

    assert len(questions) == 1


def test_the_same_answer_twice_is_one_answer(tmp_path):
    questions, _ = read(tmp_path, line(), line(id="a2"))

    assert len(questions[0].answers) == 1


def test_a_row_with_only_a_title_has_its_words_from_there(tmp_path):
    questions, _ = read(tmp_path, line(question_text="", question="i am tired all day"))

    assert (questions[0].subject, questions[0].text) == ("i am tired all day", "i am tired all day")


def test_packed_files_are_read(tmp_path):
    questions, _ = read(tmp_path, line(), name="rows.jsonl.gz")

    assert len(questions) == 1


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (b'{"question": "caf\xe9", "answer": "x"}', "not UTF-8"),
        (b'{"question": "half', "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b'["a list"]', "expected a JSON object"),
        (b"17", "expected a JSON object"),
        (line(question="", question_text=" "), "no question text"),
        (line(answer=None), "no answer text"),
        (line(answer="  "), "no answer text"),
        (line(question_text="knee\0"), "NUL"),
        (line(question_text="k" * 100_001), "longer than"),
        (line(question_text="\ud800 knee"), "surrogates"),
        (line(tags="knee"), "field tags"),
        (line(answer=17), "field answer"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_broken_row_is_refused_with_its_place_and_the_others_go_on(tmp_path, broken, reason):
    questions, report = read(tmp_path, line(url="u1"), broken, line(url="u2"))

    assert len(questions) == 2
    assert [(r.where, reason in r.reason) for r in report.refused] == [("rows.jsonl:2", True)]


def test_a_packed_file_that_breaks_off_keeps_what_came_before(tmp_path):
    path = tmp_path / "rows.jsonl.gz"
    whole = gzip.compress(b"\n".join(line(url=f"u{n}", question_text=f"{n} " + "word " * n) for n in range(300)))
    path.write_bytes(whole[: len(whole) // 2])
    report = Report()

    questions = grouped(parsed_lines(path, report=report), report=report)

    assert 0 < len(questions) < 300
    assert "breaks off" in report.refused[0].reason


def test_blank_lines_and_a_byte_order_mark_are_no_rows(tmp_path):
    questions, report = read(tmp_path, b"\xef\xbb\xbf" + line(url="u1"), b"", b"   ", line(url="u2"))

    assert len(questions) == 2
    assert report.refused == []
