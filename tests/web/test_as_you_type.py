"""While somebody types: words travel by POST alone, are kept nowhere, and nothing is looked for too early."""

import json
import logging

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session

from consilia.web.audit.models import Event
from consilia.web.ops.logs import ErrorsWithoutWords, WithoutPaths
from consilia.web.questions import searching
from consilia.web.questions.models import AskDraft, IndexChange, IndexEntry, SearchCount
from tests.web.asker import soup
from tests.web.factories import a_published_question

pytestmark = pytest.mark.usefixtures("noise")
SECRET = "my zephyrine toe is twitching"
EMERGENCY = "Since half an hour my face droops on the left, my arm is weak and I cannot speak properly."
TABLES = (AskDraft, Event, IndexChange, IndexEntry, SearchCount, Session)


@pytest.fixture(autouse=True)
def toe(noise):
    return a_published_question("My toe is twitching.", slug="toe", generated_title="A twitching toe")


def type_in(client, words: str):
    return client.post("/ask/live/", {"words": words}, headers={"HX-Request": "true"})


@pytest.mark.parametrize("method", ["get", "head", "put", "patch", "delete"])
def test_words_come_by_post_alone(client, method):
    assert getattr(client, method)("/ask/live/", {"words": SECRET}).status_code == 405


def test_what_is_typed_is_kept_and_logged_nowhere(client, caplog):
    caplog.set_level(logging.DEBUG)
    before = [table.objects.count() for table in TABLES]

    response = type_in(client, SECRET)

    files = [path for path in settings.DATA_DIR.rglob("*") if path.is_file()]
    assert [table.objects.count() for table in TABLES] == before
    assert not response.cookies
    assert "zephyrine" not in caplog.text
    assert not [path for path in files if b"zephyrine" in path.read_bytes()]
    assert "zephyrine" not in json.dumps(dict(response.headers))


def test_a_refused_or_broken_request_is_logged_without_its_words(client, caplog, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError(f"failed at {SECRET}")

    monkeypatch.setattr(searching, "find_like", broken)
    client.raise_request_exception = False
    client.get("/ask/live/", {"words": SECRET})
    type_in(client, SECRET)

    assert settings.LOGGING["handlers"]["stderr"]["filters"] == ["without-paths"]
    printed = ""
    for record in caplog.records:
        WithoutPaths().filter(record)
        record.exc_text = None
        printed += ErrorsWithoutWords("%(message)s").format(record)
    assert "RuntimeError" in printed
    assert "zephyrine" not in printed


def test_nothing_may_store_the_answer_and_no_address_in_it_holds_the_words(client):
    response = type_in(client, SECRET)

    page = soup(response)
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "same-origin"
    assert [link["href"] for link in page.select("a")] == ["/questions/toe/?via=typing-1"]
    assert "zephyrine" not in response.content.decode()


@pytest.mark.parametrize("words", ["", "   ", "my", "my toe", "toe\ntwitching"])
def test_before_the_third_word_nothing_is_looked_for(client, monkeypatch, words):
    monkeypatch.setattr(searching, "find_like", lambda *args, **kwargs: pytest.fail("it was looked for"))

    assert not soup(type_in(client, words)).select("section")


@pytest.mark.parametrize("words", ["my toe is", "my toe is twi", "my toe is twitching and I do not know what to"])
def test_an_unfinished_question_finds_the_answered_one(client, words):
    assert soup(type_in(client, words)).select_one(".live a").text.startswith("A twitching toe")


def test_the_page_asks_for_it_by_post_after_a_pause_and_drops_older_requests(client):
    part = soup(client.get("/ask/")).select_one("[data-live]")

    assert part["hx-post"] == "/ask/live/"
    assert part["hx-sync"] == "this:replace"
    assert "hx-get" not in part.attrs
    assert "hx-push-url" not in part.attrs


def test_beside_the_help_in_an_emergency_stand_no_answered_questions(client):
    a_published_question(f"{EMERGENCY} It was a stroke.")

    page = soup(type_in(client, EMERGENCY))

    assert page.select_one(".advice-emergency")
    assert page.select_one(".live") is None
