"""Every page that a stranger can open holds to the rules: accessibility, the narrowest screen, the keyboard."""

import pytest

from tests.browser import checks

PAGES = ["/", "/answers/", "/topics/", "/guides/", "/about/", "/privacy/", "/help-now/", "/staff/log-in/"]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_holds_to_the_rules(house, path):
    house.visit(path)

    checks.sound(house.page)


@pytest.mark.parametrize(
    ("start", "link"),
    [
        ("/answers/", "main ul.cards a"),
        ("/topics/", "main ul a"),
        ("/guides/", "main a[href^='/guides/']"),
        ("/", "main a[href^='/departments/']"),
    ],
    ids=["a question", "a topic", "a guide", "a department"],
)
def test_a_page_behind_a_link_holds_to_the_rules(house, start, link):
    house.visit(start)
    house.page.locator(link).first.click()

    checks.sound(house.page)


def test_a_doctors_page_holds_to_the_rules(house):
    house.visit("/answers/")
    house.page.locator("main ul.cards a").first.click()
    house.page.locator(".doctor-line a").first.click()

    checks.sound(house.page)


def test_a_page_that_is_not_there_helps_on(house):
    house.visit("/questions/never-asked/")

    checks.sound(house.page)
    assert house.page.get_by_role("link", name="Ask a doctor").count() >= 1


@pytest.mark.parametrize("path", ["/", "/ask/", "/help-now/"])
def test_the_dark_page_keeps_its_contrast(house, path):
    house.page.emulate_media(color_scheme="dark")
    house.visit(path)

    checks.accessible(house.page)


def test_a_search_finds_by_words(plain_house):
    # Given the home page, without JavaScript
    plain_house.visit("/")

    # When somebody looks for an answer
    plain_house.page.get_by_label("Write it in your own words").fill("eyelid twitching after little sleep")
    plain_house.press("Look for answers")

    # Then they find some, and their words do not stand in the address
    assert plain_house.page.locator("ul.cards li").count() >= 1
    assert "eyelid" not in plain_house.page.url
