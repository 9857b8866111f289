"""The asker's own page: only behind the secret link, and in the asker's hands."""

from datetime import timedelta

import pytest
from django.core import mail

from consilia.web.audit.models import Event
from consilia.web.questions import actions, searching
from consilia.web.questions.links import digest, new_key
from consilia.web.questions.models import Question, Reply
from consilia.web.questions.notices import tell_asker
from tests.web.asker import soup
from tests.web.factories import ASKED, REPLIED, TEXT, a_published_question, a_question, a_reply
from tests.web.staff import a_doctor_who_logs_in, browser_of

pytestmark = pytest.mark.usefixtures("noise")
TOKEN = "t" + new_key()
LINK = f"/q/{TOKEN}/"


def own(text: str = TEXT, **fields: object) -> Question:
    return a_question(text, **({"token_hash": digest(TOKEN)} | fields))


def own_published(**fields: object) -> Question:
    return a_published_question(token_hash=digest(TOKEN), derive=True, **fields)


@pytest.mark.parametrize(
    "token",
    ["wrong", "0" * 64, TOKEN[:-1], TOKEN.upper(), digest(TOKEN), "%20", "a" * 4000],
    ids=["a word", "zeros", "cut short", "in capitals", "its own digest", "a space", "very long"],
)
def test_a_wrong_link_leads_nowhere(client, token):
    own()

    for end in ("", "email/", "visibility/", "end/"):
        assert client.post(f"/q/{token}/{end}").status_code in {404, 405}
        assert client.get(f"/q/{token}/{end}").status_code in {404, 405}


def test_the_page_is_kept_by_nobody_and_handed_on_to_nobody(client):
    own()

    response = client.get(LINK)

    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response["X-Robots-Tag"]
    assert soup(response).select_one("meta[name=robots]")["content"].startswith("noindex")


def test_it_shows_state_assessment_and_the_words_that_decided(client):
    question = own("My left calf has been twitching for three weeks, and since yesterday I cannot lift my foot.")

    page = soup(client.get(LINK))

    assert "Waiting for a doctor" in page.select_one(".state").text
    assert page.select(".advice, .advice-plain")
    marked = {mark.text for mark in page.select("blockquote mark")}
    assert marked
    assert all(words in question.text for words in marked)
    assert page.select_one("blockquote").text.startswith(question.text)


def test_an_urgent_page_says_that_nobody_is_watching_and_which_number_to_ring(client):
    own("For three days my breathing has been weak and shallow, and my muscles twitch.")

    page = soup(client.get(LINK))

    card = page.select_one(".advice-urgent, .advice-emergency")
    text = " ".join(card.text.split())
    assert "Nobody is watching this queue right now. Do not wait for an answer here." in text
    assert card.select_one("a[href='tel:111'], a[href='tel:999']")
    assert card.h2.select_one(".visually-hidden").text in {"Urgent advice:", "Immediate action required:"}


def test_the_assessment_shown_is_the_one_that_was_stored(client):
    question = own()
    Question.objects.filter(pk=question.pk).update(text="I cannot breathe at all right now.")

    page = soup(client.get(LINK))

    assert page.select_one(".advice-emergency") is None


def test_the_answer_and_more_info_appear_once_signed(client):
    question = own_published()
    question.replies.update(text="The whole private answer, with your name.")

    page = soup(client.get(LINK))

    assert "The whole private answer" in page.select_one(".answer").text
    assert "Written automatically" in page.select_one("#more-info").text


def test_an_unsigned_draft_is_not_shown(client):
    question = own()
    a_reply(question, text="Half a thought", signed_at=None)

    assert "Half a thought" not in client.get(LINK).content.decode()


def test_an_address_can_be_left_and_taken_back(client):
    question = own()

    client.post(f"{LINK}email/", {"email": "me@example.org"})
    question.refresh_from_db()
    assert question.notify_email == "me@example.org"
    client.post(f"{LINK}email/", {"remove": "1"})
    question.refresh_from_db()
    assert question.notify_email == ""


def test_a_broken_address_is_kept_and_pointed_at(client):
    own()

    response = client.post(f"{LINK}email/", {"email": "me at home"})

    assert response.status_code == 422
    assert soup(response).select_one("#id_email")["value"] == "me at home"
    assert soup(response).select_one(".error-summary")


def test_the_notice_holds_no_medical_word_and_no_link(db):
    question = own(notify_email="me@example.org", subject="Twitching calf")

    assert tell_asker(question)

    sent = mail.outbox[0]
    assert sent.to == ["me@example.org"]
    told = f"{sent.subject} {sent.body}".casefold()
    for word in ("twitch", "calf", "doctor", "health problem", "neurology", "question", "/q/", "juniper", "symptom"):
        assert word not in told
    assert not tell_asker(own(token_hash="", notify_email=""))


def test_taking_back_consent_takes_the_public_page_and_the_index_entry_away_at_once(client):
    question = own_published()
    public = f"/questions/{question.slug}/"
    assert client.get(public).status_code == 200
    assert str(question.pk) in searching.find_like(question.public_text).keys

    client.post(f"{LINK}visibility/", {"visibility": "private"})

    assert client.get(public).status_code == 404
    assert str(question.pk) not in searching.find_like(TEXT).keys
    question.refresh_from_db()
    assert (question.public_consent_at, question.published_at, question.public_text) == (None, None, "")
    assert client.get(LINK).status_code == 200


def test_consent_can_be_given_later(client):
    question = own()

    client.post(f"{LINK}visibility/", {"visibility": "public"})

    question.refresh_from_db()
    assert question.public_consent_at is not None
    assert question.published_at is None


@pytest.mark.parametrize(
    ("text", "age_years"),
    [
        (TEXT, 15),
        ("I am 15 years old and my calf twitches all day.", 34),
        ("My calf twitches and I want to kill myself.", 34),
    ],
    ids=["minor by the form", "minor by the text", "crisis"],
)
def test_minors_and_people_in_crisis_stay_private_whatever_is_sent(client, text, age_years):
    question = own(text, age_years=age_years)

    client.post(f"{LINK}visibility/", {"visibility": "public"})

    question.refresh_from_db()
    assert question.public_consent_at is None
    with pytest.raises(actions.NotForPublic):
        actions.consent(question)


def test_withdrawing_ends_the_waiting_and_the_public_page(client):
    question = own_published()

    client.post(f"{LINK}end/", {"choice": "withdraw"})

    question.refresh_from_db()
    assert (question.state, question.published_at) == (Question.State.WITHDRAWN, None)
    assert client.get(f"/questions/{question.slug}/").status_code == 404
    assert "You withdrew" in client.get(LINK).content.decode() or question.replies.exists()


def test_deleting_erases_everything_but_the_number_in_the_audit_trail(client):
    question = own_published()
    key = question.pk

    response = client.post(f"{LINK}end/", {"choice": "delete"}, follow=True)

    assert "is deleted" in response.content.decode()
    assert not Question.objects.filter(pk=key).exists()
    assert not Reply.objects.filter(question_id=key).exists()
    assert client.get(LINK).status_code == 404
    assert Event.objects.filter(what="question deleted", thing=f"question:{key}").exists()


def test_asking_before_deleting_deletes_nothing(client):
    question = own()

    assert client.get(f"{LINK}end/").status_code == 200
    assert Question.objects.filter(pk=question.pk).exists()


def test_conflicts_are_shown_and_not_corrected(client):
    question = own("I am a 35-year-old male, 180 cm and 55 kg. My thumb twitches.", sex="female")

    page = soup(client.get(LINK))

    told = page.select_one(".conflicts").text
    assert "Sex" in told
    assert "Weight and height" in told
    question.refresh_from_db()
    assert question.sex == "female"


def test_no_secret_link_is_kept_anywhere(client):
    question = own(asked_at=ASKED)
    a_reply(question, signed_at=REPLIED)

    assert TOKEN not in str(Question.objects.filter(pk=question.pk).values())


def test_the_page_can_be_printed_and_its_form_comes_through_without_an_origin(client):
    own()
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    page = soup(strict.get(LINK))
    secret = page.select_one("[name=csrfmiddlewaretoken]")["value"]
    sent = {"email": "me@example.org", "csrfmiddlewaretoken": secret}

    own_form = strict.post(f"{LINK}email/", sent, headers={"origin": "null", "sec-fetch-site": "same-origin"})
    forged = strict.post(f"{LINK}email/", sent, headers={"origin": "null", "sec-fetch-site": "cross-site"})

    assert page.select_one("[data-print]")
    assert own_form.status_code == 302
    assert forged.status_code == 403


def test_after_consent_the_page_says_what_still_has_to_happen(client):
    own(public_consent_at=ASKED)

    assert "until a doctor has taken out personal data" in soup(client.get(LINK)).select_one(".state").text


def test_without_consent_or_where_it_may_never_be_public_it_is_private_and_no_more(client):
    own(public_consent_at=ASKED, age_years=15)

    state = soup(client.get(LINK)).select_one(".state").text
    assert "Private" in state
    assert "until" not in state


@pytest.mark.parametrize(("said", "shown"), [("yes", "helped"), ("partly", "helped in part"), ("no", "did not help")])
def test_the_asker_can_say_whether_the_answer_helped_and_the_doctor_reads_it(client, said, shown):
    doctor = a_doctor_who_logs_in()
    question = own(state=Question.State.ANSWERED)
    a_reply(question, doctor=doctor)
    asked = soup(client.get(LINK)).select_one("form.helped")

    client.post(f"{LINK}helped/", {"helped": said})

    page = soup(client.get(LINK))
    desk = browser_of(doctor).get(f"/desk/questions/{question.public_id}/").content.decode()
    assert asked is not None
    assert page.select_one("form.helped") is None
    assert f"You said that this {shown}." in " ".join(page.text.split())
    assert "The asker says:" in desk


@pytest.mark.parametrize("said", ["", "perhaps", "<script>"])
def test_nothing_but_yes_partly_or_no_is_written_down(client, said):
    question = own(state=Question.State.ANSWERED)
    a_reply(question)

    client.post(f"{LINK}helped/", {"helped": said})

    assert not Event.objects.filter(thing=f"question:{question.pk}", what="said of the answer").exists()


def test_a_question_without_an_answer_can_help_nobody_yet(client):
    question = own()

    client.post(f"{LINK}helped/", {"helped": "yes"})

    assert "form" in client.get(LINK).content.decode()
    assert not Event.objects.filter(thing=f"question:{question.pk}", what="said of the answer").exists()


def test_an_addition_is_announced_above_the_answer_that_it_corrects(client):
    question = own(state=Question.State.ANSWERED)
    doctor = a_doctor_who_logs_in()
    a_reply(question, doctor=doctor, text="Take two.")
    a_reply(question, doctor=doctor, text="I was wrong: take one.", signed_at=REPLIED + timedelta(hours=1))

    answers = soup(client.get(LINK)).select("section.answer")

    assert "Something was added below" in answers[0].text
    assert "Added by" in answers[1].h2.text


def test_a_lost_link_leads_to_help_and_not_to_a_dead_end(client):
    page = soup(client.get("/q/lost/"))

    assert page.select_one("main a[href='/ask/']")
    assert "nobody can bring it back" in page.text
