"""Advice chosen for a person: contra-indications, age, sleep, tests, doses."""

import pytest

from consilia.domain.language.model import Conflict, Dose, Measure
from tests.unit.composing.hand import calm, span_of, twitching, words_of


def test_who_denies_coffee_is_not_told_to_cut_it():
    page = calm("I do not drink coffee.").has("coffee", "caffeine", "absent").page()

    assert "coffee is less likely because" in words_of(page, "causes")
    assert "coffee" not in words_of(page, "actions")


def test_who_drinks_coffee_is_told_so():
    page = calm("I drink coffee.").has("coffee", "caffeine").page()

    assert "Cut coffee" in words_of(page, "actions")
    assert "you have drinks with caffeine" in words_of(page, "causes")


@pytest.mark.parametrize(
    ("words", "concept"),
    [
        ("kidney disease", "kidney-disease"),
        ("spironolactone", "medication"),
        ("ramipril", "medication"),
        ("lisinopril", "medication"),
    ],
)
def test_no_potassium_for_whom_it_could_harm(words, concept):
    page = calm(f"I have {words}.").has(words, concept).page()

    assert "bananas" not in words_of(page)
    assert "greens" not in words_of(page)
    assert "Do not take salt tablets" in words_of(page, "actions")


def test_heat_is_not_advised_where_it_sets_the_twitch_off():
    page = calm("It comes after soaking my feet in hot water.").page()

    assert "warm bath" not in words_of(page)
    assert "Skip hot soaks" in words_of(page, "actions")


@pytest.mark.parametrize(("age", "hours", "not_said"), [(15, "8 to 10", "7 to 9"), (35, "7 to 9", "8 to 10")])
def test_sleep_hours_fit_the_age(age, hours, not_said):
    page = calm("I sleep badly.", age_years=age).has("sleep badly", "sleep-trouble").page()

    assert hours in words_of(page, "sleep")
    assert not_said not in words_of(page)


def test_sleep_advice_comes_only_with_bad_sleep():
    assert words_of(calm().page(), "sleep") == ""


def test_a_young_asker_is_led_to_a_grown_up():
    assert "grown-up you trust" in words_of(calm(age_band="10~19").page(), "first")
    assert "grown-up" not in words_of(calm(age_band="20~29").page())


def test_five_actions_or_more():
    page = calm().page()

    assert len({s.source for s in page.sentences if s.section == "actions" and s.kind == "item"}) >= 5


def test_a_normal_test_is_not_proposed_again():
    case = calm("My blood test was normal.").has("blood test", "blood-test", result="normal")

    assert "needs no repeat" in words_of(case.page(), "tests") or "reason to repeat" in words_of(case.page(), "tests")
    assert "Blood tests show if" not in words_of(case.page())


def test_a_planned_test_is_not_called_done():
    case = calm("I will have an EMG.").has("EMG", "emg", "hypothetical", result="planned")

    assert "was normal" not in words_of(case.page(), "tests")


def test_low_weight_is_said_in_neutral_words():
    case = calm("I am 180 cm and 55 kg.", age_years=35)
    case.measures = [Measure("bmi", 17.0, span_of(case.text, "55 kg"))]

    assert "body mass index of 17." in words_of(case.page(), "signs")


def test_a_dose_is_asked_about_and_never_repeated():
    text = "I take 50 mg of pramipexole and 0.5 mg of ropinirole."
    case = twitching(text).has("pramipexole", "medication").has("ropinirole", "medication")
    case.doses = [Dose("pramipexole", span_of(case.text, "50 mg of pramipexole"), 50.0)]
    case.conflicts = [Conflict("dose", "50", "4.5", span_of(case.text, "50 mg"))]
    page = case.page()

    assert "check a dose" in words_of(page, "first")
    assert "pramipexole and ropinirole" in words_of(page, "first")
    assert "50" not in words_of(page)
    assert "0.5" not in words_of(page)


def test_words_that_make_no_sense_are_asked_back():
    page = calm("The test found something in the left hand's axis.").page()

    assert "We do not know what that means" in words_of(page, "signs")
