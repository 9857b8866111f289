"""The safety check interrupts before anything is sent, and goes on asking where an answer can change it."""

import pytest

from consilia import loaded
from consilia.domain.locales import available_locales
from consilia.web.questions.models import AskDraft, Question
from tests.web.asker import PERSON, Asker, soup
from tests.web.factories import a_published_question

pytestmark = pytest.mark.usefixtures("noise")

EMERGENCY = "Since half an hour my face droops on the left, my arm is weak and I cannot speak properly."
CRISIS = "My muscles twitch all day and I cannot go on. I want to kill myself."
URGENT = "My muscles have been twitching for a month. In the past few days my breathing is weak and shallow."


@pytest.fixture
def asker(client):
    return Asker(client)


def test_an_emergency_interrupts_at_once_with_the_number_to_ring(asker):
    asker.write(EMERGENCY)

    assert asker.at == "/ask/help/"
    page = asker.look()
    card = page.select_one(".advice-emergency")
    assert card.select_one("a[href='tel:999']")
    assert card.h2.select_one(".visually-hidden").text == "Immediate action required:"
    assert "Nobody is watching this queue right now. Do not wait for an answer here." in " ".join(card.text.split())
    assert page.select("blockquote mark")


def test_an_emergency_interrupts_before_similar_answers_are_offered(asker):
    a_published_question(f"{EMERGENCY} It was a stroke.")

    asker.write(EMERGENCY)

    assert asker.at == "/ask/help/"


def test_a_crisis_shows_the_crisis_lines_first(asker):
    asker.write(CRISIS)

    assert asker.at == "/ask/help/"
    page = asker.look()
    assert page.select_one("main a[href='tel:116123']")
    assert page.select_one("main a[href='tel:999']")


def test_going_on_is_possible_only_after_saying_that_it_was_read(asker, client):
    asker.write(EMERGENCY)

    assert client.get("/ask/person/")["Location"] == "/ask/help/"
    asker.send("/ask/help/")
    assert asker.at != "/ask/help/"
    assert AskDraft.objects.get().answers["words"] == EMERGENCY


def test_an_urgent_text_says_so_before_it_goes_on(asker):
    asker.write(URGENT)

    page = asker.look()
    assert asker.at == "/ask/help/"
    assert page.select_one(".advice-urgent a[href='tel:111']")


def test_an_alarm_that_comes_later_interrupts_later(asker, client):
    asker.write("My left calf has been twitching for three weeks. I feel well.")
    asker.go_on()
    assert asker.at == "/ask/person/"

    asker.send("/ask/", words=EMERGENCY, subject="Worse now")

    assert asker.at == "/ask/help/"


def test_follow_up_questions_offer_not_sure_and_change_the_result_at_once(asker, client):
    asker.write(URGENT)
    asker.send("/ask/help/")
    assert asker.at == "/ask/safety/"
    page = asker.look()
    names = {radio["name"] for radio in page.select("input[type=radio]")}
    assert names
    for name in names:
        assert [r["value"] for r in page.select(f"input[name='{name}']")] == ["yes", "no", "unsure"]

    asker.send("/ask/safety/", **dict.fromkeys(names, "yes"))

    assert asker.at == "/ask/help/"
    assert asker.look().select_one(".advice-emergency")


def test_unanswered_follow_up_questions_are_asked_again(asker, client):
    asker.write(URGENT)
    asker.send("/ask/help/")

    response = client.post("/ask/safety/", {})

    assert response.status_code == 422
    assert soup(response).select_one(".error-summary")


def test_answers_to_follow_up_questions_are_stored_with_the_question(asker):
    asker.write(URGENT)
    asker.fill_in()
    asker.send("/ask/review/")

    question = Question.objects.get(text=URGENT)
    assert set(question.safety_answers.values()) == {"no"}
    assert question.urgency == "urgent"


@pytest.mark.parametrize(("words", "number"), [(URGENT, "111"), (EMERGENCY, "999"), (CRISIS, "999")])
def test_every_further_page_says_that_nobody_is_watching_and_which_number_to_ring(asker, client, words, number):
    asker.write(words)
    asker.fill_in()
    pages = [f"/ask/{step}/" for step in ("help", "person", "health", "doctor", "who-sees", "review")]
    texts = {address: soup(client.get(address)).main for address in ["/ask/", *pages]}
    link = asker.ask(words)
    texts |= {address: soup(client.get(address)).main for address in ["/ask/sent/", link, f"{link}end/"]}

    for address, main in texts.items():
        assert "Nobody is watching this queue right now. Do not wait" in " ".join(main.text.split()), address
        assert main.select_one(f"a[href='tel:{number}']"), address


@pytest.mark.parametrize(
    ("words", "age", "why"),
    [(URGENT, "15", "under 18"), (CRISIS, "34", "for you and for people who help")],
    ids=["minor", "crisis"],
)
def test_minors_and_people_in_crisis_are_told_why_it_stays_private(asker, client, words, age, why):
    asker.write(words)
    asker.fill_in(person=PERSON | {"age_years": age}, visibility="public")

    page = soup(client.get("/ask/who-sees/"))
    assert why in page.main.text
    assert page.select("input[type=radio]") == []
    asker.at = "/ask/review/"
    asker.send("/ask/review/")
    assert Question.objects.get(text=words).public_consent_at is None


def test_private_is_chosen_unless_the_asker_chooses_otherwise(asker, client):
    asker.write()
    asker.fill_in()

    page = soup(client.get("/ask/who-sees/"))
    assert page.select_one("input[value=private]").has_attr("checked")


def test_conflicts_are_shown_before_sending_and_never_corrected(asker):
    words = "I am a 35-year-old male, 180 cm and 55 kg, and for two years my toe has been twitching. No weakness."
    asker.write(words)
    asker.fill_in()

    told = asker.look().select_one(".conflicts").text

    assert "Please check" in told
    assert "Sex" in told
    assert "Weight and height" in told
    asker.send("/ask/review/")
    question = Question.objects.get(text=words)
    assert (question.sex, question.age_years, question.text) == ("female", 34, words)


def test_a_dose_that_cannot_be_right_is_shown_before_sending(asker):
    asker.write("For two months my calf has been twitching. I was given 50 mg of Pramipexole. No weakness.")
    asker.fill_in()

    assert "Pramipexole" in asker.look().select_one(".conflicts").text


def test_no_warning_sign_never_reads_as_all_is_well(asker):
    asker.write()
    asker.fill_in()

    text = asker.look().main.text

    for word in ("you are well", "you are fine", "nothing to worry", "all clear"):
        assert word not in text.casefold()


def test_words_that_cannot_be_read_are_never_below_soon(asker):
    asker.write("qwe rty uio asd fgh jkl zxc vbn qaz wsx edc rfv")
    asker.fill_in()
    asker.send("/ask/review/")

    assert Question.objects.get(text__startswith="qwe").urgency in {"soon", "urgent", "emergency"}


def test_no_page_shows_another_places_number(asker):
    here = loaded.locale("en-GB")
    own = {n.dial for n in (here.emergency, here.urgent, here.urgent_mental_health, *here.crisis, *here.young_people)}
    foreign = {"911", "112", "988", "119", "1925", "1995"} - own
    assert "en-GB" in available_locales(loaded.KNOWLEDGE / "locales")

    asker.write(CRISIS)

    dialled = {a["href"].removeprefix("tel:") for a in asker.look().select("a[href^='tel:']")}
    assert dialled
    assert not dialled & foreign
    assert dialled <= own | {here.poison.dial}


def test_danger_interrupts_while_the_words_are_still_being_typed(client):
    page = soup(client.post("/ask/live/", {"words": "my face is drooping and my arm went weak an hour ago"}))

    card = page.select_one("section.advice-emergency[role=alert]")
    assert card.select_one('a[href="tel:999"]')


def test_a_crisis_shows_help_while_typing_and_no_answered_questions_beside_it(client):
    a_published_question("My muscles twitch all day long and I am tired of it.")

    page = soup(client.post("/ask/live/", {"words": f"My muscles twitch all day long. {CRISIS}"}))

    assert page.select_one('section.advice a[href="tel:116123"]')
    assert page.select(".live") == []


def test_a_harmless_twitch_brings_no_alarm_while_typing(client):
    page = soup(client.post("/ask/live/", {"words": "my eyelid twitches since Tuesday, no pain"}))

    assert page.select(".advice") == []


def test_words_that_nobody_could_read_are_told_so_before_anything_else(asker):
    asker.write("Me duele mucho el pecho desde hace una hora y me falta el aire")

    assert asker.at == "/ask/help/"
    page = asker.look()
    assert "That does not mean that all is well" in page.text
    spanish = page.select_one('li[lang="es"]').text
    assert "999" in spanish
    assert "111" in spanish

    asker.send("/ask/help/")
    assert asker.at != "/ask/help/"


def test_a_script_without_spaces_is_heard_while_typing(client):
    page = soup(client.post("/ask/live/", {"words": "我不想活了我想自杀"}))

    assert page.select_one('section.advice a[href="tel:116123"]')
