"""A question that goes on from an earlier one: said by the asker, seen by the doctor, and no fresh comfort."""

import pytest

from consilia.web.questions import derived
from consilia.web.questions.links import digest, new_key
from consilia.web.questions.models import MoreInfo, Question
from tests.web.asker import WORDS, Asker, soup
from tests.web.factories import REPLY, a_question, a_reply
from tests.web.staff import a_doctor_who_logs_in, browser_of

pytestmark = pytest.mark.usefixtures("noise")
TOKEN = "g" + new_key()
FEAR = "My left calf has been twitching for three weeks. I have no weakness. I fear it is ALS. I feel anxious."


def answered(text: str = FEAR, **fields: object) -> Question:
    question = a_question(text, **({"state": "answered"} | fields))
    a_reply(question)
    return question


def more_info(question: Question) -> dict:
    derived.make_again(question)
    return MoreInfo.objects.get(question=question).leaflet


def test_writing_again_from_the_private_page_ties_the_two_together(client):
    first = answered(token_hash=digest(TOKEN))

    response = client.post(f"/q/{TOKEN}/again/")
    assert response["Location"] == "/ask/"
    assert soup(client.get("/ask/")).select_one("#goes-on[checked]")
    asker = Asker(client)
    asker.write(FEAR + " Please tell me again.", goes_on="1")
    asker.fill_in()
    asker.send("/ask/review/")

    second = Question.objects.get(text__endswith="Please tell me again.")
    assert second.follows == first


def test_the_tie_is_the_askers_to_undo(client):
    answered(token_hash=digest(TOKEN))
    client.post(f"/q/{TOKEN}/again/")
    asker = Asker(client)
    asker.write(FEAR + " This is new.")
    asker.fill_in()
    asker.send("/ask/review/")

    assert Question.objects.get(text__endswith="This is new.").follows is None


def test_a_second_question_of_one_browser_is_tied_only_when_the_asker_says_so(client):
    asker = Asker(client)
    asker.ask(FEAR)
    page = soup(client.get("/ask/"))

    assert page.select_one("#goes-on")
    assert not page.select_one("#goes-on[checked]")


def test_a_browser_that_sent_nothing_is_not_asked(client):
    assert not soup(client.get("/ask/")).select_one("#goes-on")


def test_a_stranger_can_tie_nothing(client):
    first = answered(token_hash=digest(TOKEN))

    assert client.post(f"/q/{new_key()}/again/").status_code == 404
    Asker(client).ask(FEAR + " Mine.")

    assert Question.objects.get(text__endswith="Mine.").follows is None
    assert not first.followed_by.exists()


def test_the_same_fear_gets_the_earlier_answer_and_the_worry_loop(client):
    first = answered()
    second = answered(FEAR + " Please tell me again.", follows=first, token_hash=digest(TOKEN))

    assert more_info(second)["repeats"]
    page = soup(client.get(f"/q/{TOKEN}/"))
    assert REPLY in page.select_one(".before").text
    assert page.select_one("#more-info a[href$='#the-worry-loop']")
    assert "very unlikely" not in page.select_one("#more-info").text


def test_a_sign_that_is_new_gets_a_full_page():
    second = answered(FEAR + " Since last week my foot drops and the calf is weak.", follows=answered())

    assert not more_info(second)["repeats"]


def test_an_earlier_question_without_an_answer_changes_nothing():
    waiting = a_question(FEAR)

    assert not more_info(answered(FEAR + " Again.", follows=waiting))["repeats"]


def test_beside_a_public_text_only_an_earlier_public_text_counts():
    first = answered()
    second = answered(FEAR + " Again.", follows=first, public_text=FEAR)

    assert not more_info(second)["repeats"]


def test_deleting_the_earlier_question_leaves_the_later_one():
    first = answered()
    second = answered(FEAR + " Again.", follows=first)
    first.replies.all().delete()
    first.delete()

    second.refresh_from_db()
    assert second.follows is None


def test_the_doctor_is_led_to_the_earlier_question():
    first = answered()
    second = a_question(FEAR + " Again.", follows=first)
    page = soup(browser_of(a_doctor_who_logs_in()).get(f"/desk/questions/{second.public_id}/"))

    assert page.select_one(f"a[href='/desk/questions/{first.public_id}/']")


def test_while_it_waits_something_new_can_be_added_as_a_question_of_its_own(client):
    asker = Asker(client)
    own = asker.ask()

    client.post(f"{own}again/")
    asker.at = "/ask/"
    asker.write("Since yesterday the thumb twitches too.", goes_on="1")
    asker.fill_in()
    asker.send("/ask/review/")

    later = Question.objects.get(text="Since yesterday the thumb twitches too.")
    assert later.follows == Question.objects.get(text=WORDS)


def test_a_page_without_a_pseudonym_calls_nobody_somebody(client):
    own = Asker(client).ask()
    Question.objects.filter(text=WORDS).update(pseudonym="")

    assert "Somebody" not in soup(client.get(own)).main.text
