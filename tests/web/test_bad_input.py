"""Bad input: a clear error or a safe result, and nothing lost."""

import pytest

from consilia.web.questions.forms import HIDDEN_CHARACTER, MOST_CHARACTERS
from consilia.web.questions.models import AskDraft, Question
from tests.web.asker import DOCTOR, HEALTH, PERSON, WORDS, Asker, soup
from tests.web.factories import a_published_question

pytestmark = pytest.mark.usefixtures("noise")

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)> \"'&lt;"
RIGHT_TO_LEFT = "عضلة ساقي ترتعش منذ ثلاثة أسابيع ولا أشعر بضعف.\u202e txet desrever \u202c"
EMOJI = "My calf twitches 😰👩🏽\u200d⚕️🇬🇧 for three weeks, no weakness."
LONG = "My calf twitches. " * 1200


@pytest.fixture
def asker(client):
    return Asker(client)


@pytest.mark.parametrize("words", ["", "   ", "\n\n\t", "\u00a0"])
def test_empty_words_are_asked_for(client, words):
    response = client.post("/ask/", {"words": words})

    page = soup(response)
    assert response.status_code == 422
    assert page.select_one(".error-summary a")["href"] == "#id_words"
    assert page.select_one("#id_words_error")
    assert page.select_one("#id_words")["aria-invalid"] == "true"


def test_the_longest_question_is_taken_whole(asker):
    words = (LONG * 2)[: MOST_CHARACTERS - 1] + "."
    asker.write(words)
    asker.fill_in()
    asker.send("/ask/review/")

    assert Question.objects.latest("pk").text == words


def test_too_long_a_question_is_refused_with_the_number_and_kept_whole(asker, client):
    words = "x y" * 6667

    response = asker.write(words)

    page = soup(response)
    assert response.status_code == 422
    assert "20,001 characters" in page.select_one(".error-summary").text
    assert "1 shorter" in page.select_one(".error-summary").text
    assert page.select_one("#id_words").text.strip() == words
    assert AskDraft.objects.get().answers["words"] == words
    assert client.get("/ask/person/")["Location"] == "/ask/"


def test_a_nul_is_taken_out_said_and_the_rest_kept(asker, client):
    response = client.post("/ask/", {"words": "My calf\x00 twitches a lot.", "subject": "Ca\x00lf"})

    page = soup(response)
    assert response.status_code == 422
    assert HIDDEN_CHARACTER in page.select_one(".error-summary").text
    assert page.select_one("#id_words").text.strip() == "My calf twitches a lot."
    assert AskDraft.objects.get().answers["words"] == "My calf twitches a lot."


@pytest.mark.parametrize("address", ["/ask/%00/", "/answers/?page=%00", "/?q=a%00b", "/questions/a%00b/"])
def test_a_nul_in_an_address_is_refused(client, address):
    assert client.get(address).status_code in {400, 404}


@pytest.mark.parametrize(
    ("step", "given"),
    [
        ("person", PERSON | {"age_years": "3\x004"}),
        ("health", HEALTH | {"medicines": "iron\x00"}),
        ("doctor", DOCTOR | {"pseudonym": "J\x00"}),
        ("who-sees", {"visibility": "private\x00"}),
    ],
)
def test_a_nul_in_any_step_is_said_and_stored_nowhere(asker, client, step, given):
    asker.write()
    asker.fill_in()

    response = asker.send(f"/ask/{step}/", **given)

    assert response.status_code == 422
    assert "\x00" not in str(AskDraft.objects.get().answers)


@pytest.mark.parametrize("words", [RIGHT_TO_LEFT, EMOJI, SCRIPT], ids=["right to left", "emoji", "script"])
def test_odd_words_come_through_verbatim_and_harmless(asker, client, words):
    asker.write(words)
    asker.fill_in()
    asker.send("/ask/review/")
    link = "/q/" + asker.look().select_one("#secret-link")["value"].split("/q/")[1]

    response = client.get(link)

    assert Question.objects.latest("pk").text == words
    page = soup(response)
    assert words in page.select_one("blockquote").text
    assert [s.get("src", "")[:8] for s in page.select("script")] == ["/static/"] * len(page.select("script"))
    assert page.select("img") == []


@pytest.mark.parametrize("field", ["subject", "pseudonym", "conditions", "medicines", "age_years", "sex", "department"])
def test_script_in_every_field_is_shown_as_text_or_refused(asker, client, field):
    step = {"subject": "/ask/", "pseudonym": "/ask/doctor/", "department": "/ask/doctor/"}.get(field)
    step = step or {"conditions": "/ask/health/", "medicines": "/ask/health/"}.get(field, "/ask/person/")
    asker.write()
    asker.fill_in()
    given = {"/ask/": {"words": WORDS}, "/ask/person/": PERSON, "/ask/health/": HEALTH, "/ask/doctor/": DOCTOR}[step]

    asker.send(step, **given | {field: SCRIPT})

    for address in (step, "/ask/review/"):
        page = soup(client.get(address, follow=True))
        assert page.select("main script, main img") == []


def test_script_in_a_search_is_shown_as_text(client):
    page = soup(client.post("/search/", {"words": SCRIPT, "department": SCRIPT, "year": SCRIPT}))

    assert page.select("main script, main img") == []


@pytest.mark.parametrize(
    "words", ["", "\x00", "a", "*" * 30_000, RIGHT_TO_LEFT, EMOJI, SCRIPT, 'AND OR NOT ("', "(((((("]
)
def test_searching_and_typing_stand_whatever_is_sent(client, words):
    a_published_question()

    assert client.post("/search/", {"words": words}).status_code in {200, 422}
    assert client.post("/ask/live/", {"words": words}).status_code == 200


def test_a_report_takes_any_words(client):
    question = a_published_question()

    for words in (SCRIPT, RIGHT_TO_LEFT, EMOJI):
        assert (
            client.post(f"/questions/{question.slug}/report/", {"reason": "wrong", "words": words}).status_code == 302
        )
    assert client.post(f"/questions/{question.slug}/report/", {"reason": "nonsense"}).status_code == 422
    assert client.post(f"/questions/{question.slug}/report/", {"reason": "wrong", "words": "a\x00b"}).status_code == 422


@pytest.mark.parametrize("age_years", ["-1", "121", "34.5", "thirty", "1e3", "9" * 400, "", "٣٤٥"])
def test_an_age_that_cannot_be_is_refused_and_kept_in_the_form(asker, age_years):
    asker.write()
    asker.go_on()

    response = asker.send("/ask/person/", **PERSON | {"age_years": age_years})

    assert response.status_code == 422
    assert soup(response).select_one("#id_age_years").get("value", "") == age_years


@pytest.mark.parametrize("revision", ["", "-5", "x", "9" * 50, "1.5"])
def test_a_broken_revision_is_a_stale_one(asker, client, revision):
    asker.write()

    client.post("/ask/", {"words": "Other words of mine.", "subject": "Twitching calf", "revision": revision})

    assert AskDraft.objects.get().answers["set_aside"] == [{"name": "words", "value": WORDS}]


def test_a_form_without_its_secret_is_refused_and_the_draft_stays(db):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    page = soup(strict.get("/ask/"))
    secret = page.select_one("[name=csrfmiddlewaretoken]")["value"]
    strict.post("/ask/", {"words": WORDS, "csrfmiddlewaretoken": secret})

    response = strict.post("/ask/", {"words": "Something else entirely.", "csrfmiddlewaretoken": "old"})

    assert response.status_code == 403
    assert "Nothing is lost" in response.content.decode()
    assert AskDraft.objects.get().answers["words"] == WORDS


@pytest.mark.parametrize("step", ["", "review", "none", "words/../person"])
def test_saving_an_unknown_step_is_refused(client, step):
    assert client.post("/ask/save/", {"step": step, "words": "x"}).status_code == 400


def test_saving_takes_no_field_that_the_step_does_not_have(client):
    client.post("/ask/save/", {"step": "words", "words": "Hello there you", "read_help": "all", "health_done": "1"})

    assert set(AskDraft.objects.get().answers) == {"words"}


def test_more_than_a_megabyte_is_refused_without_a_crash(client):
    assert client.post("/ask/", {"words": "x" * 1_100_000}).status_code in {400, 413}


def test_bytes_that_are_no_text_are_no_crash(client):
    response = client.post("/ask/", b"words=My%ff%fe+calf", content_type="application/x-www-form-urlencoded")

    assert response.status_code in {302, 422}
