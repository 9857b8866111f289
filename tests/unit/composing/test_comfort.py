"""Fear and comfort: answered with reasons, and never beside a sign that would matter."""

import pytest

from consilia.domain.language.model import Stance
from consilia.domain.triage.model import Urgency
from tests.unit.composing.hand import calm, feared, twitching, words_of


def test_the_fear_is_answered_in_natural_frequencies_with_what_they_mean_at_this_age():
    said = words_of(feared(age_years=25).page(), "fear")

    assert "1 person in 300" in said
    assert "60s or 70s" in said
    assert "180" in said
    assert "121" in said
    assert "At your age it is far less common" in said
    assert "not never" in said


def test_from_fifty_on_age_is_no_comfort():
    said = words_of(feared(age_years=58).page(), "fear")

    assert "At your age" not in said
    assert "should still be checked" in said


@pytest.mark.parametrize(
    ("words", "concept"),
    [
        ("weak", "muscle-weakness"),
        ("choke", "swallowing-difficulty"),
        ("slur", "slurred-speech"),
        ("thinner", "muscle-wasting"),
    ],
)
def test_no_comfort_while_a_sign_that_would_matter_is_possible(words, concept):
    case = twitching(f"I fear ALS. It is {words}.").has("ALS", "als", "feared").has(words, concept, "unsure")
    page = case.page()

    assert "1 person in 300" not in words_of(page)
    assert words_of(page, "reassurance") == ""
    assert "harmless cause is" not in words_of(page, "conclusion")


def test_no_comfort_beside_an_open_red_flag():
    case = feared()
    case.fired, case.urgency = [("RF03", Urgency.URGENT)], Urgency.URGENT
    page = case.page()

    assert "We will not weigh that fear here" in words_of(page, "fear")
    assert "180" not in words_of(page)
    assert words_of(page, "reassurance") == ""


def test_no_numbers_when_weakness_was_not_spoken_of():
    case = twitching("I fear ALS.").has("ALS", "als", "feared")

    assert "180" not in words_of(case.page())
    assert "does not say if you are weak" in words_of(case.page(), "fear")


def test_nobody_is_told_of_an_illness_they_did_not_name():
    page = calm(age_years=20).page()

    assert "ALS" not in words_of(page)


def test_an_illness_that_is_feared_is_never_said_to_be_there():
    page = feared("ALS scares me.").has("ALS scares", "als", "present").page()

    assert "there is ALS" not in words_of(page)


def test_comfort_lists_its_reasons():
    said = words_of(calm().page(), "reassurance")

    assert "you have no weakness" in said
    assert "only while your strength stays" in said


def test_a_hedged_no_is_repeated_as_hedged():
    case = twitching("No weakness that I notice.").has("weakness", "muscle-weakness", "unsure", leans=Stance.ABSENT)

    assert "you notice no weakness" in words_of(case.page(), "reassurance")


# --- what is said of the asker


@pytest.mark.parametrize("concept", ["als", "ms", "cancer", "brain-tumour", "parkinsons"])
def test_nobody_is_told_that_they_have_a_grave_illness(concept):
    case = calm("It says XYZ there.").has("XYZ", concept)
    page = case.page()
    claimed = {claim.value for s in page.sentences for claim in s.claims if claim.words}

    assert concept not in claimed
    assert "XYZ" not in words_of(page)


def test_weak_kidneys_are_the_first_cause_and_no_comfort_stands_beside_them():
    page = calm("I have kidney disease.").has("kidney disease", "kidney-disease").page()
    first = next(s for s in page.sentences if s.section == "causes" and s.kind == "item")

    assert first.source == "kidneys"
    assert words_of(page, "reassurance") == ""


def test_in_a_crisis_there_is_help_and_nothing_else():
    case = calm("I want to end it.").has("end it", "self-harm-thoughts")
    case.crisis, case.urgency, case.fired = True, Urgency.EMERGENCY, [("RF29", Urgency.EMERGENCY)]
    page = case.page()

    assert {s.section for s in page.sentences} == {"first"}
    assert "999" in words_of(page)
    assert "116 123" in words_of(page)
    assert dict(page.not_discussed)["twitching"] == "Getting help comes first. The rest can wait."


def test_an_emergency_leads_the_page():
    case = twitching("My left arm went weak at once.").has("arm went weak", "muscle-weakness")
    case.urgency, case.fired = Urgency.EMERGENCY, [("RF05", Urgency.EMERGENCY)]
    page = case.page()

    assert page.sentences[1].text.startswith("Get help now")
    assert words_of(page, "reassurance") == ""


# --- forms of the page
