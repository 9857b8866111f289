"""Information only: nothing about how soon this person should be seen, but for an emergency and a crisis."""

import pytest

from consilia.domain.triage.model import Urgency
from tests.unit.composing.hand import Case, twitching, words_of

OWN_LEVEL = (
    "get help today",
    "within days, two weeks at most",
    "need not be today",
    "no rush",
    "ordinary visit to your GP is the right",
    "watch it for two weeks",
    "Yes, today",
    "Yes, and now",
    "because of your own words",
)


def asked_when(level: Urgency) -> Case:
    case = twitching("My breathing is shallow. Should I see a doctor? Is it serious?")
    case.has("shallow", "shallow-breathing")
    case.questions = ["Should I see a doctor?", "Is it serious?"]
    case.urgency, case.fired = level, [("RF03", level)]
    return case


@pytest.mark.parametrize("level", [Urgency.URGENT, Urgency.SOON, Urgency.ROUTINE, Urgency.SELFCARE])
def test_no_sentence_says_how_soon_this_person_should_be_seen(level):
    page = asked_when(level).page(information_only=True)
    text = words_of(page)

    assert not [words for words in OWN_LEVEL if words.casefold() in text.casefold()]
    assert "does not say how soon you should be seen" in text
    assert "as for you" not in text


@pytest.mark.parametrize("level", [Urgency.URGENT, Urgency.SOON])
def test_the_general_cards_with_their_numbers_stay(level):
    page = asked_when(level).page(information_only=True)

    assert {s.level for s in page.sentences if s.kind == "card"} == {"emergency", "urgent", "non-urgent"}
    assert "999" in words_of(page, "help")
    assert "111" in words_of(page, "help")


def test_an_open_sign_still_keeps_comfort_away():
    page = asked_when(Urgency.URGENT).page(information_only=True)

    assert not words_of(page, "reassurance")


def test_an_emergency_is_said_all_the_same():
    page = asked_when(Urgency.EMERGENCY).page(information_only=True)

    assert page.sentences == asked_when(Urgency.EMERGENCY).page().sentences
    assert "Get help now: ring 999" in words_of(page, "first")


def test_a_crisis_is_said_all_the_same():
    case = asked_when(Urgency.URGENT)
    case.crisis = True

    assert case.page(information_only=True).sentences == case.page().sentences


def test_without_the_setting_the_level_is_said():
    assert "Ring 111 today" in words_of(asked_when(Urgency.URGENT).page(), "first")
