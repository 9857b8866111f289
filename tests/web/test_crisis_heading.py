"""In a crisis nobody's first words stand as a heading: not before the asker, not on the doctor's screen."""

import pytest

from consilia import loaded
from consilia.domain.reading_age import grade
from tests.web.asker import Asker, soup
from tests.web.factories import a_question
from tests.web.staff import a_doctor_who_logs_in, browser_of

pytestmark = pytest.mark.usefixtures("noise")

CRISIS = "I want to kill myself. My muscles twitch all day and I cannot go on."
WORDS = "kill myself"


def headings(page) -> list[str]:
    return [part.text for part in page.select("title, h1, h2, .row-subject > a, dl.review dd:first-of-type")]


def test_the_askers_own_pages_have_a_kind_heading_and_the_words_below(client):
    asker = Asker(client)
    asker.send("/ask/", words=CRISIS)
    asker.fill_in()
    review = asker.look()
    asker.send("/ask/review/")
    own = "/q/" + str(asker.look().select_one("#secret-link")["value"]).split("/q/")[1]

    shown = [review, soup(client.get(own)), soup(client.get(f"{own}visit/"))]

    assert shown[1].h1.text == shown[2].h1.text == loaded.headings().crisis.asker
    assert loaded.headings().crisis.asker in review.select_one("dl.review").text
    assert not [heading for page in shown[1:] for heading in headings(page) if WORDS in heading]
    assert WORDS in shown[1].select_one("#your-words").text


def test_the_doctors_queue_and_desk_have_a_neutral_one_and_the_words_in_the_text():
    browser = browser_of(a_doctor_who_logs_in())
    question = a_question(CRISIS, subject="I want to kill myself")
    desk = f"/desk/questions/{question.public_id}/"

    shown = [soup(browser.get(address)) for address in ("/desk/", desk, f"{desk}visit/", f"{desk}near/")]

    assert loaded.headings().crisis.staff in shown[0].select_one(".row-crisis .row-subject").text
    assert shown[1].h1.text == loaded.headings().crisis.staff
    assert not [heading for page in shown for heading in headings(page) if WORDS in heading]
    assert WORDS in shown[1].select_one("#asked-words").text


def test_any_other_question_keeps_the_askers_heading(client):
    own = Asker(client).ask()

    assert soup(client.get(own)).h1.text == "Twitching calf"


def test_the_headings_are_easy_to_read():
    crisis = loaded.headings().crisis

    assert grade(f"{crisis.asker}.") <= 6
    assert grade(f"{crisis.staff}.") <= 10
