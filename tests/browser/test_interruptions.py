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
