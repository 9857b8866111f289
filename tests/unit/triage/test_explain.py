"""What the asker and the doctor are told of a decision."""

from dataclasses import replace

import pytest

from consilia.domain.locales import load_locale
from consilia.domain.triage import assess, explain_to_asker, explain_to_doctor
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
