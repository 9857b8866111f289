"""A doctor answers, and a stranger reads the published page."""

import pytest

from tests.browser import checks
from tests.browser.pages import Asking, Doctor, House

EYELID = (
    "Hello, my name is Quentin Larkspur and I live in Dover. "
    "My left eyelid has been fluttering for ten days and I sleep badly. "
    "There is no pain. Should I worry?"
)
ANSWER = "Dear Mr. Larkspur, an eyelid that flutters for days is common. Sleep more. Come back if it closes."


@pytest.fixture
def asked(visitors):
    """A question that its asker agreed to publish, with its secret link."""
    visibility = "Everybody, without what tells who I am"
    asking = Asking(visitors.come_in(), visibility=visibility, department="neurology")
    return asking.write(EYELID, subject="Fluttering eyelid").go_on().secret_link()


def test_a_doctor_signs_and_publishes_and_a_stranger_reads(visitors, doctor, asked):
    # Given a question that waits, with a name in it
    doctor.open_from_queue("Fluttering eyelid")
    assert "Quentin Larkspur" in doctor.house.words

    # When the doctor answers, signs and publishes
    doctor.answer(ANSWER)

    # Then the asker reads the whole answer under the secret link
    asker = visitors.come_in().visit(asked)
    assert "Come back if it closes." in asker.words
    checks.sound(asker.page)

    # And after publishing a stranger finds the page, without the name
    doctor.publish()
    stranger = visitors.come_in(with_scripts=False).visit("/answers/")
    stranger.page.locator("ul.cards li").first.get_by_role("link").first.click()
    assert stranger.heading() == "Fluttering eyelid"
    assert "Larkspur" not in stranger.page.content()
    assert "Dover" not in stranger.words
    assert "Come back if it closes." in stranger.words
    for part in ("More Info", "Similar Q&A", "Related FAQ", "Share to:"):
        assert part in stranger.words


def test_the_doctors_pages_hold_to_the_rules(doctor, visitors):
    # Given a question that waits
    asking = Asking(visitors.come_in(), department="neurology")
    asking.write("My thumb has been jumping for two weeks.", subject="Jumping thumb").go_on()

    # When the doctor works on it
    doctor.house.visit("/desk/")
    checks.sound(doctor.page)
    doctor.open_from_queue("Jumping thumb")
    checks.sound(doctor.page)
    doctor.page.get_by_label("Text of the answer").fill("Rest it for a week.")
    doctor.house.press("Save and go on to sign")

    # Then the page before signing shows the whole answer
    assert "Rest it for a week." in doctor.house.words
    checks.sound(doctor.page)


def test_a_draft_is_saved_by_itself(doctor, visitors):
    # Given a doctor who writes
    asking = Asking(visitors.come_in(), department="neurology")
    asking.write("My toe has been jumping for a month.", subject="Jumping toe").go_on()
    doctor.open_from_queue("Jumping toe")

    # When the doctor types and stops
    doctor.page.get_by_label("Text of the answer").press_sequentially("Rest it.")
    doctor.page.locator("#reply-state").filter(has_text="aved").wait_for()

    # Then the words are there after a reload
    doctor.page.reload()
    assert doctor.page.get_by_label("Text of the answer").input_value() == "Rest it."


def test_logging_in_anew_in_another_window_loses_no_word(doctor, visitors, demonstration):
    # Given a doctor who writes, and whose session ends in another window
    asking = Asking(visitors.come_in(), department="neurology")
    asking.write("My nose has been jumping for a month.", subject="Jumping nose").go_on()
    doctor.open_from_queue("Jumping nose")
    other = Doctor(House(doctor.page.context.new_page()))
    other.house.visit("/desk/")
    other.page.get_by_role("button", name="Log out").click()
    other.log_in("doctor", password=demonstration.password("doctor"))

    # When the doctor goes on to type in the first window
    doctor.page.get_by_label("Text of the answer").press_sequentially("Rest it.")

    # Then the words are saved, although the form's secret is an old one
    doctor.page.locator("#reply-state").filter(has_text="Draft saved").wait_for()


def test_an_asker_says_whether_the_answer_helped(visitors, doctor, asked):
    # Given an answer under the secret link, on a phone without JavaScript
    doctor.open_from_queue("Fluttering eyelid")
    doctor.answer(ANSWER)
    asker = visitors.come_in(with_scripts=False).visit(asked)

    # When the asker says that it helped in part
    asker.press("In part")

    # Then the page says thank you and shows how to ask more
    assert "The doctor can see what you said." in asker.page.inner_text("body")
    assert "You said that this helped in part." in asker.words


def test_a_question_is_closed_with_a_reason_and_opened_again(visitors, doctor):
    # Given a question in which nothing is asked
    asking = Asking(visitors.come_in(), department="neurology")
    link = asking.write("Hello dear doctor there, I am here again.", subject="Just hello").go_on().secret_link()
    doctor.open_from_queue("Just hello")

    # When the doctor closes it with a reason
    doctor.page.get_by_role("link", name="Close it without an answer").click()
    checks.sound(doctor.page)
    doctor.page.get_by_label("Nothing to answer").check()
    doctor.house.press("Close this question")

    # Then the asker reads why, with the numbers
    asker = visitors.come_in().visit(link)
    assert "could not tell what you want to ask" in asker.words
    assert "does not mean that you are well" in asker.words
    checks.sound(asker.page)

    # And the doctor finds it among the closed and opens it again
    doctor.house.visit("/desk/closed/")
    checks.sound(doctor.page)
    doctor.page.get_by_role("link", name="Just hello").first.click()
    checks.sound(doctor.page)
    doctor.house.press("Open it again")
    assert "You find it again" not in doctor.house.words
    assert doctor.page.get_by_label("Text of the answer").count() == 1


def test_an_answer_that_leaves_something_out_is_not_signed_before_it_is_answered_for(visitors, doctor):
    # Given a question with a question in it, and an answer that does not take it up
    asking = Asking(visitors.come_in(), department="neurology")
    asking.write("My knee has been jumping for a month. Do I need a scan?", subject="Jumping knee").go_on()
    doctor.open_from_queue("Jumping knee")
    doctor.page.get_by_label("Text of the answer").fill("Rest it for a week.")
    doctor.house.press("Save and go on to sign")

    # When the doctor signs without a look at it
    doctor.house.press("Sign this answer")

    # Then it is not signed, and the summary leads to the point
    summary = doctor.page.get_by_role("alert")
    assert "Not signed yet" in summary.inner_text()
    checks.sound(doctor.page)
    summary.get_by_role("link").first.click()
    doctor.page.locator("select[name^=look-]").first.select_option(label="Left out: it needs no answer here")
    doctor.house.press("Sign this answer")
    assert "Signed." in doctor.page.inner_text("body")
