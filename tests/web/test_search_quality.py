"""The administrator sees how well the search does: from what was opened and from what doctors say, never from words."""

import json
from datetime import date

import pytest

from consilia.web.audit.models import Event
from consilia.web.questions import searching
from consilia.web.questions.models import FrozenPairs, Measurement, Question, SameQuestion, SearchCount
from consilia.web.workbench.queries.measuring import search_quality
from tests.web.asker import soup
from tests.web.factories import a_published_question, a_question
from tests.web.staff import a_doctor_who_logs_in, an_administrators_browser, browser_of

pytestmark = pytest.mark.usefixtures("noise")
TOE = "My toe has been twitching since a long walk."


@pytest.fixture
def published() -> Question:
    return a_published_question(TOE, slug="toe", generated_title="Toe twitching")


def counted() -> dict[tuple[str, str, int], int]:
    return {(row.place, row.what, row.rank): row.count for row in SearchCount.objects.all()}


def say_same(doctor, asked: Question, published: Question, **more: str):
    return browser_of(doctor).post(f"/desk/questions/{asked.public_id}/same/{published.public_id}/", more)


# --- what visitors open


def test_a_search_is_counted_without_its_words(client, published):
    for words in ("toe twitching", "xylophone quartz", "toe twitching"):
        client.post("/search/", {"words": words})

    assert counted() == {("search", "found", 0): 2, ("search", "none", 0): 1}
    assert "xylophone" not in str(list(SearchCount.objects.values()))


@pytest.mark.parametrize(
    "given",
    [
        {"words": "toe twitching", "page": "2"},
        {"words": "toe twitching", "department": "neurology"},
        {"words": "the of and"},
        {"words": "I want to kill myself and my toe is twitching"},
        {"words": ""},
    ],
)
def test_what_says_nothing_of_the_search_is_not_counted(client, published, given):
    for number in range(15):
        a_published_question(f"{TOE} Story {number}.")

    client.post("/search/", given)

    assert counted() == {}


def test_an_opened_card_is_counted_with_its_rank_alone_and_the_address_is_clean_again(client, published):
    link = soup(client.post("/search/", {"words": "toe twitching"})).select_one("article.qa h3 a")["href"]

    response = client.get(link)

    assert link == "/questions/toe/?via=search-1"
    assert (response.status_code, response["Location"]) == (302, "/questions/toe/")
    assert "no-store" in response["Cache-Control"]
    assert counted()["search", "opened", 1] == 1


def test_the_rank_goes_on_over_the_pages(client):
    for number in range(15):
        a_published_question(f"{TOE} Story {number}.")

    page = soup(client.post("/search/", {"words": "toe twitching", "page": "2"}))

    assert page.select_one("article.qa h3 a")["href"].endswith("?via=search-11")


def test_cards_beside_the_words_tell_that_they_stood_there(client, published):
    page = soup(client.post("/ask/live/", {"words": "my toe is twitching"}))

    assert page.select_one(".live a")["href"] == "/questions/toe/?via=typing-1"


@pytest.mark.parametrize(
    "told",
    [
        "",
        "search",
        "search-0",
        "search-201",
        "typing-5",
        "elsewhere-1",
        "search--1",
        "search-1e3",
        "x" * 500,
        "search-²",
    ],
)
def test_nonsense_in_the_address_is_not_counted_and_the_page_opens(client, published, told):
    response = client.get("/questions/toe/", {"via": told}, follow=True)

    assert response.redirect_chain[-1][0] == "/questions/toe/"
    assert response.status_code == 200
    assert counted() == {}


def test_looking_ahead_counts_nothing(client, published):
    assert client.head("/questions/toe/?via=search-1").status_code == 302
    assert counted() == {}


def test_a_page_that_is_not_public_is_not_found_whatever_the_address_tells(client):
    a_question("Private.", slug="private")

    assert client.get("/questions/private/?via=search-1").status_code == 404
    assert counted() == {}


def test_the_counts_become_shares_of_each_version():
    day = date(2026, 11, 20)
    rows = [
        ("search", "found", 0, 6),
        ("search", "none", 0, 2),
        ("search", "opened", 1, 2),
        ("typing", "opened", 2, 1),
        ("search", "opened", 10, 1),
    ]
    for place, what, rank, count in rows:
        SearchCount.objects.create(day=day, place=place, version="before", what=what, rank=rank, count=count)
    SearchCount.objects.create(day=date(2026, 1, 1), place="search", version="old", what="none", count=5)

    (visits,) = search_quality(today=date(2026, 11, 22)).visits

    assert (visits.version, visits.searches, visits.none, visits.opened) == ("before", 8, 0.25, 4)
    assert visits.in_four == 0.75
    assert visits.mrr == pytest.approx((1 + 1 + 1 / 2 + 1 / 10) / 4)
    assert not visits.is_present


# --- what doctors say


def test_a_doctor_says_beside_the_near_questions_that_one_answers_it_too(doctor, published):
    asked = a_question(f"{TOE} Why?", subject="Toe")
    near = soup(browser_of(doctor).get(f"/desk/questions/{asked.public_id}/near/"))
    form = next(f for f in near.select("form") if str(published.public_id) in f["action"])

    browser_of(doctor).post(form["action"])

    assert SameQuestion.objects.get().published == published
    assert Event.objects.get(what="same question said").details == {"published": published.pk}
    assert "Take it back" in soup(browser_of(doctor).get(f"/desk/questions/{asked.public_id}/near/")).text


def test_the_page_itself_gets_the_list_back_and_nothing_else(doctor, published):
    asked = a_question("A twitching toe keeps me awake.")
    address = f"/desk/questions/{asked.public_id}/same/{published.public_id}/"

    part = soup(browser_of(doctor).post(address, headers={"HX-Request": "true"}))

    assert part.select_one(".near-list")
    assert not part.select("header")


def test_it_can_be_taken_back_and_said_twice_it_is_said_once(doctor, published):
    asked = a_question("A twitching toe.")
    say_same(doctor, asked, published)
    say_same(doctor, asked, published)
    assert SameQuestion.objects.count() == 1

    say_same(doctor, asked, published, undo="1")

    assert SameQuestion.objects.count() == 0
    assert Event.objects.filter(what__startswith="same question").count() == 2


def test_only_verified_doctors_say_so_and_only_of_public_answers(doctor, published, client):
    asked, private = a_question("A twitching toe."), a_question("Another private one.")
    unverified = a_doctor_who_logs_in(verified=False)

    assert say_same(doctor, asked, private).status_code == 404
    assert say_same(unverified, asked, published).status_code == 403
    assert client.post(f"/desk/questions/{asked.public_id}/same/{published.public_id}/").status_code == 302
    assert (
        an_administrators_browser().post(f"/desk/questions/{asked.public_id}/same/{published.public_id}/").status_code
        == 403
    )
    assert SameQuestion.objects.count() == 0


def test_a_pair_goes_with_the_question_that_is_deleted(doctor, published):
    asked = a_question("A twitching toe.")
    say_same(doctor, asked, published)

    asked.delete()

    assert SameQuestion.objects.count() == 0


def test_strangers_learn_nothing_of_a_pair(doctor, published, client):
    before = client.get("/questions/toe/").content
    say_same(doctor, a_question("A private twitching toe."), published)

    after = client.get("/questions/toe/").content

    assert soup_without_tokens(before) == soup_without_tokens(after)


def soup_without_tokens(content: bytes) -> str:
    from bs4 import BeautifulSoup

    page = BeautifulSoup(content, "html.parser")
    for field in page.select("[name=csrfmiddlewaretoken]"):
        field.decompose()
    return str(page)


# --- measuring


def test_freezing_measures_at_once_and_the_same_pairs_are_the_same_set(doctor, published):
    found, missed = a_question(f"{TOE} Every evening."), a_question("Hiccups and nothing else.")
    other = a_published_question("Dry skin on both elbows.", slug="elbows")
    say_same(doctor, found, published)
    say_same(doctor, missed, other)
    browser = an_administrators_browser()

    browser.post("/desk/search/freeze/")
    browser.post("/desk/search/freeze/")

    frozen = FrozenPairs.objects.get()
    assert sorted(frozen.pairs) == sorted([[found.pk, published.pk], [missed.pk, other.pk]])
    assert Measurement.objects.count() == 2
    halves = Measurement.objects.first().halves.values()
    assert sum(half["pairs"] for half in halves) == 2
    assert sum(half["pairs"] * half["in_four"] for half in halves) == 1
    assert sum(half["pairs"] * half["none"] for half in halves) == 1
    assert Measurement.objects.first().fallback_reason in {"", "no-model"}


def test_a_measurement_names_the_versions_that_it_measured(doctor, published):
    say_same(doctor, a_question(f"{TOE} Every evening."), published)
    an_administrators_browser().post("/desk/search/freeze/")

    made = Measurement.objects.get()

    assert made.search_version == searching.version()
    assert len(made.knowledge_version) == 16
    assert made.code_version


def test_a_twin_with_the_same_words_counts_as_found(doctor, published):
    twin = a_published_question(TOE, slug="toe-again", department="orthopedics")
    asked = a_question(f"{TOE} Why?")
    for answer in (published, twin):
        say_same(doctor, asked, answer)
    an_administrators_browser().post("/desk/search/freeze/")

    halves = Measurement.objects.get().halves.values()

    assert sum(half["pairs"] * half["in_four"] for half in halves) == 2


def test_what_is_no_longer_public_or_deleted_is_left_out(doctor, published):
    other = a_published_question("Dry skin on both elbows.", slug="elbows")
    asked = a_question(f"{TOE} Every evening.")
    say_same(doctor, asked, published)
    say_same(doctor, a_question("Dry elbows."), other)
    browser = an_administrators_browser()
    browser.post("/desk/search/freeze/")
    Question.objects.filter(pk=other.pk).update(published_at=None)

    browser.post(f"/desk/search/{FrozenPairs.objects.get().pk}/measure/")

    assert sum(half["pairs"] for half in Measurement.objects.first().halves.values()) == 1


def test_the_page_shows_before_and_after_and_no_word_of_anybody(doctor, published):
    asked = a_question(f"{TOE} Why?", subject="Quartz", conditions="xylophone")
    say_same(doctor, asked, published)
    browser = an_administrators_browser()
    browser.post("/desk/search/freeze/")
    Measurement.objects.update(
        halves={
            half: {"pairs": 1, "in_four": 0, "in_ten": 0, "mrr": 0, "none": 1} for half in ("development", "kept back")
        }
    )
    browser.post(f"/desk/search/{FrozenPairs.objects.get().pk}/measure/")

    page = soup(browser.get("/desk/search/"))

    assert "(+1.000)" in page.text
    assert FrozenPairs.objects.get().digest[:16] in page.text
    assert "1 pair, said by 1 doctor" in page.text
    for word in ("xylophone", "Quartz", "Toe twitching", doctor.name):
        assert word not in page.main.text
    assert "xylophone" not in json.dumps(list(Measurement.objects.values("halves")))


def test_without_pairs_nothing_is_frozen_and_the_page_says_what_to_do():
    browser = an_administrators_browser()

    page = soup(browser.post("/desk/search/freeze/", follow=True))

    assert "no pairs yet" in page.text
    assert "This answers it too" in page.text
    assert not FrozenPairs.objects.exists()


@pytest.mark.parametrize("address", ["/desk/search/", "/desk/search/freeze/", "/desk/search/1/measure/"])
def test_nobody_but_administrators_sees_or_measures(address, client, doctor):
    ask = "get" if address == "/desk/search/" else "post"

    assert getattr(client, ask)(address).status_code == 302
    assert getattr(browser_of(doctor), ask)(address).status_code == 404
