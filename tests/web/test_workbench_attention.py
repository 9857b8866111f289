"""What a doctor must not overlook: in the row of the queue, at the head of the desk, and once more before signing."""

import pytest

from consilia.web.audit.models import Event
from consilia.web.questions.models import MoreInfo, Question, Reply
from tests.web.asker import soup
from tests.web.factories import a_question, a_reply
from tests.web.staff import a_doctor_who_logs_in, at, sign

pytestmark = pytest.mark.usefixtures("noise")

STROKE = "For an hour my right arm is weak and my mouth hangs down on one side. My speech is slurred. Is it a stroke?"
SPANISH = "Desde hace dos semanas tengo espasmos en la pierna y me siento muy cansada. ¿Debo ir al medico?"


def text_of(response, selector: str = "main") -> str:
    part = soup(response).select_one(selector)
    return " ".join(part.text.split()) if part else ""


def test_a_row_of_the_queue_says_who_it_is_and_what_decided(browser):
    a_question(STROKE, subject="Weak arm", sex="male", age_years=52)

    row = next(row for row in soup(browser.get("/desk/")).select(".row") if "Weak arm" in row.text)

    assert "52, male" in row.text
    assert row.select_one(".row-signs").text.strip()


def test_a_row_says_that_the_program_could_not_read_the_words(browser):
    a_question(SPANISH, subject="Espasmos")

    row = next(row for row in soup(browser.get("/desk/")).select(".row") if "Espasmos" in row.text)

    assert "Not readable" in row.text


def test_the_head_of_the_desk_names_the_signs_with_the_words_that_told_them(browser):
    shown = text_of(browser.get(at(a_question(STROKE))), ".watch")

    assert "Do not overlook" in shown
    assert "mouth hangs down" in shown


def test_an_ordinary_question_has_no_such_head(browser):
    assert (
        text_of(browser.get(at(a_question("My left eyelid has twitched for a week. No other signs."))), ".watch") == ""
    )


def test_of_words_that_could_not_be_read_nothing_is_said_to_be_untold(browser):
    page = browser.get(at(a_question(SPANISH)))

    assert "could not read this text" in text_of(page, ".watch")
    assert "none told" not in text_of(page)
    assert "not read" in text_of(page, ".glance")


def test_a_child_is_named_as_one(browser):
    assert "under 18" in text_of(browser.get(at(a_question("He blinks a lot.", age_years=6))), ".watch")


def test_the_desk_says_what_the_asker_was_told_and_if_a_notice_reaches_them(browser):
    alone = text_of(browser.get(at(a_question(STROKE))), ".desk-head")
    reached = text_of(browser.get(at(a_question(STROKE, notify_email="somebody@example.org"))), ".desk-head")

    assert "the asker was told: " in alone
    assert "left no e-mail address" in alone
    assert "We write to the asker" in reached


def test_a_question_that_goes_on_from_another_leads_there(browser):
    earlier = a_question("My calf twitches.", state=Question.State.ANSWERED)
    a_reply(earlier)
    later = a_question("It still twitches.", follows=earlier)

    assert at(earlier) in [link["href"] for link in soup(browser.get(at(later))).select(".desk-head a")]


def test_more_info_can_be_read_before_signing_and_nothing_is_kept(browser):
    question = a_question("My left eyelid has twitched for a week. I drink a lot of coffee. No weakness.")

    page = text_of(browser.get(at(question, "more-info/")))

    assert "eyelid" in page
    assert not MoreInfo.objects.filter(question=question).exists()


def test_an_open_place_makes_going_back_the_first_choice(browser):
    question = a_question()
    browser.post(at(question, "draft/"), {"text": "Go to a [neurology] clinic.", "revision": 0, "window": "one"})

    page = soup(browser.get(at(question, "sign/")))

    assert "[neurology]" in page.select_one(".note-error").text
    assert page.select_one(".actions button")["class"] == ["second"]


def test_after_signing_the_next_question_is_one_press_away(browser, doctor):
    waiting = a_question(STROKE, subject="Weak arm")
    done = a_question(subject="Done")
    browser.post(at(done, "draft/"), {"text": "All is well.", "revision": 0, "window": "one"})
    draft = Reply.objects.get(question=done)

    page = sign(browser, done, revision=draft.revision, follow=True)

    links = {link.text: link["href"] for link in soup(page).select("main a")}
    assert links["Next in the queue: Weak arm"] == at(waiting)


def test_a_question_in_the_wrong_place_is_sent_to_another_department(browser, doctor):
    a_doctor_who_logs_in(department="cardiology")
    question = a_question("My heart jumps.", state=Question.State.CLAIMED, claimed_by=doctor)

    browser.post(at(question, "send-on/"), {"department": "cardiology"})

    question.refresh_from_db()
    assert (question.department_id, question.state, question.claimed_by) == ("cardiology", "waiting", None)
    assert Event.objects.filter(thing=f"question:{question.pk}", what="question sent to another department").exists()


@pytest.mark.parametrize("department", ["", "ophthalmology", "astrology"], ids=["none", "nobody signs", "unknown"])
def test_it_is_sent_only_where_somebody_can_sign(browser, department):
    question = a_question("My heart jumps.")

    page = browser.post(at(question, "send-on/"), {"department": department}, follow=True)

    question.refresh_from_db()
    assert question.department_id == "neurology"
    assert "Choose a department" in page.content.decode()


def test_what_a_colleague_is_answering_stays(browser):
    colleague = a_doctor_who_logs_in(department="cardiology")
    question = a_question(state=Question.State.CLAIMED, claimed_by=colleague)

    page = browser.post(at(question, "send-on/"), {"department": "cardiology"}, follow=True)

    question.refresh_from_db()
    assert (question.department_id, question.claimed_by) == ("neurology", colleague)
    assert "so it stays" in page.content.decode()
