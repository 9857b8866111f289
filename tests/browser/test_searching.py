"""Looking for answers, and the pages of the staff that belong to it, hold to the rules and work without JavaScript."""

import pytest

from tests.browser import checks
from tests.browser.pages import Doctor, House


def search(house: House, words: str) -> House:
    house.visit("/search/")
    house.page.get_by_label("Your words").fill(words)
    with house.page.expect_navigation(wait_until="load"):
        house.press("Look for answers")
    return house


@pytest.fixture
def administrator(visitors, demonstration) -> House:
    return Doctor(visitors.come_in()).log_in("admin", password=demonstration.password("admin")).house


@pytest.mark.parametrize(
    "words",
    [
        "left eyelid twitching with coffee",
        "fasiculation of my calf",
        "xylophone quartz zebra",
        "my toe twitches and I want to kill myself",
        "the of and",
    ],
    ids=["found", "misspelt", "none", "crisis", "nothing said"],
)
def test_the_search_page_holds_to_the_rules(house, words):
    search(house, words)

    checks.sound(house.page)


def test_filters_pages_and_asking_work_without_javascript(plain_house):
    # Given many answers
    page = search(plain_house, "twitching").page
    all_of_them = page.locator("article.qa h3").all_inner_texts()

    # When somebody turns the page, and then looks in one department alone
    plain_house.press("Next page")
    second = page.locator("article.qa h3").all_inner_texts()
    page.get_by_text("Only some of them").click()
    page.get_by_label("Department").select_option("ophthalmology")
    plain_house.press("Look for answers")

    # Then they see other answers, and then those of that department
    assert second
    assert not set(second) & set(all_of_them)
    assert set(page.locator("article.qa .doctor-line").all_inner_texts())
    assert all("Ophthalmology" in line for line in page.locator("article.qa .doctor-line").all_inner_texts())

    # And when they ask a doctor, their words come along
    plain_house.press("Ask a doctor with these words")
    assert plain_house.path.startswith("/ask/")


def test_a_misspelt_word_can_be_looked_for_as_it_is_without_javascript(plain_house):
    page = search(plain_house, "fasiculation of my calf").page

    assert "Showing answers for fasciculation" in plain_house.words
    page.get_by_role("button", name="Search instead for fasiculation").click()

    assert "Showing answers for" not in plain_house.words


@pytest.mark.parametrize("path", ["/desk/topics/", "/desk/topics/?show=none", "/desk/search/", "/ops/status/"])
def test_the_pages_of_the_administrator_hold_to_the_rules(administrator, path):
    administrator.visit(path)

    checks.sound(administrator.page)


def test_topics_are_corrected_on_a_page_that_holds_to_the_rules(administrator):
    # Given a published question
    page = administrator.visit("/desk/topics/").page
    page.locator(".filed").get_by_role("link", name="Correct the topics of").first.click()
    checks.sound(page)

    # When the administrator files it under one more topic, first without a reason
    page.get_by_label("Topic", exact=True).select_option(label="Leg (Neurology)")
    administrator.press("File it there")
    assert "Say in a few words why" in administrator.words
    page.get_by_label("Why", exact=True).last.fill("It speaks of a leg")
    administrator.press("File it there")

    # Then it stands there with who did it and why
    assert "admin wrote: It speaks of a leg" in administrator.words


def test_a_doctor_says_which_answer_fits_and_the_administrator_measures(doctor, administrator):
    # Given a doctor at a question, who sees answered ones beside it
    page = doctor.house.visit("/desk/?department=all").page
    page.locator("ol.queue a").first.click()
    page.get_by_role("button", name="This answers it too").first.click()
    page.get_by_text("Take it back").first.wait_for()
    checks.accessible(page)

    # When the administrator freezes the pairs
    administrator.visit("/desk/search/")
    administrator.press("Freeze these pairs and measure")

    # Then there are figures
    assert "1 pair frozen" in administrator.words
    checks.sound(administrator.page)
