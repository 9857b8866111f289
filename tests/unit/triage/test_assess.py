"""The decision: soonest rule, stepping down, fallbacks, follow-up questions and answers."""

from dataclasses import replace

import pytest

from consilia.domain.language.model import Conflict, Person, Stance
from consilia.domain.triage import Urgency, assess
from tests.unit.triage.conftest import finding, reading

WEAK = {"name": "weak", "urgency": "urgent", "all": ["muscle-weakness"]}
TWITCH = {"name": "twitch", "urgency": "routine", "all": ["twitching"]}
STROKE = {"name": "sudden", "urgency": "emergency", "all": [{"concept": "slurred-speech", "sudden_within_days": "3"}]}


def test_the_soonest_rule_decides_and_all_that_fire_are_told(rule_of, only):
    held = only(rule_of(WEAK, id="weak"), rule_of(TWITCH, id="twitch"))

    decided = assess(reading(finding("twitching"), finding("muscle-weakness")), rules=held)

    assert decided.urgency is Urgency.URGENT
    assert [f.rule_id for f in decided.fired] == ["weak", "twitch"]


def test_of_one_rule_the_soonest_variant_speaks(rule_of, only):
    held = only(rule_of(TWITCH, {**WEAK, "all": ["twitching", "muscle-weakness"]}))

    decided = assess(reading(finding("twitching"), finding("muscle-weakness")), rules=held)

    assert [(f.variant, f.urgency) for f in decided.fired] == [("weak", Urgency.URGENT)]


def test_a_combination_asks_for_all_for_enough_and_for_none(rule_of, only):
    held = only(
        rule_of(
            {
                "name": "v",
                "urgency": "soon",
                "all": ["fever"],
                "any": ["rash", "chills", "cough"],
                "any_at_least": "2",
                "none": ["injury"],
            }
        )
    )
    level = lambda *names: assess(reading(*map(finding, names)), rules=held).fired  # noqa: E731

    assert level("fever", "rash", "cough")
    assert not level("fever", "rash")
    assert not level("rash", "cough")
    assert not level("fever", "rash", "cough", "injury")


def test_an_assessed_and_stable_complaint_steps_down(rule_of, only):
    held = only(rule_of(WEAK))
    seen, old = finding("medical-review"), finding("muscle-weakness", days=400)

    assert assess(reading(old, seen), rules=held).urgency is Urgency.SOON
    assert assess(reading(old), rules=held).urgency is Urgency.URGENT
    assert assess(reading(finding("muscle-weakness", days=3), seen), rules=held).urgency is Urgency.URGENT


@pytest.mark.parametrize("more", [{"course": "worse"}, {"course": "new"}, {"onset": "sudden"}])
def test_nothing_new_or_worsening_steps_down(rule_of, only, more):
    told = reading(finding("muscle-weakness", days=400, **more), finding("medical-review"))

    assert assess(told, rules=only(rule_of(WEAK))).urgency is Urgency.URGENT


def test_an_emergency_or_a_crisis_never_steps_down(rule_of, only):
    held = only(rule_of({**WEAK, "urgency": "emergency"}, id="e"))
    crisis = only(rule_of(WEAK, id="c", crisis="yes"))
    told = reading(finding("muscle-weakness", days=400), finding("medical-review"))

    assert assess(told, rules=held).urgency is Urgency.EMERGENCY
    assert assess(told, rules=crisis).urgency is Urgency.URGENT
    assert assess(told, rules=crisis).crisis


@pytest.mark.parametrize(
    ("findings", "urgency", "fallback"),
    [
        ((), Urgency.ROUTINE, "not-understood"),
        ((finding("twitching", "hypothetical"),), Urgency.SELFCARE, "information-question"),
        ((finding("twitching", days=3, sites=("calf",)),), Urgency.SELFCARE, "short-complaint"),
        ((finding("twitching", days=30),), Urgency.ROUTINE, "complaint"),
        ((finding("twitching", days=3), finding("headache", days=3)), Urgency.ROUTINE, "complaint"),
        ((finding("twitching"),), Urgency.SELFCARE, "short-complaint"),
        ((finding("twitching", course="worse"),), Urgency.ROUTINE, "complaint"),
        ((finding("twitching"), finding("weight-loss", "past")), Urgency.ROUTINE, "complaint"),
        ((finding("cramp"),), Urgency.ROUTINE, "complaint"),
        ((finding("cough", days=3), finding("sore-throat")), Urgency.SELFCARE, "short-complaint"),
        ((finding("diabetes"),), Urgency.ROUTINE, "known-condition"),
        ((finding("heart-attack", "past"), finding("just-now")), Urgency.URGENT, "not-understood"),
        ((finding("heart-attack", "past"), finding("just-now", "past")), Urgency.SELFCARE, "information-question"),
        ((finding("dizziness", "past"), finding("just-now")), Urgency.SELFCARE, "information-question"),
        ((finding("tremor", "other-person", about="other"),), Urgency.ROUTINE, "complaint-of-another"),
    ],
)
def test_without_a_rule_the_level_has_a_named_reason(only, findings, urgency, fallback):
    decided = assess(reading(*findings), rules=only())

    assert (decided.urgency, decided.fallback) == (urgency, fallback)


@pytest.mark.parametrize(
    "text", ["calf twitching, spreading, here", "calf twitching (spreading) here", "twitching! spreading?"]
)
def test_a_twitch_beside_a_word_of_more_is_no_trifle_whatever_mark_follows_the_word(only, text):
    told = replace(reading(finding("twitching")), text=text.ljust(80))

    assert assess(told, rules=only()).urgency is Urgency.ROUTINE


def test_what_cannot_be_read_is_never_below_soon(rule_of, only):
    unread = reading(readable=False, reason="not-english")

    decided = assess(unread, rules=only(rule_of(TWITCH)))

    assert decided.urgency is Urgency.SOON
    assert (decided.fallback, decided.reason) == ("unreadable", "not-english")


def test_an_emergency_phrase_in_an_unreadable_text_still_interrupts(rule_of, only):
    unread = reading(finding("slurred-speech", onset="sudden"), readable=False, reason="not-english")

    assert assess(unread, rules=only(rule_of(STROKE))).urgency is Urgency.EMERGENCY


@pytest.fixture
def asking(rule_of, only):
    """A stroke rule that asks whether the speech changed suddenly."""
    ask = {
        "id": "sudden-speech", "text": "Did it come at once?", "when": {"all": ["slurred-speech"]},
        "decides": {"concept": "slurred-speech", "onset": "sudden", "within_days": "1"},
    }  # fmt: skip
    return only(rule_of(STROKE, ask=[ask]))


def test_a_question_is_asked_when_its_answer_can_change_the_level(asking):
    decided = assess(reading(finding("slurred-speech")), rules=asking)

    assert [question.id for question in decided.ask] == ["sudden-speech"]


def test_no_question_is_asked_in_an_emergency(asking):
    assert assess(reading(finding("slurred-speech", onset="sudden")), rules=asking).ask == ()


@pytest.mark.parametrize(
    ("answer", "urgency"), [("yes", Urgency.EMERGENCY), ("unsure", Urgency.EMERGENCY), ("no", Urgency.ROUTINE)]
)
def test_an_answer_re_assesses(asking, answer, urgency):
    decided = assess(reading(finding("slurred-speech")), rules=asking, answers={"sudden-speech": answer})

    assert decided.urgency is urgency
    assert decided.ask == ()


def test_an_open_question_keeps_the_level_above_self_care(rule_of, only):
    ask = {"id": "q", "text": "t?", "when": {"all": ["twitching"]}, "decides": {"concept": "muscle-weakness"}}
    told = reading(finding("twitching", days=2, sites=("calf",)))

    assert assess(told, rules=only(rule_of(WEAK))).urgency is Urgency.SELFCARE
    assert assess(told, rules=only(rule_of(WEAK, ask=[ask]))).urgency is Urgency.ROUTINE


def test_at_most_three_questions_are_asked_the_weightiest_first(rule_of, only):
    held = [
        rule_of(
            {"name": "v", "urgency": urgency, "all": [concept]},
            id=f"r-{concept}",
            ask=[{"id": f"q-{concept}", "text": "t?", "when": {"all": ["twitching"]}, "decides": {"concept": concept}}],
        )
        for urgency, concept in [("soon", "tremor"), ("soon", "jerk"), ("urgent", "fever"), ("emergency", "seizure")]
    ]

    asked = assess(reading(finding("twitching")), rules=only(*held)).ask

    assert [question.concept for question in asked] == ["seizure", "fever", "tremor"]


def test_a_no_takes_away_what_was_unsure_but_not_what_was_said(rule_of, only):
    ask = {"id": "q", "text": "t?", "when": {"all": ["muscle-weakness"]}, "decides": {"concept": "muscle-weakness"}}
    held = only(rule_of(WEAK, ask=[ask]))

    unsure = reading(finding("muscle-weakness", "unsure", leans=Stance.PRESENT))
    said = reading(finding("muscle-weakness"))

    assert assess(unsure, rules=held, answers={"q": "no"}).fired == ()
    assert assess(said, rules=held, answers={"q": "no"}).urgency is Urgency.URGENT


def test_a_dose_that_was_a_slip_no_longer_counts(rule_of, only):
    ask = {"id": "q", "text": "Really?", "when": {"all": [{"conflict": "dose"}]}, "settles_conflict": "dose"}
    held = only(rule_of({"name": "d", "urgency": "urgent", "all": [{"conflict": "dose"}]}, ask=[ask]))
    told = reading(finding("twitching"), conflicts=(Conflict("dose", "50 mg", "4.5 mg", (0, 5)),))

    assert [question.id for question in assess(told, rules=held).ask] == ["q"]
    assert assess(told, rules=held, answers={"q": "no"}).fired == ()
    assert assess(told, rules=held, answers={"q": "yes"}).urgency is Urgency.URGENT


def test_unknown_answers_are_passed_over(asking):
    assert assess(reading(finding("twitching")), rules=asking, answers={"gone": "yes"}).fired == ()


def test_departments_come_from_the_rules_and_then_from_the_findings(rules):
    decided = assess(reading(finding("twitching"), finding("rash"), person=Person(age_years=8)), rules=rules)

    assert decided.departments[0].department == "pediatrics"
    assert len(decided.departments) <= 3
    assert all(hint.reason for hint in decided.departments)


def test_with_nothing_to_go_by_general_medicine_is_named(rules):
    assert [h.department for h in assess(reading(), rules=rules).departments] == ["internal-medicine"]
