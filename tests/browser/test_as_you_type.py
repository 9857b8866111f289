"""What leaves the browser while somebody types: by POST, after the third word, the latest words alone."""

import re

import pytest
from playwright.sync_api import Request, expect

WORDS = "my left eyelid is twitching zephyrine"
PAUSE_MS = 700  # longer than the page waits before it looks


@pytest.fixture
def sent(house) -> list[Request]:
    """Every request that this person's browser sends from now on."""
    requests: list[Request] = []

    def listen(request: Request) -> None:
        requests.append(request)

    house.visit("/ask/")
    house.page.on("request", listen)
    return requests


def looked(sent: list[Request]) -> list[Request]:
    return [request for request in sent if "/ask/live/" in request.url]


def test_words_travel_by_post_alone_and_stand_in_no_address_or_history(house, sent):
    # Given how many pages this browser remembers
    page = house.page
    pages_before, address = page.evaluate("history.length"), page.url

    # When somebody types, and answered questions appear
    page.get_by_label("What is worrying you?").press_sequentially(WORDS, delay=15)
    expect(page.locator(".live a").first).to_be_visible()

    # Then the words went by POST, and stand in no address, no referrer and no history
    assert {request.method for request in looked(sent)} == {"POST"}
    assert not [request.url for request in sent if "zephyrine" in request.url]
    assert not [r.headers["referer"] for r in sent if "zephyrine" in r.headers.get("referer", "")]
    assert (page.evaluate("history.length"), page.url) == (pages_before, address)


def test_nothing_is_looked_for_before_the_third_word_nor_when_the_box_is_empty(house, sent):
    page, box = house.page, house.page.get_by_label("What is worrying you?")

    # When somebody writes two words
    box.press_sequentially("my eyelid", delay=10)
    page.wait_for_timeout(PAUSE_MS)
    # Then nothing is looked for
    assert looked(sent) == []

    # When they go on
    box.press_sequentially(" is twitching", delay=10)
    expect(page.locator(".live a").first).to_be_visible()
    before = len(looked(sent))
    # and empty the box
    box.fill("")
    page.wait_for_timeout(PAUSE_MS)

    # Then nothing more is looked for, and what was found is gone
    assert len(looked(sent)) == before
    expect(page.locator(".live")).to_have_count(0)


def test_while_somebody_types_on_the_earlier_request_is_cancelled(house, sent):
    # Given a slow connection
    page, box = house.page, house.page.get_by_label("What is worrying you?")
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.post_data or ""))
    page.route("**/ask/live/", lambda route: (page.wait_for_timeout(400), route.continue_()))

    # When somebody stops for a moment and goes on before the answer is there
    box.press_sequentially("my left eyelid", delay=10)
    page.wait_for_timeout(350)
    box.press_sequentially(" is twitching since May", delay=10)
    expect(page.locator(".live a").first).to_be_visible()

    # Then the earlier request was cancelled
    assert failed or len(looked(sent)) == 1
    assert all("since+May" not in words for words in failed)


def test_the_link_of_a_found_answer_hands_on_no_words_and_ends_at_a_clean_address(house, visitors, sent):
    # Given answered questions beside the words
    page = house.page
    page.get_by_label("What is worrying you?").press_sequentially(WORDS, delay=15)
    link = page.locator(".live a").first
    expect(link).to_be_visible()

    # When one is opened
    with page.context.expect_page() as opened:
        link.click()
    answer = opened.value
    answer.wait_for_load_state()

    # Then its address tells nothing, nor does where the visitor came from
    assert re.search(r"/questions/[a-z0-9-]+/$", answer.url)
    assert "zephyrine" not in answer.evaluate("document.referrer")
