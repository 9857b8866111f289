"""Nothing stands in the repository that belongs elsewhere: machines, registries, unfinished work, others' words."""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.repository.files import texts
from tests.testdata import shared

FORBIDDEN = {
    "a registry's host": r"https?://(?:[\w-]+\.)*(?:pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|crates\.io)\b",
    "an index of packages": r"--(?:extra-)?index-url\b",
    "a path of somebody's machine": r"(?<![\w.])/(?:root|Users|work/(?:main|shared))/|/home/(?!app\b|consilia\b)\w+/",
    "unfinished work": r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b",
    "a stub": r"\bNotImplemented" r"Error\b",
    "a key": r"-----BEGIN [A-Z ]*PRIVATE KEY-----",
}
LIKENESS_WORDS = 12  # so many words in a row are no chance
_WORD = re.compile(r"[a-z0-9']+")
_OWN_TESTS = "tests/repository/"


@pytest.mark.parametrize(("what", "pattern"), FORBIDDEN.items(), ids=FORBIDDEN)
def test_no_file_holds(what, pattern):
    wanted = re.compile(pattern)
    found = [
        f"{name}:{text.count(chr(10), 0, match.start()) + 1}: {match[0]}"
        for name, text in texts().items()
        if not name.startswith(_OWN_TESTS)
        for match in wanted.finditer(text)
    ]

    assert found == []


def test_no_data_file_is_committed():
    unwanted = re.compile(r"\.(?:sqlite3?|db|jsonl|jsonl\.gz|csv|parquet|onnx|npy|log|env)$")

    assert [name for name in texts() if unwanted.search(name)] == []


def runs(text: str) -> Iterator[str]:
    """Every run of LIKENESS_WORDS words, but for lists that say the same again and again."""
    words = _WORD.findall(text.lower())
    for start in range(len(words) - LIKENESS_WORDS + 1):
        run = words[start : start + LIKENESS_WORDS]
        if len(set(run)) > LIKENESS_WORDS - 2:
            yield " ".join(run)


def foreign_texts() -> Iterator[str]:
    """The texts of the optional test data."""
    for page in sorted(shared("pages").glob("*.txt")):
        yield page.read_text("utf-8")
    for name in ("gold/questions.jsonl", "gold/stance.jsonl", "gold/triage.jsonl", "avey/vignettes.jsonl"):
        yield from rows(shared(name))
    for name in ("askdoctor/questions.jsonl.gz", "mqp/pairs.jsonl", "hcm/pairs.jsonl", "negex/sentences.jsonl"):
        yield from rows(shared(name))


def rows(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            yield " ¶ ".join(value for value in json.loads(line).values() if isinstance(value, str))


@pytest.mark.slow
def test_no_test_data_is_committed():
    ours: dict[str, str] = {}
    for name, text in texts().items():
        if not name.startswith("requirements/"):
            ours.update(dict.fromkeys(runs(text), name))
    assert ours

    found = {f"{ours[run]}: {run}" for text in foreign_texts() for run in runs(text) if run in ours}

    assert found == set()
