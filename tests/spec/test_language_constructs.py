"""Yes, no, once, still and again: each sentence of `cases/constructs.txt` is read as it is meant."""

from pathlib import Path

import pytest

from consilia import loaded
from consilia.domain.language import read

FILE = Path(__file__).parent / "cases" / "constructs.txt"


def _cases():
    """Yield each construct, sentence and expectation: "fever=absent rash=present !cough=past", commas for "or"."""
    construct = ""
    for line in FILE.read_text("utf-8").splitlines():
        if line.startswith("# "):
            construct = line[2:]
        elif line:
            text, expected = line.rsplit(" | ", 1)
            yield pytest.param(text.replace("\\n", "\n"), expected.split(), id=f"{construct}: {text[:50]}")


@pytest.mark.parametrize(("text", "expected"), _cases())
def test_a_sentence_is_read_as_it_is_meant(text, expected):
    found = {}
    for finding in read(text, lexicon=loaded.lexicon()).findings:
        found.setdefault(finding.concept, set()).add(finding.stance.value)

    for expectation in expected:
        concept, stances = expectation.removeprefix("!").split("=")
        if expectation.startswith("!"):
            assert stances not in found.get(concept, set()), found
        else:
            assert found.get(concept), found
            assert found[concept] <= set(stances.split(",")), found
