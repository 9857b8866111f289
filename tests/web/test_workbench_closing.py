"""A doctor closes a question without an answer: with a reason for the asker, and in danger only with a note."""

import pytest
from django.core import mail

from consilia import loaded
from consilia.web.audit.models import Event
from consilia.web.questions.links import digest
from consilia.web.questions.models import Closing, Question, Reply
from consilia.web.workbench import actions
from tests.web.asker import soup
from tests.web.factories import a_question, a_reply
from tests.web.staff import a_doctor_who_logs_in, browser_of

pytestmark = pytest.mark.usefixtures("noise")

STROKE = "For an hour my right arm is weak and my mouth hangs down on one side. My speech is slurred. Is it a stroke?"
CRISIS = "The twitching never ends. I want to kill myself tonight."
TOKEN = "t" * 43


@pytest.fixture
def doctor():
    return a_doctor_who_logs_in()


@pytest.fixture
def browser(doctor):
    return browser_of(doctor)


def at(question: Question, deed: str = "") -> str:
    return f"/desk/questions/{question.public_id}/{deed}"


def words_of(response, selector: str = "main") -> str:
    part = soup(response).select_one(selector)
    return " ".join(part.text.split()) if part else ""


def events(question: Question) -> list[str]:
    return list(Event.objects.filter(thing=f"question:{question.pk}").values_list("what", flat=True))


def test_a_closed_question_leaves_the_queue_and_stands_among_the_closed(browser):
    question = a_question("Buy our pills at a low price.", subject="Great pills")

    response = browser.post(at(question, "close/"), {"reason": "spam", "done": ""})

    question.refresh_from_db()
    assert (response["Location"], question.state, question.claimed_by) == ("/desk/", "closed", None)
    assert "Great pills" not in words_of(browser.get("/desk/?department=all"))
    assert "Great pills" in words_of(browser.get("/desk/closed/"))
    assert events(question) == ["question closed without an answer"]


def test_the_asker_reads_why_in_plain_words_with_the_numbers(browser, client):
    question = a_question("Hello", token_hash=digest(TOKEN))
    browser.post(at(question, "close/"), {"reason": "nothing-to-answer", "done": "looked at it with the nurse"})

    page = client.get(f"/q/{TOKEN}/")

    told = words_of(page, "#closed")
    assert "could not tell what you want to ask" in told
    assert "does not mean that you are well" in told
    assert "999" in told
    assert "nurse" not in words_of(page)
    assert soup(page).select_one("form.again")


def test_the_asker_is_told_by_mail_that_there_is_news(browser, django_capture_on_commit_callbacks):
    question = a_question("Hello", notify_email="somebody@example.org")

    with django_capture_on_commit_callbacks(execute=True):
        browser.post(at(question, "close/"), {"reason": "nothing-to-answer", "done": ""})

    assert [message.to for message in mail.outbox] == [["somebody@example.org"]]
    assert "pills" not in mail.outbox[0].body


@pytest.mark.parametrize("text", [STROKE, CRISIS], ids=["emergency", "crisis"])
def test_in_danger_it_is_closed_only_with_a_note_of_what_was_done(browser, text):
    question = a_question(text)

    refused = browser.post(at(question, "close/"), {"reason": "helped-another-way", "done": "  "})
    question.refresh_from_db()
    assert (refused.status_code, question.state) == (400, "waiting")
    assert "Write down what was done" in words_of(refused, ".error-summary")

    browser.post(at(question, "close/"), {"reason": "helped-another-way", "done": "Rang her. The ambulance is there."})
    question.refresh_from_db()
    assert question.state == "closed"
    assert "The ambulance is there." in words_of(browser.get(at(question)))


def test_the_action_itself_refuses_an_emergency_without_a_note(doctor):
    with pytest.raises(actions.CannotClose, match="no-note"):
        actions.close(a_question(STROKE), reason="spam", done=" ", by=doctor)


def test_the_note_stays_out_of_the_trail(browser):
    question = a_question(STROKE)
    browser.post(at(question, "close/"), {"reason": "helped-another-way", "done": "Rang Mrs Example."})

    details = Event.objects.get(thing=f"question:{question.pk}").details
    assert details == {"reason": "helped-another-way", "noted": True}


@pytest.mark.parametrize("reason", ["", "boredom"], ids=["none", "unknown"])
def test_without_a_reason_of_the_knowledge_it_stays_open(browser, reason):
    question = a_question()

    response = browser.post(at(question, "close/"), {"reason": reason, "done": ""})

    question.refresh_from_db()
    assert (response.status_code, question.state) == (400, "waiting")


def test_what_is_answered_or_in_a_colleagues_hands_cannot_be_closed(doctor):
    answered = a_question(state=Question.State.ANSWERED)
    a_reply(answered)
    taken = a_question(state=Question.State.CLAIMED, claimed_by=a_doctor_who_logs_in())

    with pytest.raises(actions.CannotClose, match="not-waiting"):
        actions.close(answered, reason="spam", done="", by=doctor)
    with pytest.raises(actions.CannotClose, match="claimed"):
        actions.close(taken, reason="spam", done="", by=doctor)


def test_opened_again_it_waits_in_its_old_place_and_nothing_is_forgotten(browser):
    question = a_question(subject="Closed too soon")
    browser.post(at(question, "close/"), {"reason": "asked-twice", "done": ""})

    browser.post(at(question, "reopen/"))

    question.refresh_from_db()
    assert question.state == "waiting"
    assert "Closed too soon" in words_of(browser.get("/desk/"))
    assert "Closed too soon" not in words_of(browser.get("/desk/closed/"))
    assert Closing.objects.get(question=question).reopened_at is not None
    assert events(question)[0] == "question opened again"


def test_closed_twice_in_a_row_it_keeps_both_closings(browser):
    question = a_question()
    for _ in range(2):
        browser.post(at(question, "close/"), {"reason": "asked-twice", "done": ""})
        browser.post(at(question, "reopen/"))

    assert Closing.objects.filter(question=question).count() == 2


def test_a_draft_is_kept_but_not_signed_while_the_question_is_closed(browser):
    question = a_question()
    browser.post(at(question, "draft/"), {"text": "Rest.", "revision": 0, "window": "one"})
    browser.post(at(question, "close/"), {"reason": "asked-twice", "done": ""})
    draft = Reply.objects.get(question=question)

    page = browser.post(at(question, "sign/"), {"revision": draft.revision}, follow=True)

    draft.refresh_from_db()
    assert (draft.text, draft.is_signed) == ("Rest.", False)
    assert "Open it again, then sign." in words_of(page)


def test_the_desk_of_a_closed_question_offers_to_open_it_and_nothing_else(browser):
    question = a_question()
    browser.post(at(question, "close/"), {"reason": "asked-twice", "done": ""})

    page = soup(browser.get(at(question)))

    assert page.select_one(f"form[action='{at(question, 'reopen/')}'] button")
    assert page.select_one("#reply-text") is None
    assert page.select_one(f"form[action='{at(question, 'claim/')}']") is None


def test_a_reason_that_left_the_knowledge_still_shows_the_safety_net(client, doctor):
    question = a_question(state=Question.State.CLOSED, token_hash=digest(TOKEN))
    Closing.objects.create(question=question, reason="an-old-one", closed_by=doctor)

    told = words_of(client.get(f"/q/{TOKEN}/"), "#closed")

    assert loaded.closing().net(loaded.locale("en-GB")) in told


def test_a_closed_question_of_which_nobody_knows_why_does_not_seem_to_wait(client, browser):
    question = a_question(state=Question.State.CLOSED, token_hash=digest(TOKEN))

    assert "does not mean that you are well" in words_of(client.get(f"/q/{TOKEN}/"), "#closed")
    assert "waiting for a doctor" not in words_of(client.get(f"/q/{TOKEN}/"))
    assert "Open it again" in words_of(browser.get(at(question)))


def test_the_list_of_closed_ones_asks_no_more_with_more_rows(browser, django_assert_max_num_queries):
    for _ in range(12):
        browser.post(at(a_question(), "close/"), {"reason": "asked-twice", "done": ""})

    with django_assert_max_num_queries(12):
        browser.get("/desk/closed/")


@pytest.mark.parametrize("text", [STROKE, CRISIS], ids=["emergency", "crisis"])
def test_nobody_in_danger_reads_that_we_could_not_tell_what_they_want(browser, doctor, text):
    question = a_question(text)
    fits = {reason.id for reason in loaded.closing().reasons if reason.in_danger}

    page = soup(browser.get(at(question, "close/")))

    assert {radio["value"] for radio in page.select("input[name=reason]")} == fits
    with pytest.raises(actions.CannotClose, match="unknown-reason"):
        actions.close(question, reason="nothing-to-answer", done="Rang her.", by=doctor)
