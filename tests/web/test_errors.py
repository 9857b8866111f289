"""When the service itself fails, what was typed comes back, with the numbers to ring."""

import pytest
from django.db import OperationalError
from django.test import Client

from consilia.web.questions import actions
from tests.web.asker import soup

pytestmark = pytest.mark.usefixtures("noise")
WORDS = 'My "toe" twitches\nat <night>.'


@pytest.fixture
def client():
    return Client(raise_request_exception=False)


@pytest.fixture
def _busy_database(monkeypatch):
    def refuse(*args, **kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr(actions, "save_answers", refuse)
    monkeypatch.setattr(actions, "start_draft", refuse)


@pytest.mark.usefixtures("_busy_database")
def test_a_question_that_could_not_be_stored_comes_back_and_can_be_sent_again(client):
    response = client.post("/ask/", {"words": WORDS, "subject": "My toe"})

    page = soup(response)
    form = page.select_one("main form")
    assert response.status_code == 500
    assert form["action"] == "/ask/"
    assert form.select_one("textarea[name=words]").text.strip("\n") == WORDS
    assert form.select_one("input[name=subject]")["value"] == "My toe"
    assert page.select_one("main a[href='tel:999']")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.usefixtures("_busy_database")
def test_a_field_that_was_filled_in_twice_comes_back_twice(client):
    response = client.post("/ask/", {"words": WORDS, "subject": ["My toe", "My foot"]})

    assert [field["value"] for field in soup(response).select("main input[name=subject]")] == ["My toe", "My foot"]


@pytest.mark.usefixtures("_busy_database")
def test_what_the_page_itself_asks_for_gets_no_page(client):
    response = client.post("/ask/save/", {"words": WORDS, "step": "words"}, headers={"HX-Request": "true"})

    assert (response.status_code, response.content) == (500, b"")


def test_a_page_that_fails_offers_no_form(client, monkeypatch):
    def fail(*args, **kwargs):
        raise ValueError("slip")

    monkeypatch.setattr("consilia.web.ops.views.queries.health", fail)

    response = client.get("/ops/health/?words=calf")

    assert response.status_code == 500
    assert soup(response).select("main form") == []


def test_a_password_never_comes_back(client, monkeypatch):
    def fail(*args, **kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr("django.contrib.auth.views.LoginView.form_valid", fail)
    monkeypatch.setattr("django.contrib.auth.views.LoginView.form_invalid", fail)

    response = client.post("/staff/log-in/", {"username": "boss", "password": "a quiet river in May"})

    assert response.status_code == 500
    assert b"quiet river" not in response.content
