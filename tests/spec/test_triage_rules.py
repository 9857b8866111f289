"""Every case inside the rules, run end to end through the reader; what is said of them; the printed pages."""

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from consilia.domain.language import load_lexicon, read
from consilia.domain.locales import load_locale
from consilia.domain.triage import Rules, Urgency, assess, load_rules
from consilia.domain.triage.printing import print_rules
from consilia.terminal.knowledge import person_of

HOME = Path(__file__).parents[2]
KNOWLEDGE = HOME / "consilia/knowledge"
RULES = load_rules(KNOWLEDGE)
CASES = [
    pytest.param(rule.id, case, id=f"{rule.id}: {case.text[:50]}") for rule in RULES.all.values() for case in rule.cases
]
HIGHEST_GRADE = 6.0  # Flesch-Kincaid: a reading age of eleven
RED_FLAGS = {f"RF{number:02d}" for number in range(1, 47)} - {"RF27", "RF36"}


@cache
def lexicon():
    return load_lexicon(KNOWLEDGE)


def grade(text: str) -> float:
    sentences = max(1, len(re.findall(r"[.!?](?:\s|$)", text)))
    words = re.findall(r"[A-Za-z']+", text)
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", w.lower().removesuffix("e")))) for w in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / max(1, len(words)) - 15.59


@pytest.mark.parametrize(("rule_id", "case"), CASES)
def test_case(rule_id, case):
    reading = read(case.text, lexicon=lexicon(), person=person_of(case))

    fired = {f.rule_id: f.urgency for f in assess(reading, rules=RULES).fired}

    assert (rule_id in fired) is case.fires, [(f.concept, f.stance.value) for f in reading.findings]
    if case.fires and case.urgency:
        assert fired[rule_id] is case.urgency


def test_every_red_flag_has_a_rule():
    assert set(RULES.all) >= RED_FLAGS


def test_every_concept_that_a_rule_names_is_known_to_the_reader():
    assert RULES.concepts() <= set(lexicon().concepts)


def test_every_medicine_class_holds_names_that_the_reader_takes_for_medicines():
    for held in RULES.medicine_classes.values():
        known = [name for name in held.names if _is_read_as_a_medicine(name)]
        assert known, held.id


def _is_read_as_a_medicine(name: str) -> bool:
    found = read(f"I take {name} every day.", lexicon=lexicon()).findings
    return any(f.concept == "medication" for f in found)


@pytest.mark.parametrize("rule", RULES.all.values(), ids=lambda rule: rule.id)
def test_what_the_asker_reads_of_a_rule_is_plain(rule):
    text = _spoken(f"{rule.asker} {rule.would_change}")

    assert grade(text) <= HIGHEST_GRADE, round(grade(text), 1)


@pytest.mark.parametrize("ask", RULES.asks.values(), ids=lambda ask: ask.id)
def test_a_follow_up_question_is_plain(ask):
    assert grade(ask.text) <= HIGHEST_GRADE + 1, round(grade(ask.text), 1)


def test_what_the_asker_reads_beside_the_rules_is_plain():
    advice = RULES.advice
    texts = [*advice.lines.values(), *(t.asker for t in advice.fallbacks.texts.values())]
    texts += [
        " ".join([f"{level.heading}.", level.lead, *level.do, level.safety_net, level.nobody_watches])
        for level in advice.levels.values()
    ]
    for text in texts:
        assert grade(_spoken(text)) <= HIGHEST_GRADE, (round(grade(_spoken(text)), 1), text)


def _spoken(text: str) -> str:
    """The text with its placeholders as a person in the first locale would read them."""
    locale = load_locale(KNOWLEDGE / "locales/en-GB.yaml")
    return text.format(**{name: getattr(locale, name) for name in type(locale).model_fields})


@pytest.mark.parametrize("rule", RULES.all.values(), ids=lambda rule: rule.id)
def test_a_rule_says_who_must_look_again_and_does_not_claim_a_review(rule):
    assert rule.review.again_by > date(2026, 11, 22)
    assert rule.review.by == "not reviewed yet" or rule.review.on is not None


def test_printed_pages_are_fresh():
    for name, text in print_rules(RULES).items():
        path = HOME / "docs/generated" / name
        assert path.read_text("utf-8") == text, (
            f"print again: consilia check-knowledge --print-to docs/generated ({name})"
        )


def test_no_emergency_steps_down():
    assert Urgency.EMERGENCY not in RULES.advice.settled.becomes


def test_rules_are_one_digest_a_state():
    assert isinstance(RULES, Rules)
    assert RULES.version == load_rules(KNOWLEDGE).version


@pytest.mark.parametrize("rule", RULES.all.values(), ids=lambda rule: rule.id)
def test_a_rule_says_why_who_reviews_it_what_it_misses_and_shows_it_in_several_voices(rule):
    assert rule.why
    assert rule.review.by
    assert rule.known_misses
    for fires in (True, False):
        texts = [case.text.lower() for case in rule.cases if case.fires is fires]
        assert len(set(texts)) >= 3
        assert len({" ".join(text.split()[:2]) for text in texts}) >= 3, "three people do not begin alike"


MOST_RULES_WITHOUT_A_READ_SOURCE = 0


def test_a_source_that_nobody_read_is_to_be_verified_and_few_rules_rest_on_such_alone():
    unread = [rule.id for rule in RULES.all.values() if all(r.status == "to-verify" for r in rule.references)]

    assert len(unread) <= MOST_RULES_WITHOUT_A_READ_SOURCE, unread
    for rule in RULES.all.values():
        assert all(r.read_on is None or r.read_on <= date(2026, 11, 22) for r in rule.references), rule.id
