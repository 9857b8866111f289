"""An answer to a question about a suspected danger counts like the danger itself, and is told as an answer."""

import pytest

from consilia import loaded
from consilia.domain.language import read
from consilia.domain.triage import assess, explain_to_asker, from_record, to_record

WORDS = "My legs have been cut at the strings since this morning."


def decided(answers):
    reading = read(WORDS, lexicon=loaded.lexicon())
    return reading, assess(reading, rules=loaded.rules(), answers=answers)


@pytest.mark.parametrize(
    ("answer", "level", "fires"),
    [("yes", "emergency", True), ("unsure", "urgent", True), ("no", "", False)],
)
def test_yes_is_the_danger_not_sure_is_for_today_and_no_changes_nothing(answer, level, fires):
    _, without = decided({})
    _, assessment = decided({"heard-RF07": answer})

    assert [f.asked for f in assessment.fired if f.rule_id == "RF07"] == ([answer] if fires else [])
    assert assessment.urgency == (level or without.urgency)


def test_the_card_quotes_the_question_and_not_words_that_nobody_wrote():
    reading, assessment = decided({"heard-RF07": "yes"})

    told = explain_to_asker(assessment, reading, rules=loaded.rules(), locale=loaded.locale("en-GB"))

    reason = next(reason for reason in told.reasons if reason.rule_id == "RF07")
    assert loaded.rules().hearing.dangers["RF07"].ask in reason.text
    assert reason.quotes == ()


def test_a_yes_about_harm_to_oneself_is_a_crisis():
    _, assessment = decided({"heard-RF29": "yes"})

    assert assessment.crisis


def test_an_answer_is_kept_with_the_decision():
    reading, assessment = decided({"heard-RF07": "unsure"})

    assert from_record(to_record(assessment, reading)) == assessment


def test_an_answer_about_a_danger_that_is_no_longer_known_is_passed_over():
    _, assessment = decided({"heard-gone": "yes"})

    assert assessment.fired == ()
