"""What the asker and the doctor are told of a decision."""

import json
from dataclasses import replace

import pytest

from consilia.domain.locales import load_locale
from consilia.domain.triage import assess, explain_to_asker, explain_to_doctor, from_record, to_record
from tests.unit.triage.conftest import KNOWLEDGE, finding, reading


@pytest.fixture(scope="module")
def locale():
    return load_locale(KNOWLEDGE / "locales/en-GB.yaml")


def told_to_asker(told, *, rules, locale):
    return explain_to_asker(assess(told, rules=rules), told, rules=rules, locale=locale)


def test_an_emergency_names_the_number_and_that_nobody_watches(rules, locale):
    said = told_to_asker(reading(finding("slurred-speech", onset="sudden")), rules=rules, locale=locale)

    assert said.card == "emergency"
    assert locale.emergency.number in " ".join(said.do_now)
    assert "Nobody is" in said.nobody_watches
    assert [number.number for number in said.numbers] == [locale.emergency.number]


def test_every_reason_quotes_the_askers_own_words(rules, locale):
    told = replace(reading(finding("slurred-speech", onset="sudden")), text="slurred-speech it is")

    said = told_to_asker(told, rules=rules, locale=locale)

    assert said.reasons[0].quotes == ("slurred-speech",)
    assert said.highlights == ((0, 14),)


def test_a_crisis_shows_the_lines_first(rules, locale):
    said = told_to_asker(reading(finding("self-harm-thoughts")), rules=rules, locale=locale)

    assert said.crisis
    assert said.do_now[0] == rules.advice.lines["crisis-first"]
    assert locale.crisis[0].number in {number.number for number in said.numbers}
    assert locale.urgent_mental_health.number in " ".join(said.do_now)


def test_no_rule_fired_never_reads_as_you_are_well(rules, locale):
    said = told_to_asker(reading(finding("cough")), rules=rules, locale=locale)

    assert said.reasons == ()
    assert "no proof" in said.fallback
    assert said.safety_net


def test_no_placeholder_is_left_in_any_text(rules, locale):
    for concept in sorted(rules.concepts()):
        said = told_to_asker(reading(finding(concept, onset="sudden", severity="severe")), rules=rules, locale=locale)
        texts = [said.heading, said.lead, *said.do_now, said.safety_net, said.fallback, *(r.text for r in said.reasons)]
        assert not [text for text in texts if "{" in text], concept


def test_the_doctor_reads_references_and_known_misses(rules, locale):
    told = reading(finding("slurred-speech", onset="sudden"))

    said = explain_to_doctor(assess(told, rules=rules), told, rules=rules, locale=locale)

    assert said.reasons[0].references
    assert said.reasons[0].known_misses
    assert said.reasons[0].review.by == "not reviewed yet"
    assert said.rules_version == rules.version


def told_after(answer, *, rules, locale):
    told = reading(finding("breathlessness", days=2))
    decided = assess(told, rules=rules, answers={"breathing-now": answer})
    return (
        explain_to_asker(decided, told, rules=rules, locale=locale),
        explain_to_doctor(decided, told, rules=rules, locale=locale),
    )


def test_a_yes_is_given_as_the_reason_to_the_asker_and_to_the_doctor(rules, locale):
    question = rules.asks["breathing-now"].text

    asker, doctor = told_after("yes", rules=rules, locale=locale)

    assert asker.card == "emergency"
    assert question in asker.reasons[0].text
    assert "yes" in asker.reasons[0].text
    assert question in doctor.reasons[0].text


def test_what_was_answered_with_not_sure_is_never_told_as_said(rules, locale):
    asker, doctor = told_after("unsure", rules=rules, locale=locale)

    assert asker.card == "emergency"
    assert rules.asks["breathing-now"].text in asker.reasons[0].text
    assert "You say" not in asker.reasons[0].text
    assert "not sure" in asker.reasons[0].text
    assert "not sure" in doctor.reasons[0].text


def test_no_answer_to_an_emergency_question_is_told_as_said_when_it_is_not_sure(rules, locale):
    for ask_id, ask in rules.asks.items():
        if ask.decides is None:
            continue
        told = reading(*(finding(name) for name in sorted(rules.ask_trigger[ask_id])[:1]))
        decided = assess(told, rules=rules, answers={ask_id: "unsure"})
        said = explain_to_asker(decided, told, rules=rules, locale=locale)
        resting = {f.rule_id for f in decided.fired if ask_id in f.by_answer}
        assert not [r.text for r in said.reasons if r.rule_id in resting and ask.text not in r.text], ask_id


def test_what_the_asker_leaves_open_is_not_told_as_said(rules, locale):
    told = reading(finding("blue-lips", "unsure"))

    said = told_to_asker(told, rules=rules, locale=locale)

    assert said.card == "emergency"
    assert said.reasons[0].text == rules.advice.answered.told_unsure


def test_a_reason_that_rests_on_an_answer_survives_being_stored(rules, locale):
    told = reading(finding("breathlessness", days=2))
    decided = assess(told, rules=rules, answers={"breathing-now": "yes"})

    again = from_record(json.loads(json.dumps(to_record(decided, told))))

    assert again.fired[0].by_answer == ("breathing-now",)


def test_every_file_of_advice_names_its_reviewer(rules):
    assert set(rules.advice.reviews) == {
        "levels", "special", "lines", "settled", "others", "fallbacks", "answered",
    }  # fmt: skip
    assert all(review.by == "not reviewed yet" or review.on for review in rules.advice.reviews.values())
