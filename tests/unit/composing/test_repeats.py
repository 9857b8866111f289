"""The same fear once more: the earlier answer, what is new and the worry loop, and never fresh comfort."""

import pytest

from consilia.domain.triage.model import Urgency
from tests.unit.composing.hand import Case, twitching, words_of

AGAIN = "answered this fear for you before"


def afraid(more: str = "", **person) -> Case:
    case = twitching(f"I have no weakness. I fear ALS. I feel anxious. {more}", **person)
    return case.has("weakness", "muscle-weakness", "absent").has("ALS", "als", "feared").has("anxious", "anxiety")


def test_a_first_question_gets_the_fear_answered():
    page = afraid().page()

    assert "very unlikely" in words_of(page, "fear")
    assert AGAIN not in words_of(page)
    assert not page.repeats


def test_the_same_fear_gets_the_loop_and_no_fresh_comfort():
    page = afraid("Please tell me once more.").page(earlier=afraid().reading)

    assert page.repeats
    assert AGAIN in words_of(page, "again")
    assert "worry loop" in words_of(page, "again")
    assert {s.section for s in page.sentences} == {"again", "help", "actions", "conclusion"}
    assert "unlikely" not in words_of(page)
    assert "harmless" not in words_of(page, "conclusion")
    assert "999" in words_of(page, "help")


def test_it_names_what_was_not_told_before():
    page = afraid("I drink coffee.").has("coffee", "caffeine").page(earlier=afraid().reading)

    assert "What you did not tell us before: you have drinks with caffeine." in words_of(page, "again")
    assert "no new sign of the body" not in words_of(page, "again")


def test_it_says_when_nothing_is_new():
    assert "no new sign of the body" in words_of(afraid().page(earlier=afraid().reading), "again")


@pytest.mark.parametrize(
    "now",
    [
        afraid("My arm is weak.").has("arm is weak", "muscle-weakness"),
        afraid("I now have headaches.").has("headaches", "headache"),
        afraid("It is worse.").has("It is worse", "twitching", course="worse"),
        afraid("I may be slurring.").has("slurring", "slurred-speech", "unsure"),
    ],
    ids=["weakness", "a new sign", "worse", "not sure of a sign"],
)
def test_a_new_or_worse_sign_gets_a_full_page(now):
    page = now.page(earlier=afraid().reading)

    assert not page.repeats
    assert AGAIN not in words_of(page)
    assert words_of(page, "causes")


@pytest.mark.parametrize("level", [Urgency.EMERGENCY, Urgency.URGENT, Urgency.SOON])
def test_a_red_flag_is_never_met_with_the_worry_loop(level):
    case = afraid()
    case.urgency, case.fired = level, [("RF01", level)]

    assert not case.page(earlier=afraid().reading).repeats


def test_in_a_crisis_there_is_help_alone():
    case = afraid()
    case.crisis, case.urgency = True, Urgency.EMERGENCY

    assert AGAIN not in words_of(case.page(earlier=afraid().reading))


def test_another_fear_or_another_complaint_is_not_the_same():
    other = twitching("I fear MS.").has("MS", "ms", "feared")
    plain = twitching()

    assert not other.page(earlier=afraid().reading).repeats
    assert not plain.page(earlier=afraid().reading).repeats
    assert not afraid().page(earlier=plain.reading).repeats


def test_a_sign_denied_before_and_there_now_is_new():
    before = afraid("I have no headaches.").has("headaches", "headache", "absent")
    now = afraid("I have headaches.").has("headaches", "headache")

    assert not now.page(earlier=before.reading).repeats


def test_two_tired_people_do_not_share_a_fear():
    tired = twitching("I have no weakness. I am tired.").has("weakness", "muscle-weakness", "absent")

    assert not tired.has("tired", "fatigue").page(earlier=tired.reading).repeats


def test_words_that_could_not_be_read_were_no_earlier_question():
    unread = afraid()
    unread.readable = False

    assert not afraid().page(earlier=unread.reading).repeats
