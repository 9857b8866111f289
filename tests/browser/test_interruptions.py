"""Somebody writes of danger: help comes before everything else."""

import pytest

from tests.browser import checks
from tests.browser.pages import Asking

STROKE = "Since an hour ago one side of my face droops, my right arm is weak and my speech is slurred."
CRISIS = "I cannot go on. I want to kill myself and I have the tablets here."


@pytest.mark.parametrize("with_scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_an_emergency_interrupts_with_the_number_to_ring(visitors, with_scripts):
    # Given somebody with the signs of a stroke
    house = visitors.come_in(with_scripts=with_scripts)

    # When they write it down
    Asking(house).write(STROKE)

    # Then the next page is the emergency card: the number, their own words, and that nobody watches here
    assert house.path == "/ask/help/"
    ring = house.page.locator("main").get_by_role("link", name="999").first
    assert ring.get_attribute("href") == "tel:999"
    assert "Nobody is watching this queue right now" in house.words
    assert house.page.locator("main mark").count() >= 1


def test_the_emergency_page_holds_to_the_rules(house):
    Asking(house).write(STROKE)

    checks.sound(house.page)


def test_an_emergency_lets_people_go_on_and_says_it_again(house, visitors):
    # Given somebody who has read the emergency card
    asking = Asking(house).write(STROKE)

    # When they go on to the end
    link = asking.go_on().secret_link()

    # Then their own page still says it
    own = visitors.come_in().visit(link)
    assert "Nobody is watching this queue right now" in own.words
    assert "999" in own.words


@pytest.mark.parametrize("with_scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_crisis_interrupts_with_somebody_to_talk_to(visitors, with_scripts):
    # Given somebody who thinks of ending their life
    house = visitors.come_in(with_scripts=with_scripts)

    # When they write it down
    Asking(house).write(CRISIS)

    # Then help stands before everything else, with the emergency number and somebody to talk to
    assert house.path == "/ask/help/"
    numbers = house.page.locator("main a[href^='tel:']").evaluate_all("links => links.map(link => link.href)")
    assert "tel:999" in numbers
    assert "tel:116123" in numbers


def test_a_crisis_stays_private_whatever_is_chosen(house):
    # Given somebody in crisis who goes on
    asking = Asking(house, visibility="Everybody, without what tells who I am").write(CRISIS)

    # When they come to the question who may read it
    asking.go_on(until="who-sees")

    # Then it is private, without a choice
    assert "stays private" in house.words
    assert house.page.get_by_label("Everybody").count() == 0
    checks.sound(house.page)


@pytest.mark.parametrize("with_scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
@pytest.mark.parametrize("words", [STROKE, CRISIS], ids=["emergency", "crisis"])
def test_one_press_sends_the_words_after_the_help_was_shown(visitors, with_scripts, words):
    # Given somebody on a phone to whom help was shown
    house = visitors.come_in(with_scripts=with_scripts, width=360)
    asking = Asking(house).write(words)

    # When they send their words at once
    house.press("I have read this. Send my words now")

    # Then they have their secret link, with the number to ring beside it and nothing of the words as a heading
    if with_scripts:  # the checks are scripts themselves
        checks.sound(house.page)
    assert house.page.locator("main a[href='tel:999']").count() >= 1
    own = visitors.come_in(with_scripts=with_scripts).visit(asking.secret_link())
    assert words in " ".join(own.words.split())
    assert "kill" not in own.heading()

    # And what was left out can be added there
    own.page.get_by_role("link", name="Add them, if you like").click()
    if with_scripts:
        checks.sound(own.page)
    own.page.get_by_label("Age of the person, in years").fill("58")
    own.press("Add this")
    assert "The doctor can see what you added." in own.page.inner_text("body")


def test_from_a_later_step_the_words_are_sent_with_what_was_filled_in(house):
    # Given somebody in danger who began to answer the questions
    asking = Asking(house).write(STROKE).go_on(until="person")
    house.page.get_by_label("Age of the person, in years").fill("58")

    # When they have enough of it
    house.press("Send it now, skip the rest")

    # Then it is sent with the age
    assert house.path == "/ask/sent/"
    house.visit(asking.secret_link())
    assert "50~59 year old" in house.words
