"""Asking: from the words to the secret link, one thing a page, and nothing lost on the way."""

import re

import pytest
from django.urls import reverse

from consilia.web.accounts.models import Origin
from consilia.web.audit.models import Event
from consilia.web.questions.access import DRAFT_COOKIE
from consilia.web.questions.actions.asking import derived_subject
from consilia.web.questions.links import digest
from consilia.web.questions.models import AskDraft, Question
from tests.web.asker import DOCTOR, HEALTH, PERSON, WORDS, Asker, soup
from tests.web.factories import a_published_question

pytestmark = pytest.mark.usefixtures("noise")


@pytest.fixture
def asker(client):
    return Asker(client)


def newest_question() -> Question:
    return Question.objects.filter(origin=Origin.OWN).latest("pk")


def test_the_whole_way_ends_with_a_secret_link_that_opens_the_question(asker, client):
    link = asker.ask()

    page = soup(client.get(link))

    assert page.h1.text == "Twitching calf"
    assert newest_question().text == WORDS


def test_the_secret_link_has_128_bits_or_more_and_is_kept_as_a_digest_only(asker):
    token = asker.ask().removeprefix("/q/").strip("/")

    assert len(token) * 6 >= 128
    question = newest_question()
    assert question.token_hash == digest(token)
    stored = str(Question.objects.filter(pk=question.pk).values()) + str(list(AskDraft.objects.values()))
    assert token not in stored


def test_each_link_is_another_one(asker, client):
    first = asker.ask()
    client.cookies.clear()

    assert Asker(client).ask() != first


def test_what_was_filled_in_is_stored_and_assessed(asker):
    asker.ask()

    question = newest_question()
    assert (question.age_years, question.age_band, question.sex) == (34, "30~39", "female")
    assert (question.department_id, question.pseudonym) == ("neurology", "Juniper")
    assert question.urgency
    assert question.assessment["urgency"] == question.urgency
    assert question.knowledge_version
    assert Event.objects.filter(what="question asked", thing=f"question:{question.pk}", actor="asker").count() == 1


def test_no_audit_event_holds_what_was_written(asker):
    asker.ask("My left calf twitches since the funeral of Xylophina. No weakness at all, nothing else.")

    assert "Xylophina" not in str(list(Event.objects.values()))


def test_an_empty_subject_is_taken_from_the_words(asker, client):
    asker.send("/ask/", words=f"Hello doctor, {WORDS}", subject="")
    asker.fill_in()
    asker.send("/ask/review/")

    assert newest_question().subject.startswith("My left calf has been twitching")


def test_sending_twice_makes_one_question_and_leads_to_the_same_link(asker, client):
    asker.write()
    asker.fill_in()
    before = Question.objects.count()
    form = {"revision": str(AskDraft.objects.get().revision)}

    first = client.post("/ask/review/", form, follow=True)
    second = client.post("/ask/review/", form, follow=True)

    assert Question.objects.count() == before + 1
    links = [soup(response).select_one("#secret-link")["value"] for response in (first, second)]
    assert links[0] == links[1]


def test_once_the_link_is_saved_the_draft_and_its_cookie_are_gone(asker, client):
    link = asker.ask()

    response = client.post("/ask/sent/")

    assert response["Location"] == link
    assert client.cookies[DRAFT_COOKIE].value == ""
    assert AskDraft.objects.get().answers == {}


def test_the_link_page_tells_to_save_it(asker):
    asker.ask()

    page = asker.look()

    assert "Save your secret link" in page.text
    assert page.select_one("#secret-link")["value"].startswith("http")


def test_the_draft_survives_a_reload(asker, client):
    asker.write()

    assert soup(client.get("/ask/")).select_one("#id_words").text.strip() == WORDS


def test_the_draft_is_found_by_a_cookie_of_which_only_a_digest_is_kept(asker, client):
    asker.write()

    cookie = client.cookies[DRAFT_COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == "/ask/"
    assert len(cookie.value) * 6 >= 128
    assert AskDraft.objects.get().key_hash == digest(cookie.value)


def test_another_browser_does_not_see_the_draft(asker, client):
    asker.write()
    client.cookies.clear()

    assert soup(client.get("/ask/")).select_one("#id_words").text.strip() == ""


def test_a_wrong_cookie_opens_no_draft(asker, client):
    asker.write()
    client.cookies[DRAFT_COOKIE] = "guess"

    assert WORDS not in client.get("/ask/").content.decode()


def test_every_step_keeps_its_answers(asker, client):
    asker.write()
    asker.go_on()
    asker.send("/ask/person/", **PERSON)
    asker.send("/ask/health/", **HEALTH | {"medicines": "Amitriptyline 10 mg"})

    page = soup(client.get("/ask/person/"))
    assert page.select_one("#id_age_years")["value"] == "34"
    assert page.select_one("input[name=sex][value=female]").has_attr("checked")
    assert soup(client.get("/ask/health/")).select_one("#id_medicines").text.strip() == "Amitriptyline 10 mg"


def test_an_answer_that_cannot_be_read_is_kept_and_pointed_at(asker, client):
    asker.write()
    asker.go_on()

    response = asker.send("/ask/person/", **PERSON | {"age_years": "thirty"})

    page = soup(response)
    assert response.status_code == 422
    assert page.select_one(".error-summary a")["href"] == "#id_age_years"
    assert page.select_one("#id_age_years")["value"] == "thirty"
    assert page.title.text.strip().startswith("Error:")


def test_nobody_skips_a_step(asker, client):
    asker.write()

    response = client.get("/ask/review/", follow=True)

    assert response.redirect_chain[-1][0] != "/ask/review/"
    assert client.post("/ask/review/", {"revision": "1"}).status_code == 302
    assert not Question.objects.filter(text=WORDS).exists()


@pytest.mark.parametrize(
    "step", ["help", "safety", "similar", "person", "health", "doctor", "who-sees", "review", "sent"]
)
def test_without_a_draft_every_step_leads_to_the_words(client, step):
    assert client.get(f"/ask/{step}/")["Location"] == "/ask/"


def test_the_box_on_the_first_page_starts_a_question(client):
    response = client.post("/ask/", {"words": WORDS})

    assert response.status_code == 302
    assert AskDraft.objects.get().answers["words"] == WORDS


def test_the_box_on_the_first_page_never_overwrites_a_draft(asker, client):
    asker.write()

    client.post("/ask/", {"words": "Something quite different is wrong with my ear."})

    answers = AskDraft.objects.get().answers
    assert answers["words"] == "Something quite different is wrong with my ear."
    assert answers["set_aside"] == [{"name": "words", "value": WORDS}]


def test_a_stale_form_keeps_both_versions_and_says_so(asker, client):
    asker.write()
    stale = {"revision": "1", "words": "The version of the second window.", "subject": "Twitching calf"}
    asker.send("/ask/", words=f"{WORDS} And my eyelid.", subject="Twitching calf")

    response = client.post("/ask/", stale)

    page = soup(response)
    assert "Both versions are kept" in page.text
    assert page.select_one("#id_words").text.strip() == "The version of the second window."
    assert page.select_one(".aside blockquote").text == f"{WORDS} And my eyelid."


@pytest.mark.parametrize(("choice", "stands"), [("use", WORDS), ("drop", "Other words of mine.")])
def test_the_asker_chooses_between_two_versions(asker, client, choice, stands):
    asker.write()
    client.post("/ask/", {"words": "Other words of mine.", "subject": "Twitching calf", "revision": "0"})

    client.post("/ask/aside/", {"choice": choice})

    page = soup(client.get("/ask/"))
    assert page.select_one("#id_words").text.strip() == stands
    assert page.select_one(".aside") is None


def test_a_stale_review_is_shown_again_and_not_sent(asker, client):
    asker.write()
    asker.fill_in()
    old = str(AskDraft.objects.get().revision)
    asker.send("/ask/doctor/", **DOCTOR | {"pseudonym": "Another"})

    response = client.post("/ask/review/", {"revision": old})

    assert "has changed since you opened this page" in soup(response).text
    assert not Question.objects.filter(text=WORDS).exists()


def test_typing_is_saved_while_it_goes_on(client):
    told = client.post("/ask/save/", {"step": "words", "words": "My thigh", "subject": "", "revision": "0"}).json()
    client.post("/ask/save/", {"step": "words", "words": "My thigh jumps", "revision": str(told["revision"])})

    assert soup(client.get("/ask/")).select_one("#id_words").text.strip() == "My thigh jumps"


def test_saving_from_two_windows_keeps_both(client):
    client.post("/ask/save/", {"step": "words", "words": "One window says this.", "revision": "0"})

    told = client.post("/ask/save/", {"step": "words", "words": "The other says that.", "revision": "0"}).json()

    assert told["stale"] is True
    assert AskDraft.objects.get().answers["set_aside"][0]["value"] == "One window says this."


def test_erasing_the_draft_leaves_nothing(asker, client):
    asker.write()

    client.post("/ask/forget/")

    assert not AskDraft.objects.exists()
    assert soup(client.get("/ask/")).select_one("#id_words").text.strip() == ""


def test_similar_answers_are_shown_on_a_step_of_their_own_before_the_details(asker, client):
    known = a_published_question(f"{WORDS} It is worse at night.")

    asker.write()

    assert asker.at == "/ask/similar/"
    page = asker.look()
    assert page.select_one(f'a[href^="/questions/{known.slug}/"]')
    asker.send("/ask/similar/")
    assert asker.at == "/ask/person/"


def test_who_saw_them_while_typing_does_not_see_them_again(asker):
    a_published_question(f"{WORDS} It is worse at night.")

    asker.write(saw_similar="1")

    assert asker.at == "/ask/person/"


def test_answers_appear_while_typing_from_the_third_word(client):
    known = a_published_question(f"{WORDS} It is worse at night.")

    early = client.post("/ask/live/", {"words": "calf twitching"})
    later = client.post("/ask/live/", {"words": "left calf twitching"})

    assert soup(early).select("a") == []
    assert soup(later).select_one(f'a[href^="/questions/{known.slug}/"]')


def test_unsent_words_travel_by_post_only_and_nothing_stores_the_pages(asker, client):
    assert client.get("/ask/live/?words=secret").status_code == 405
    for address in ("/ask/", "/ask/person/"):
        response = client.get(address)
        assert "no-store" in response["Cache-Control"]
        assert response["Referrer-Policy"] == "same-origin"
    forms = soup(client.get("/ask/")).select("main form") + soup(client.get("/")).select("main form")
    assert {form["method"] for form in forms} == {"post"}


def test_the_live_part_asks_late_and_drops_older_requests(client):
    page = soup(client.get("/ask/"))

    part = page.select_one("[data-live]")
    assert part["hx-post"] == reverse("ask-live")
    assert part["hx-sync"] == "this:replace"


def test_the_department_is_suggested_with_a_reason_and_may_be_changed(asker, client):
    asker.write()
    asker.go_on()
    asker.send("/ask/person/", **PERSON)
    asker.send("/ask/health/", **HEALTH)

    page = asker.look()
    assert page.select_one("#id_department option[selected]")["value"] == "neurology"
    assert re.search(r"We chose for you:\s*Neurology\.\s+\w+", page.text)
    asker.send("/ask/doctor/", department="orthopedics", pseudonym="")
    asker.send("/ask/who-sees/", visibility="private")
    asker.send("/ask/review/")
    assert newest_question().department_id == "orthopedics"


def test_the_review_shows_every_answer_with_a_way_to_change_it(asker):
    asker.write()
    asker.fill_in()

    page = asker.look()

    rows = {row.dt.text: row.select_one("dd").text for row in page.select("dl.review > div")}
    assert rows["Your words"] == WORDS
    assert rows["Age in years"] == "34"
    assert rows["Medicines"] == "None named"
    assert all(row.select_one(".change a")["href"].startswith("/ask/") for row in page.select("dl.review > div"))


def test_a_wish_to_publish_is_kept_as_consent(asker):
    asker.ask(visibility="public")

    question = newest_question()
    assert question.public_consent_at is not None
    assert question.published_at is None


def test_pregnancy_is_asked_only_where_it_may_be(asker, client):
    asker.write()
    asker.go_on()
    asker.send("/ask/person/", **PERSON | {"sex": "male"})

    assert soup(client.get("/ask/health/")).select("[name=pregnant]") == []


@pytest.mark.parametrize(
    ("words", "subject"),
    [
        ("My left arm twitches at night. It began in May. What is it?", "My left arm twitches at night."),
        ("Help me. My left arm twitches at night. It began in May.", "Help me. My left arm twitches at night."),
        ("Twitching calf", "Twitching calf"),
    ],
)
def test_a_subject_that_was_left_empty_is_the_first_sentence(words, subject):
    assert derived_subject(words) == subject


def a_sent_question(asker) -> Question:
    asker.write()
    asker.fill_in()
    asker.send("/ask/review/")
    return Question.objects.get(text=WORDS)


@pytest.mark.parametrize("address", ["somebody@example.org", pytest.param("", id="none")])
def test_beside_the_secret_link_an_address_for_the_notice_may_be_left(asker, address):
    question = a_sent_question(asker)

    response = asker.send("/ask/sent/", email=address)

    question.refresh_from_db()
    assert question.notify_email == address
    assert response["Location"].startswith("/q/")


def test_an_address_that_cannot_be_is_said_so_and_the_link_stays(asker):
    question = a_sent_question(asker)

    response = asker.send("/ask/sent/", email="somebody")

    page = soup(response)
    assert response.status_code == 422
    assert page.select_one("#secret-link")
    assert "name@example.org" in page.select_one(".error-summary").text
    question.refresh_from_db()
    assert question.notify_email == ""
