"""The figures that reading must not fall below, on the optional test data."""

import json

import pytest

from consilia import loaded
from consilia.domain.language import Reading, read
from tests.testdata import shared

pytestmark = pytest.mark.slow


def rows(name):
    return [json.loads(line) for line in shared(name).read_text("utf-8").splitlines()]


def pairs(reading: Reading) -> set[tuple[str, str]]:
    return {(f.concept, f.stance.value) for f in reading.findings}


def f1(right: int, extra: int, missed: int) -> float:
    return 2 * right / (2 * right + extra + missed)


def test_stance_cases_pass():
    passed = 0
    cases = rows("gold/stance.jsonl")
    for case in cases:
        said = pairs(read(case["text"], lexicon=loaded.lexicon()))
        expected = {(e["concept"], e["stance"]) for e in case["expect"]}
        forbidden = {(e["concept"], e["stance"]) for e in case.get("forbid", [])}
        passed += expected <= said and not forbidden & said

    assert passed / len(cases) >= 0.95


def test_findings_of_real_questions():
    core = loaded.lexicon().core
    right = extra = missed = 0
    for row in rows("gold/questions.jsonl"):
        said = {pair for pair in pairs(read(row["text"], lexicon=loaded.lexicon())) if pair[0] in core}
        expected = {(f["concept"], f["stance"]) for f in row["findings"]}
        right, extra, missed = right + len(said & expected), extra + len(said - expected), missed + len(expected - said)

    assert f1(right, extra, missed) >= 0.79


def test_negation_of_clinical_sentences():
    right = extra = missed = 0
    for row in rows("negex/sentences.jsonl"):
        text, concept = row["sentence"], row["concept"]
        start = text.find(concept.upper())
        start = text.lower().find(concept.lower()) if start < 0 else start
        targets = [(start, start + len(concept))] if start >= 0 else []
        reading = read(text, lexicon=loaded.lexicon(), targets=targets)
        said = any(f.stance.value == "absent" for f in reading.targets)
        negated = row["negation"] == "Negated"
        right, extra, missed = (
            right + (said and negated),
            extra + (said and not negated),
            missed + (negated and not said),
        )

    assert f1(right, extra, missed) >= 0.97


def test_denials_are_not_called_present():
    texts = [row["absent_findings"] for row in rows("avey/vignettes.jsonl") if row["absent_findings"].strip("- ")]
    core = loaded.lexicon().core
    said = [f.stance.value for t in texts for f in read(t, lexicon=loaded.lexicon()).findings if f.concept in core]

    assert said.count("present") / len(said) < 0.02
    assert len(said) / len(texts) >= 3
