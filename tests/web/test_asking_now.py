"""Whoever needs help now may send the words alone once the help has been shown; the rest can follow later."""

import pytest

from consilia.web.audit.models import Event
from consilia.web.questions import derived
from consilia.web.questions.models import AskDraft, Question
from tests.web.asker import PERSON, WORDS, Asker, soup
from tests.web.factories import a_published_question

pytestmark = pytest.mark.usefixtures("noise")

EMERGENCY = "Since half an hour my face droops on the left, my arm is weak and I cannot speak properly."
CRISIS = "My muscles twitch all day and I cannot go on. I want to kill myself."
URGENT = "My muscles have been twitching for a month. In the past few days my breathing is weak and shallow."
NOW = "/ask/now/"


@pytest.fixture
def asker(client):
    return Asker(client)


def send_now(asker, page: str, **given: str):
    """Press the button that sends at once, on that page."""
    hidden = {f["name"]: f.get("value", "") for f in soup(asker.client.get(page)).select("main input[type=hidden]")}
    response = asker.client.post(NOW, hidden | {"step": page.split("/")[2]} | given)
    asker.at = response["Location"]
    return response


def own_page(asker) -> str:
    return "/q/" + str(asker.look().select_one("#secret-link")["value"]).split("/q/")[1]


@pytest.mark.parametrize("words", [EMERGENCY, URGENT, CRISIS], ids=["emergency", "urgent", "crisis"])
def test_the_words_alone_are_sent_from_the_page_with_the_help(asker, words):
    asker.write(words)

    send_now(asker, "/ask/help/")

    assert asker.at == "/ask/sent/"
    question = Question.objects.get(text=words)
    assert (question.state, question.age_years, question.public_consent_at) == ("waiting", None, None)
    assert question.department_id
    assert Event.objects.filter(thing=f"question:{question.pk}", what="question asked").exists()


def test_the_help_is_shown_once_more_beside_the_secret_link(asker):
    asker.write(EMERGENCY)
    send_now(asker, "/ask/help/")

    page = asker.look()

    assert page.select_one("main a[href='tel:999']")
    assert page.select_one("#secret-link")


def test_sent_twice_it_is_one_question(asker):
    asker.write(EMERGENCY)
    send_now(asker, "/ask/help/")

    asker.client.post(NOW, {"revision": "1", "step": "help"})

    assert Question.objects.filter(text=EMERGENCY).count() == 1


def test_on_every_step_after_the_help_the_short_way_stays_open(asker, client):
    asker.write(EMERGENCY)
    asker.fill_in()

    for step in ("person", "health", "doctor", "who-sees"):
        assert soup(client.get(f"/ask/{step}/")).select_one(f"main button[formaction='{NOW}']"), step


def test_who_is_in_no_danger_goes_the_ordinary_way(asker, client):
    asker.write(WORDS)
    asker.go_on()

    assert asker.look().select_one(f"main button[formaction='{NOW}']") is None
    client.post(NOW, {"revision": str(AskDraft.objects.get().revision), "step": "person"})
    assert not Question.objects.filter(text=WORDS).exists()


def test_what_stands_on_the_page_is_sent_too(asker):
    asker.write(EMERGENCY)
    asker.send("/ask/help/")
    asker.go_on()

    send_now(asker, "/ask/person/", **PERSON)

    question = Question.objects.get(text=EMERGENCY)
    assert (question.age_years, question.sex) == (34, "female")


@pytest.mark.parametrize("age", ["300", "old", "-1"])
def test_an_answer_that_cannot_be_stops_nobody(asker, age):
    asker.write(EMERGENCY)
    asker.send("/ask/help/")
    asker.go_on()

    send_now(asker, "/ask/person/", **(PERSON | {"age_years": age}))

    question = Question.objects.get(text=EMERGENCY)
    assert (question.age_years, question.sex) == (None, "female")


def test_answers_to_safety_questions_go_along(asker):
    asker.write(URGENT)
    asker.send("/ask/help/")
    names = {radio["name"] for radio in asker.look().select("main input[type=radio]")}
    first = sorted(names)[0]

    send_now(asker, "/ask/safety/", **{first: "unsure"})

    assert Question.objects.get(text=URGENT).safety_answers == {first: "unsure"}


def test_words_that_changed_in_another_window_are_looked_at_again(asker, client):
    asker.write(EMERGENCY)
    page = soup(client.get("/ask/help/"))
    seen = page.select_one("main input[name=revision]")["value"]
    asker.write(f"{EMERGENCY} It began at noon.")

    response = client.post(NOW, {"revision": seen, "step": "help"})

    assert response["Location"] == "/ask/help/"
    assert not Question.objects.filter(text__startswith=EMERGENCY).exists()


def test_without_a_draft_it_leads_to_the_beginning(client):
    assert client.post(NOW, {})["Location"] == "/ask/"


def test_the_details_can_be_added_later(asker, client):
    asker.write(EMERGENCY)
    send_now(asker, "/ask/help/")
    own = own_page(asker)
    assert soup(client.get(own)).select_one(f"a[href='{own}details/']")

    client.post(f"{own}details/", {"age_years": "71", "sex": "male", "medicines": "warfarin"})

    question = Question.objects.get(text=EMERGENCY)
    assert (question.age_years, question.age_band, question.sex) == (71, "70~79", "male")
    assert question.medicines == "warfarin"
    assert soup(client.get(own)).select_one(f"a[href='{own}details/']") is None
    assert Event.objects.filter(thing=f"question:{question.pk}", what="details added").exists()


def test_details_that_cannot_be_are_asked_again_and_nothing_is_lost(asker, client):
    asker.write(EMERGENCY)
    send_now(asker, "/ask/help/")
    own = own_page(asker)

    response = client.post(f"{own}details/", {"age_years": "300", "medicines": "warfarin"})

    assert response.status_code == 422
    assert soup(response).select_one("textarea[name=medicines]").text.strip() == "warfarin"


def test_what_is_added_calms_nobody_down(asker, client):
    asker.write(CRISIS)
    send_now(asker, "/ask/help/")
    own = own_page(asker)
    before = Question.objects.get(text=CRISIS)

    client.post(f"{own}details/", {"age_years": "30", "conditions": "I feel fine."})

    after = Question.objects.get(text=CRISIS)
    assert after.is_crisis
    assert after.urgency_rank <= before.urgency_rank


def test_a_crisis_that_is_added_is_heard_whatever_becomes_of_the_level(asker, client, monkeypatch):
    asker.write(EMERGENCY)
    send_now(asker, "/ask/help/")
    own = own_page(asker)
    understand = derived.understand

    def later_and_in_crisis(question):
        understand(question)
        question.urgency_rank, question.is_crisis = 1, True

    monkeypatch.setattr(derived, "understand", later_and_in_crisis)

    client.post(f"{own}details/", {"conditions": "Epilepsy. I want to kill myself."})

    assert Question.objects.get(text=EMERGENCY).is_crisis


def test_whoever_has_told_it_all_is_not_asked_again(asker, client):
    own = asker.ask(WORDS)

    assert soup(client.get(own)).select_one(f"a[href='{own}details/']") is None
    assert client.get(f"{own}details/")["Location"] == own


def test_the_way_on_stands_right_below_the_help_before_the_reasons(asker):
    asker.write(EMERGENCY)

    page = asker.look()

    parts = [part.name for part in page.main.select("section.advice, form[action='/ask/help/'], section.reason")]
    assert parts[:3] == ["section", "form", "section"]


@pytest.mark.parametrize("words", [EMERGENCY, URGENT, CRISIS], ids=["emergency", "urgent", "crisis"])
def test_nobody_who_needs_help_today_is_sent_to_read_what_others_asked(asker, words):
    a_published_question(f"{WORDS} My muscles twitch all day, my face droops and my breathing is weak.")
    asker.write(words)
    asker.send("/ask/help/")
    if asker.at == "/ask/safety/":
        names = {radio["name"] for radio in asker.look().select("main input[type=radio]")}
        asker.send("/ask/safety/", **dict.fromkeys(names, "no"))

    assert asker.at == "/ask/person/"
