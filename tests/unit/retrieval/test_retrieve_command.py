"""`consilia retrieve` writes the raw ranking as a TREC run, and says clearly what it cannot read."""

import gzip
import json
import sys

import pytest
from click.testing import CliRunner

from consilia.domain.retrieval.remembered import RememberedEmbedder
from consilia.terminal.retrieve import retrieve_command
from tests.unit.retrieval.corpus import DOCUMENTS, WordModel


@pytest.fixture
def folder(tmp_path):
    rows = [{"id": d.key, "title": d.title, "text": d.text} for d in DOCUMENTS]
    (tmp_path / "docs.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    with gzip.open(tmp_path / "docs.jsonl.gz", "wt", encoding="utf-8") as packed:
        packed.write("\n".join(map(json.dumps, rows)))
    queries = [
        {"id": "q1", "text": "painful calf cramps of a muscle"},
        {"id": "q2", "text": ""},
        {"id": "q3", "text": "eyelid"},
    ]
    (tmp_path / "queries.jsonl").write_text("\n".join(map(json.dumps, queries)), "utf-8")
    return tmp_path


def run(folder, *more: str, docs: str = "docs.jsonl"):
    files = ["--docs", str(folder / docs), "--queries", str(folder / "queries.jsonl"), "--out", str(folder / "run.txt")]
    return CliRunner().invoke(retrieve_command, [*files, *more])


@pytest.mark.parametrize("docs", ["docs.jsonl", "docs.jsonl.gz"])
def test_a_run_has_a_line_for_each_rank(folder, docs):
    result = run(folder, "--mode", "lexical", "--k", "2", docs=docs)

    assert result.exit_code == 0, result.output
    rows = [line.split() for line in (folder / "run.txt").read_text().splitlines()]
    assert rows[0][:4] == ["q1", "Q0", "cramp", "1"]
    assert rows[0][5] == "consilia-lexical"
    assert [row[3] for row in rows if row[0] == "q1"] == ["1", "2"]
    assert not [row for row in rows if row[0] == "q2"]
    assert float(rows[0][4]) >= float(rows[1][4])


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["hybrid", "dense"])
def test_the_installed_model_ranks_by_meaning(folder, mode):
    result = run(folder, "--mode", mode, "--remember", str(folder / "vectors.sqlite3"))

    assert result.exit_code == 0, result.output
    first = {line.split()[0]: line.split()[2] for line in reversed((folder / "run.txt").read_text().splitlines())}
    assert first == {"q1": "cramp", "q3": "eyelid"}


@pytest.mark.parametrize(
    ("line", "said"),
    [("not json", "line 1: not a JSON object"), ('{"title": "x"}', "needs the text id"), ("[1]", "not a JSON object")],
)
def test_a_broken_line_is_named(folder, line, said):
    (folder / "docs.jsonl").write_text(line, "utf-8")

    result = run(folder, "--mode", "lexical")

    assert result.exit_code == 1
    assert said in result.output


def test_the_command_needs_no_web_framework():
    import subprocess

    code = "import sys; import consilia.terminal.retrieve; sys.exit('django' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_vectors_of_documents_are_made_once(tmp_path):
    class Counting(WordModel):
        made = 0

        def embed(self, texts, *, progress=None):
            Counting.made += len(texts)
            return super().embed(texts, progress=progress)

    remembered = RememberedEmbedder(Counting(), file=tmp_path / "vectors.sqlite3")
    steps: list[int] = []

    first = remembered.embed(["thigh twitching", "calf cramps", "thigh twitching"], progress=steps.append)
    again = RememberedEmbedder(Counting(), file=tmp_path / "vectors.sqlite3").embed(["calf cramps", "a new text"])

    assert Counting.made == 3
    assert sum(steps) == 3
    assert abs(first[1] - again[0]).max() < 0.001
