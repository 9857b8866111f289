"""Somebody asks a question: from the first words to the secret link, with and without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.browser import checks
from tests.browser.pages import Asking, House

CALF = "My left calf has been twitching for three weeks, mostly in the evening. There is no weakness and no numbness."


@pytest.mark.parametrize("with_scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_question_leads_to_a_secret_link(visitors, with_scripts):
    # Given somebody whose calf twitches
    house = visitors.come_in(with_scripts=with_scripts)

    # When they write it down and answer page after page
    asking = Asking(house).write(CALF, subject="Twitching calf at night").go_on()

    # Then they get a secret link with at least 128 bits, that opens their question in any browser
    link = asking.secret_link()
    assert len(link.strip("/").rpartition("/")[2]) >= 22
    elsewhere = visitors.come_in(with_scripts=with_scripts).visit(link)
    assert elsewhere.heading() == "Twitching calf at night"
    assert "waiting for a doctor" in elsewhere.words
    assert CALF in " ".join(elsewhere.words.split())


def test_every_step_of_asking_is_accessible_narrow_and_usable_by_keyboard(house):
    # Given somebody on the way to a question
    asking = Asking(house).write(CALF)
    seen = []

    # When they go from page to page
    while house.path != "/ask/sent/":
        seen.append(house.path)
        checks.sound(house.page)
        asking.go_one()

    # Then each page held to the rules, and so does the last
    assert {"/ask/person/", "/ask/health/", "/ask/doctor/", "/ask/who-sees/", "/ask/review/"} <= set(seen)
    checks.sound(house.page)


def test_what_was_typed_survives_a_reload(house):
    # Given somebody who has typed without pressing anything
    house.visit("/ask/")
    house.page.get_by_label("What is worrying you?").fill(CALF)
    house.page.get_by_text("Saved at").wait_for()

    # When the page is loaded again
    house.page.reload()

    # Then the words are still there
    assert house.page.get_by_label("What is worrying you?").input_value() == CALF


def test_what_was_typed_survives_a_lost_connection(visitors, house):
    # Given somebody whose connection is gone
    house.visit("/ask/")
    house.page.context.set_offline(True)
    house.page.get_by_label("What is worrying you?").fill(CALF)
    house.page.locator("[data-kept]").filter(has_text="device").wait_for()

    visitors.complaints.clear()  # the browser rightly says that it is offline

    # When it comes back and the page is loaded again
    house.page.context.set_offline(False)
    house.page.reload()

    # Then the words are still there
    expect(house.page.get_by_label("What is worrying you?")).to_have_value(CALF)


def test_an_empty_form_says_what_is_missing_and_puts_the_focus_there(house):
    # Given the first page
    house.visit("/ask/")

    # When somebody sends it empty
    house.press("Continue")

    # Then an error summary has the focus, and leads to the field
    summary = house.page.get_by_role("alert")
    assert "Write something about what worries you" in summary.inner_text()
    assert house.page.evaluate("document.activeElement.className") == "error-summary"
    summary.get_by_role("link").click()
    assert house.page.evaluate("document.activeElement.id") == "id_words"
    checks.accessible(house.page)


def test_answers_appear_while_typing(house):
    # Given the first page
    house.visit("/ask/")

    # When somebody types what others have asked before
    house.page.get_by_label("What is worrying you?").press_sequentially(
        "my calf keeps twitching at night in bed", delay=15
    )

    # Then answered questions like it appear beside, without a press of a button, and keep to the rules
    found = house.page.get_by_role("heading", name="Already answered: questions like yours")
    found.wait_for()
    links = house.page.locator(".found li a")
    assert 1 <= links.count() <= 6
    checks.accessible(house.page)


def test_without_javascript_answers_are_a_page_of_their_own(plain_house: House):
    # Given somebody without JavaScript
    asking = Asking(plain_house).write(CALF)

    # When they go on
    asking.go_on(until="similar")

    # Then the answered questions stand on a page, with a way on
    assert "already answered" in plain_house.heading()
    assert plain_house.page.locator("ul.cards li").count() >= 1
