"""What is asked back, what an answer may change, and that a stored decision is made again from the same words."""

import json
from pathlib import Path

import pytest

from consilia import loaded
from consilia.domain.language import read
from consilia.domain.triage import Urgency, assess, from_record, to_record
from consilia.domain.triage.assess import MOST_QUESTIONS

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases/triage.jsonl").read_text("utf-8").splitlines()]


def decided(text, *, answers=None):
    return assess(read(text, lexicon=loaded.lexicon()), rules=loaded.rules(), answers=answers or {})


ASKED = [pytest.param(case["text"], id=case["id"]) for case in CASES if decided(case["text"]).ask]


def test_some_cases_ask_back():
    assert len(ASKED) > 5


@pytest.mark.parametrize("text", ASKED)
def test_a_question_is_asked_only_when_an_answer_changes_the_level(text):
    first = decided(text)

    assert len(first.ask) <= MOST_QUESTIONS
    for ask in first.ask:
        told = {decided(text, answers={ask.id: answer}).urgency for answer in ("yes", "no")}
        assert told != {first.urgency}, ask.id


@pytest.mark.parametrize("text", ASKED)
def test_open_and_half_given_answers_are_never_self_care(text):
    first = decided(text)

    assert first.urgency is not Urgency.SELFCARE
    for ask in first.ask:
        assert decided(text, answers={ask.id: "unsure"}).urgency is not Urgency.SELFCARE


@pytest.mark.parametrize("text", ASKED)
def test_no_yes_makes_it_less_urgent(text):
    first = decided(text)

    for ask in first.ask:
        assert decided(text, answers={ask.id: "yes"}).urgency.rank <= first.urgency.rank, ask.id


@pytest.mark.parametrize("case", CASES[:40], ids=lambda case: case["id"])
def test_a_stored_decision_is_made_again_from_the_same_words(case):
    reading = read(case["text"], lexicon=loaded.lexicon())
    stored = json.loads(json.dumps(to_record(assess(reading, rules=loaded.rules()), reading)))

    assert from_record(stored) == decided(case["text"])
    assert stored["rules_version"] == loaded.rules().version
