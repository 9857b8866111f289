"""Why the questions beside somebody's words may be fewer: the asker hears of the language, staff of the rest."""

from dataclasses import replace

import pytest

from consilia.domain.retrieval.model import Candidates, Query
from consilia.web.questions import searching
from tests.web.asker import WORDS, Asker, soup
from tests.web.factories import a_published_question, a_question
from tests.web.staff import a_doctor_who_logs_in, browser_of

pytestmark = pytest.mark.usefixtures("noise")

OF_LANGUAGE = "We can compare what words mean in English only."


@pytest.fixture
def because(monkeypatch):
    """Let the search give a reason, whatever it finds."""
    honest = searching.retrieval.search

    def told(reason: str):
        def search(query: Query, **how: object) -> Candidates:
            return replace(honest(query, **how), fallback_reason=reason)

        monkeypatch.setattr(searching.retrieval, "search", search)

    return told


def notes(response) -> str:
    return " ".join(note.get_text(" ", strip=True) for note in soup(response).select(".note"))


def test_while_typing_the_asker_hears_of_the_language(client, because):
    a_published_question()
    because("language")

    assert OF_LANGUAGE in notes(client.post("/ask/live/", {"words": WORDS}))


def test_on_the_page_of_similar_questions_too(client, because):
    a_published_question()
    because("language")
    Asker(client).write(WORDS)

    assert OF_LANGUAGE in notes(client.get("/ask/similar/"))


@pytest.mark.parametrize("reason", ["no-model", "index-building"])
def test_of_the_houses_own_troubles_a_stranger_hears_nothing(client, because, reason):
    published = a_published_question()
    because(reason)

    assert notes(client.post("/ask/live/", {"words": WORDS})) == ""
    assert "For staff:" not in notes(client.get(f"/questions/{published.slug}/"))


@pytest.mark.parametrize(
    ("reason", "told"), [("no-model", "model for meaning is missing"), ("index-building", "being made ready")]
)
def test_staff_hear_of_them_on_the_published_page_and_at_the_desk(because, reason, told):
    browser = browser_of(a_doctor_who_logs_in())
    published, waiting = a_published_question(), a_question()
    because(reason)

    assert told in notes(browser.get(f"/questions/{published.slug}/"))
    assert told in notes(browser.get(f"/desk/questions/{waiting.public_id}/near/"))


def test_where_the_search_can_do_all_nothing_is_said(client, because):
    a_published_question()
    because("")

    assert notes(client.post("/ask/live/", {"words": WORDS})) == ""
