"""The figures of `consilia evaluate retrieval`, and what it says of a change."""

import json

import pytest
from click.testing import CliRunner

from consilia.domain.retrieval.measures import likely_chance, mean, measures
from consilia.terminal.evaluate import evaluate_command
from tests.testdata import shared
from tests.unit.retrieval.corpus import DOCUMENTS

QUERIES = [("q1", "cramps in my calf"), ("q2", "eyelid"), ("q3", "nobody judged this")]
QRELS = "q1 0 cramp 3\nq1 0 thigh 1\nq2 0 eyelid 2\nq2 0 fasciculation 2\n"


@pytest.fixture
def folder(tmp_path):
    rows = [{"id": d.key, "title": d.title, "text": d.text} for d in DOCUMENTS]
    (tmp_path / "docs.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    queries = [{"id": key, "text": text} for key, text in QUERIES]
    (tmp_path / "queries.jsonl").write_text("".join(json.dumps(row) + "\n" for row in queries), "utf-8")
    (tmp_path / "qrels.txt").write_text(QRELS, "utf-8")
    return tmp_path


def run(folder, *more):
    files = [word for name in ("docs.jsonl", "queries.jsonl", "qrels.txt")
             for word in (f"--{name.partition('.')[0]}", str(folder / name))]  # fmt: skip
    return CliRunner().invoke(evaluate_command, ["retrieval", *files, "--mode", "lexical", *more])


def told(result):
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout.splitlines()[-1])


def test_only_queries_with_something_to_find_count(folder):
    found = told(run(folder))

    assert found["queries"] == 2
    assert found["mean"]["MRR@10"] == 1.0
    assert found["mean"]["recall@10"] == 0.75


def test_a_change_is_told_for_each_measure(folder):
    told(run(folder, "--save", str(folder / "before.json")))

    again = told(run(folder, "--compare", str(folder / "before.json")))["change"]

    assert again["nDCG@10"]["change"] == 0
    assert (again["nDCG@10"]["better"], again["nDCG@10"]["worse"], again["nDCG@10"]["by_chance"]) == (0, 0, 1.0)


def test_the_digest_does_not_hang_on_the_order_of_rows(folder):
    first = told(run(folder))["collection"]
    for name in ("docs.jsonl", "queries.jsonl", "qrels.txt"):
        lines = (folder / name).read_text("utf-8").splitlines(keepends=True)
        (folder / name).write_text("".join(reversed(lines)), "utf-8")

    assert told(run(folder))["collection"] == first


def test_figures_of_another_collection_are_not_compared(folder):
    told(run(folder, "--save", str(folder / "before.json")))
    (folder / "qrels.txt").write_text(QRELS + "q3 0 tremor 2\n", "utf-8")

    refused = run(folder, "--compare", str(folder / "before.json"))

    assert refused.exit_code == 1
    assert "another collection" in refused.output


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("qrels.txt", "q1 cramp 3\n", "line 1: expected"),
        ("qrels.txt", "q1 0 cramp 1\n", "no query has a document of grade 2"),
        ("before.json", "[]", "cannot be compared with"),
    ],
)
def test_a_file_that_does_not_fit_is_named(folder, name, content, said):
    (folder / name).write_text(content, "utf-8")
    more = ["--compare", str(folder / name)] if name == "before.json" else []

    refused = run(folder, *more)

    assert refused.exit_code == 1
    assert said in refused.output


def test_the_figures_are_those_of_the_textbook():
    found = measures(["a", "unjudged", "b"], {"a": 1, "b": 3, "c": 2}, least_grade=2)

    assert found["nDCG@10"] == pytest.approx((1 + 7 / 2) / (7 + 3 / 1.584962500721156 + 1 / 2))
    assert found["MRR@10"] == pytest.approx(1 / 3)
    assert found["MAP@10"] == pytest.approx((1 / 3) / 2)
    assert found["recall@10"] == 0.5
    assert found["judged MRR@10"] == 0.5


def test_no_query_has_no_mean():
    assert mean({}) == {}


def test_ten_queries_that_all_gain_are_no_chance_and_one_of_ten_is():
    assert likely_chance([0.1] * 10) < 0.01
    assert likely_chance([0.1] + [0.0] * 9) > 0.9


@pytest.mark.slow
def test_the_figures_are_those_of_the_scorer_of_the_test_data(folder):
    import subprocess
    import sys

    from consilia.terminal.retrieve import retrieve_command

    scorer = shared("tools", "score.py")
    files = ["--docs", str(folder / "docs.jsonl"), "--queries", str(folder / "queries.jsonl")]
    CliRunner().invoke(retrieve_command, [*files, "--out", str(folder / "run.txt"), "--mode", "lexical"])

    theirs = subprocess.run(
        [sys.executable, str(scorer), "retrieval", str(folder / "qrels.txt"), str(folder / "run.txt")],
        check=True, capture_output=True, text=True,
    )  # fmt: skip

    ours, theirs = told(run(folder))["mean"], json.loads(theirs.stdout)
    for name in ("nDCG@10", "MRR@10", "MAP@10"):
        assert ours[name] == theirs["all"][name]
        assert ours[f"judged {name}"] == theirs["judged_only"][name]
