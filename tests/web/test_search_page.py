"""The search page: everything published, narrowed, marked and paged, with a way on when nothing is found."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consilia.web.library.models import ImportedGuide
from consilia.web.questions import guide_search, index_steps
from consilia.web.questions.models import QuestionTopic, Topic
from consilia.web.questions.presenters.highlights import marked_words, telling_part
from tests.unit.retrieval.corpus import WordModel
from tests.web.asker import soup
from tests.web.factories import a_department, a_doctor, a_published_question

pytestmark = pytest.mark.usefixtures("noise")
CRISIS = "I do not want to live any more and I have taken all my tablets."


@pytest.fixture(autouse=True)
def _no_guides_held(monkeypatch):
    monkeypatch.setattr(guide_search, "_held", {})


def titles(page) -> list[str]:
    return [heading.text.strip() for heading in page.select("article.qa h3")]


def published(number: int, text: str = "", **fields: object):
    given = {"generated_title": f"Toe twitching, story {number}", "slug": f"toe-{number}"} | fields
    return a_published_question(text or f"My toe has been twitching, story {number}.", **given)


def search(client, words: str, **more: str):
    return soup(client.post("/search/", {"words": words} | more))


def an_imported_guide() -> ImportedGuide:
    part = {"number": "1", "heading": "Hiccups after a meal", "kind": "plain", "parts": []}
    part["blocks"] = [
        {"kind": "paragraph", "text": "The midriff jerks. Hold your breath and drink cold water.", "rows": []}
    ]
    content = {
        "title": "All about hiccups",
        "introduction": ["Hiccups come and go."],
        "sections": [part, {"number": "2", "heading": "Questions", "kind": "questions", "parts": [], "blocks": []}],
        "questions": [{"question": "Can hiccups last for days?", "answer": "Seldom, and then see a doctor."}],
        "conclusion": [],
    }
    return ImportedGuide.objects.create(slug="hiccups", source_key="k", title="All about hiccups", content=content)


def test_search_takes_as_many_queries_for_many_hits_as_for_few(client):
    for number in range(3):
        published(number)
    client.post("/search/", {"words": "toe twitching"})
    with CaptureQueriesContext(connection) as few:
        client.post("/search/", {"words": "toe twitching"})
    for number in range(3, 12):
        published(number)
    client.post("/search/", {"words": "toe twitching"})

    with CaptureQueriesContext(connection) as many:
        client.post("/search/", {"words": "toe twitching"})

    assert len(many) <= len(few)


def test_search_finds_questions_topics_doctors_and_guides_and_marks_the_words(client):
    published(1, doctor=a_doctor("Vera Twitching"))

    page = search(client, "toe twitching")

    assert "Toe twitching, story 1" in titles(page)
    assert "twitching" in {mark.text.casefold() for mark in page.select("article mark")}
    assert page.select_one("a[href='/departments/neurology/muscle-twitching/']")
    assert page.select_one("a[href='/doctors/vera-twitching/']")
    assert page.select_one(".guide-hits a[href^='/guides/']")


def test_a_part_of_a_guide_is_found_at_its_own_address_with_the_words_marked(client):
    page = search(client, "magnesium and potassium in food")

    hit = page.select_one(".guide-hits li")
    assert "#" in hit.a["href"]
    assert {mark.text.casefold() for mark in hit.select("mark")} & {"magnesium", "potassium", "food"}
    assert client.get(hit.a["href"]).status_code == 200


@pytest.mark.parametrize(
    ("words", "place"),
    [("hiccups after a meal", "#part-1"), ("can hiccups last for days", "#question-1"), ("hiccups", "")],
)
def test_an_imported_guide_is_found_and_marked_as_what_it_is(client, words, place):
    search(client, "hiccups")  # what is held from before is read anew when a guide has come
    an_imported_guide()

    hits = {link["href"]: link.find_parent("li").text for link in search(client, words).select(".guide-hits a")}

    assert f"/guides/hiccups/{place}" in hits
    assert "imported, unverified" in hits[f"/guides/hiccups/{place}"]
    assert soup(client.get("/guides/hiccups/")).select_one(place or "h1")


def test_a_guide_that_is_gone_is_found_no_longer(client):
    an_imported_guide()
    assert search(client, "hiccups").select(".guide-hits a")

    ImportedGuide.objects.all().delete()

    assert not search(client, "hiccups").select(".guide-hits a[href^='/guides/hiccups/']")


def test_guides_are_compared_by_meaning_where_there_is_a_model(client, monkeypatch):
    monkeypatch.setattr(index_steps, "_embedder", WordModel)
    monkeypatch.setattr(index_steps, "_engines", {})
    an_imported_guide()

    hits = search(client, "hiccups after a meal").select(".guide-hits a")

    assert hits[0]["href"] == "/guides/hiccups/#part-1"


def test_words_that_are_not_english_are_not_read_as_misspelt_and_the_page_says_what_it_may_miss(client, monkeypatch):
    monkeypatch.setattr(index_steps, "_embedder", WordModel)
    monkeypatch.setattr(index_steps, "_engines", {})
    published(1)

    page = search(client, "Mi pantorrilla tiembla desde hace tres semanas")

    assert "in English only" in page.select_one(".note").text
    assert "try it in English too" in page.select_one(".note").text


def test_a_doctor_is_found_by_a_part_of_the_name_and_by_the_hospital(client):
    published(1, doctor=a_doctor("Cai Zongzhang"))

    for words in ("cai", "Zongzhang", "Example hospital"):
        assert search(client, words).select_one("a[href='/doctors/cai-zongzhang/']"), words


def test_an_empty_word_names_no_doctor(client):
    published(1, doctor=a_doctor("Ines Myers"))

    assert not search(client, "twitching in my toe").select("a[href^='/doctors/ines']")


def test_a_topic_is_found_by_what_was_understood_and_not_only_by_its_name(client):
    page = search(client, "my hands are shaking when I hold a cup")

    assert page.select_one("a[href='/departments/neurology/tremor/']")


def test_where_the_first_words_say_nothing_of_it_the_teaser_begins_where_the_words_are(client):
    filler = "I went to work as on every other day and there was nothing new. " * 8
    published(1, f"{filler}Then a hiccup came and stayed.")

    shown = search(client, "hiccup that stayed").select_one("article.qa p")

    assert shown.text.startswith("... Then a hiccup")
    assert {mark.text for mark in shown.select("mark")} >= {"hiccup", "stayed"}


@pytest.mark.parametrize(
    ("text", "looked_for", "found"),
    [
        ("Twitches, a twitch, twitching", {"twitch"}, ["Twitches", "twitch", "twitching"]),
        ("anxiety and anxieties", {"anxieti"}, ["anxiety", "anxieties"]),
        ("我的大腿肌肉一直在跳動", {"肌肉"}, ["肌肉"]),
        ("Nothing here", {"twitch"}, []),
        ("<b>twitch</b>", {"twitch"}, ["twitch"]),
    ],
)
def test_what_the_search_takes_for_the_same_word_is_marked(text, looked_for, found):
    pieces = marked_words(text, looked_for)

    assert [piece.text for piece in pieces if piece.is_marked] == found
    assert "".join(piece.text for piece in pieces) == text


def test_the_most_telling_part_begins_with_the_sentence_that_holds_most_words():
    assert telling_part("My leg. My toe twitches at night. Why?", {"toe", "twitch"}) == "My toe twitches at night. Why?"
    assert telling_part("My leg. Why?", {"toe"}) == "My leg. Why?"


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({"department": "orthopedics"}, ["Toe twitching, story 2"]),
        ({"age_band": "50~59"}, ["Toe twitching, story 3"]),
        ({"year": "2020"}, ["Toe twitching, story 4"]),
        ({"topic": "neurology/toe-trouble"}, ["Toe twitching, story 5"]),
        ({"topic": "neurology/toe-trouble", "year": "2020"}, []),
    ],
)
def test_search_can_be_narrowed(client, chosen, found):
    topic = Topic.objects.create(name="Toe Trouble", slug="toe-trouble", department=a_department())
    published(1)
    published(2, "Twitching of toe and foot after a day of skiing.", department="orthopedics")
    published(3, "Twitching of my big toe in bed keeps me awake.", age_years=55)
    published(4, "Both toes are twitching under the desk at work.", asked_at=datetime(2020, 5, 6, tzinfo=UTC))
    filed = published(5, "A twitching toe and a tingling one, since the move.")
    removed = published(6, "The second toe is twitching.")
    for question, is_removed in ((filed, False), (removed, True)):
        QuestionTopic.objects.create(question=question, topic=topic, reason="test", is_removed=is_removed)

    page = search(client, "toe twitching", **chosen)

    assert titles(page) == found
    assert page.select_one("details[open] select")


@pytest.mark.parametrize(("department", "found"), [("neurology", "story 1"), ("orthopedics", "story 2")])
def test_a_filter_finds_the_twin_that_it_lets_through(client, department, found):
    same = "My toe has been twitching since the same long walk."
    published(1, same)
    published(2, same, department="orthopedics")

    both, one = search(client, "toe twitching"), search(client, "toe twitching", department=department)

    assert len(titles(both)) == 1
    assert titles(one) == [f"Toe twitching, {found}"]


def test_filters_offer_only_what_occurs(client):
    published(1, age_years=55)

    page = soup(client.get("/search/"))

    assert [o["value"] for o in page.select("#id_age_band option")] == ["", "30~39", "50~59", "60~69"]
    assert [o["value"] for o in page.select("#id_topic option")] == [""]


def test_pages_follow_one_another_with_the_words_and_the_filters_kept(client):
    for number in range(25):
        published(number, age_years=55, asked_at=datetime(2020, 5, 6, tzinfo=UTC))

    first = search(client, "toe twitching", year="2020")
    results = first.select_one("form.results")
    kept = {field["name"]: field["value"] for field in results.select("input[type=hidden]")}
    second = soup(client.post("/search/", kept | {"page": results.select_one("button[name=page]")["value"]}))

    assert kept.items() >= {"words": "toe twitching", "year": "2020"}.items()
    assert "25 questions" in first.text
    assert len(titles(first)) == len(titles(second)) == 10
    assert not set(titles(first)) & set(titles(second))
    assert "Page 2 of 3" in second.text


def test_a_misspelt_word_is_read_as_the_right_one_and_can_be_looked_for_as_it_is(client):
    published(1, "A fasciculation of my calf for a month.")

    page = search(client, "fasiculation")
    button = page.select_one(".corrections button")
    exact = search(client, "fasiculation", **{button["name"]: button["value"]})

    assert " ".join(page.select_one(".corrections").text.split()) == (
        "Showing answers for fasciculation. Search instead for fasiculation"
    )
    assert "fasciculation" in {mark.text for mark in page.select("article mark")}
    assert titles(page) == ["Toe twitching, story 1"]
    assert titles(exact) == []
    assert not exact.select(".corrections")


def test_finding_nothing_leads_to_asking_with_the_same_words(client):
    page = search(client, "xylophone quartz zebra")

    assert "Nobody has asked this here yet" in page.text
    ask = page.select_one("button[formaction='/ask/']")
    words = ask.find_parent("form").select_one("[name=words]")["value"]
    assert words == "xylophone quartz zebra"
    assert page.select_one("textarea[name=words]").text.strip() == words
    asked = soup(client.post("/ask/", {"words": words}, follow=True))
    assert asked.h1


def test_finding_nothing_among_some_leads_to_all_of_them(client):
    published(1)

    page = search(client, "toe twitching", year="2026", age_band="60~69")

    all_of_them = page.select_one("form#all-of-them")
    assert page.select_one("button[form=all-of-them]")
    given = {field["name"]: field["value"] for field in all_of_them.select("input[type=hidden]")}
    assert titles(soup(client.post("/search/", given))) == ["Toe twitching, story 1"]


def test_searched_words_stand_in_no_address_and_are_kept_by_nobody(client):
    response = client.get("/search/?words=my+secret")
    found = client.post("/search/", {"words": "toe secretword"})

    assert "my secret" not in response.content.decode()
    assert {form["method"] for form in soup(found).select("main form")} == {"post"}
    assert not [a["href"] for a in soup(found).select("a") if "secretword" in a["href"]]
    assert "no-store" in found["Cache-Control"]
    assert found["Referrer-Policy"] == "same-origin"


def test_search_finds_nothing_private(client):
    page = search(client, "a private worry about my sleep")

    assert "private worry about my sleep that nobody" not in page.text


def test_whoever_needs_help_now_is_told_so_before_any_answer(client):
    published(1)

    page = search(client, "my toe is twitching and my face is drooping and my arm went weak an hour ago")

    assert page.select_one("main .advice-emergency[role=alert] a[href='tel:999']")


def test_in_a_crisis_no_answers_stand_beside_the_help(client):
    published(1)

    page = search(client, CRISIS)

    assert page.select_one("main [role=alert] a[href='tel:999']")
    assert not page.select("article.qa, .guide-hits, .tags")
    assert page.select_one("button[formaction='/ask/']")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("toe twitching", "by the words you wrote, not by what you mean"),
        ("the of and", "too little to look for"),
        ("?!", "too little to look for"),
    ],
)
def test_why_the_search_could_do_less_is_said_in_plain_words(client, words, told):
    published(1)

    assert told in search(client, words).select_one(".results .note").text


def test_another_script_is_named_as_the_reason(client, monkeypatch):
    monkeypatch.setattr(index_steps, "_embedder", WordModel)
    monkeypatch.setattr(index_steps, "_engines", {})
    published(1)

    assert "in English only" in search(client, "我的大腿肌肉一直在跳動").select_one(".results .note").text
    assert not search(client, "toe twitching").select(".results .note")


@pytest.mark.parametrize("page", ["0", "99", "x", "-1", ""])
def test_a_page_number_that_is_none_shows_a_page_all_the_same(client, page):
    published(1)

    assert titles(search(client, "toe twitching", page=page))


def test_a_filter_that_does_not_exist_is_refused_and_the_words_stay(client):
    response = client.post("/search/", {"words": "toe twitching", "department": "none"})

    assert response.status_code == 422
    assert soup(response).select_one("textarea[name=words]").text.strip() == "toe twitching"
