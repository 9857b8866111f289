"""Browsing and searching: every list has its page, its order, its feed, and a fixed number of queries."""

from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consilia.web.accounts.models import Origin
from consilia.web.questions.models import Question, QuestionTopic, Topic
from tests.web.asker import soup
from tests.web.factories import (
    ASKED,
    a_department,
    a_doctor,
    a_published_question,
    a_question,
    a_reply,
)

pytestmark = pytest.mark.usefixtures("noise")
ATOM = "{http://www.w3.org/2005/Atom}"


def titles(page) -> list[str]:
    return [heading.text.strip() for heading in page.select("article.qa h3")]


def published(number: int, **fields: object) -> Question:
    given = {
        "generated_title": f"Toe twitching, story {number}",
        "slug": f"toe-{number}",
        "asked_at": ASKED + timedelta(days=number),
    } | fields
    return a_published_question(f"My toe has been twitching, story {number}.", **given)


def under(topic: Topic, *questions: Question) -> None:
    for question in questions:
        QuestionTopic.objects.get_or_create(question=question, topic=topic, defaults={"reason": "test"})


@pytest.fixture
def topic(db) -> Topic:
    return Topic.objects.create(name="Toe Trouble", slug="toe-trouble", department=a_department())


def test_the_first_page_has_one_big_box_that_posts(client):
    page = soup(client.get("/"))

    form = page.select_one("main form")
    assert form["method"] == "post"
    assert form["action"] == "/ask/"
    assert form.select_one("textarea[name=words]")
    assert form.select_one("button[formaction='/search/']")
    assert page.select_one("main a[href='/guides/']")
    assert page.select_one("main a[href='/departments/ophthalmology/']")


def test_the_newest_answers_stand_first_and_private_ones_nowhere(client):
    for number in range(3):
        published(number)

    for address in ("/", "/answers/"):
        page = soup(client.get(address))
        assert titles(page)[:3] == [f"Toe twitching, story {n}" for n in (2, 1, 0)]
        assert "private worry" not in page.text


def test_the_answers_are_paged(client):
    for number in range(25):
        published(number)

    first, second = soup(client.get("/answers/")), soup(client.get("/answers/?page=2"))

    assert len(titles(first)) == 20
    assert len(titles(second)) == 7  # and two rows of noise
    assert not set(titles(first)) & set(titles(second))
    assert first.select_one("a[rel=next]")["href"] == "?page=2"


@pytest.mark.parametrize("page", ["0", "99", "x", "-1", "1e9"])
def test_a_page_number_that_is_none_shows_a_page_all_the_same(client, page):
    assert titles(soup(client.get(f"/answers/?page={page}")))


def test_a_department_page_shows_its_own_answers_topics_and_doctors(client, topic):
    doctor = a_doctor("Vera Toe")
    published(1, doctor=doctor)

    page = soup(client.get("/departments/neurology/"))

    assert titles(page) == ["Toe twitching, story 1"]
    assert page.select_one(f"a[href='/doctors/{doctor.slug}/']").text == "Dr. Vera Toe"
    assert page.select_one("a[href='/departments/neurology/toe-trouble/']")
    assert "Half of them came within" in page.text


def test_a_topic_page_lists_what_is_filed_under_it_newest_first(client, topic):
    older, newer, removed = published(1), published(2), published(3)
    under(topic, older, newer, removed)
    QuestionTopic.objects.filter(question=removed).update(is_removed=True)
    under(topic, a_question("A private toe.", subject="Private toe"))

    page = soup(client.get("/departments/neurology/toe-trouble/"))

    assert titles(page) == ["Toe twitching, story 2", "Toe twitching, story 1"]
    assert page.h1.text.startswith("Toe Trouble")


def test_a_known_topic_has_an_introduction_with_sources(client):
    page = soup(client.get("/departments/neurology/muscle-twitching/"))

    assert "A twitch is" in page.main.text
    assert page.select("details a[href^='https://']")


def test_the_same_topic_in_two_departments_has_two_pages(client, topic):
    other = Topic.objects.create(name="Toe Trouble", slug="toe-trouble", department=a_department("orthopedics"))
    under(topic, published(1))

    assert titles(soup(client.get("/departments/neurology/toe-trouble/"))) == ["Toe twitching, story 1"]
    assert titles(soup(client.get(f"/departments/{other.department_id}/toe-trouble/"))) == []


def test_a_doctor_page_shows_profile_mark_and_median_time(client):
    doctor = a_doctor("Vera Toe", registration="1234567")
    for number, days in enumerate((1, 2, 9)):
        question = published(number)
        question.replies.all().delete()
        a_reply(question, doctor=doctor, signed_at=question.asked_at + timedelta(days=days))

    page = soup(client.get(f"/doctors/{doctor.slug}/"))

    assert page.h1.text == "Dr. Vera Toe"
    assert page.select_one(".marks").text.strip() == "verified"
    assert "came within 2 days" in " ".join(page.main.text.split())
    assert "1234567" in page.text
    assert len(titles(page)) == 3


@pytest.mark.parametrize(
    ("origin", "mark"), [(Origin.SAMPLE, "sample doctor, invented"), (Origin.IMPORTED, "imported, unverified")]
)
def test_sample_and_imported_doctors_are_marked_and_not_for_search_engines(client, origin, mark):
    doctor = a_doctor("Far Away", origin=origin, verified_at=None)
    published(1, doctor=doctor)

    page = soup(client.get(f"/doctors/{doctor.slug}/"))

    assert page.select_one(".marks").text.strip() == mark
    assert page.select_one("meta[name=robots]")["content"] == "noindex"


@pytest.mark.parametrize(
    "address",
    [
        "/departments/none/",
        "/departments/neurology/none/",
        "/doctors/none/",
        "/questions/none/",
        "/departments/none/feed/",
        "/departments/neurology/none/feed/",
    ],
)
def test_what_is_not_there_is_not_found(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "address",
    ["/", "/answers/", "/departments/neurology/", "/departments/neurology/toe-trouble/", "/doctors/vera-toe/"],
)
def test_a_list_takes_as_many_queries_for_many_answers_as_for_few(client, topic, address):
    doctor = a_doctor("Vera Toe")
    under(topic, *(published(n, doctor=doctor) for n in range(3)))
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    under(topic, *(published(n, doctor=doctor) for n in range(3, 15)))

    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert len(many) <= len(few)


@pytest.mark.parametrize(
    "address", ["/answers/feed/", "/departments/neurology/feed/", "/departments/neurology/toe-trouble/feed/"]
)
def test_a_feed_holds_the_newest_answers_with_stable_ids(client, topic, address):
    question = published(1)
    under(topic, question)

    response = client.get(address)

    assert response["Content-Type"].startswith("application/atom+xml")
    feed = ET.fromstring(response.content)
    ids = [entry.find(f"{ATOM}id").text for entry in feed.findall(f"{ATOM}entry")]
    assert f"urn:uuid:{question.public_id}" in ids
    entry = feed.find(f"{ATOM}entry")
    for part in ("title", "updated", "author", "summary", "link"):
        assert entry.find(f"{ATOM}{part}") is not None
    assert "private" not in response.content.decode()


def test_an_empty_feed_is_a_feed(client, topic):
    feed = ET.fromstring(client.get("/departments/neurology/toe-trouble/feed/").content)

    assert feed.findall(f"{ATOM}entry") == []
    assert feed.find(f"{ATOM}updated") is not None


def test_the_sitemap_holds_own_published_pages_only(client):
    own, sample = published(1), published(2, origin=Origin.SAMPLE)
    a_question("Waiting.", slug="waiting")

    text = client.get("/sitemap.xml").content.decode()

    ET.fromstring(text)
    assert f"/questions/{own.slug}/" in text
    assert f"/questions/{sample.slug}/" not in text
    assert "waiting" not in text


def test_robots_are_told_where_not_to_go(client):
    text = client.get("/robots.txt").content.decode()

    for path in ("/ask/", "/q/", "/desk/"):
        assert f"Disallow: {path}" in text
    assert "Sitemap: http" in text


def test_every_link_of_the_lists_leads_somewhere(client, topic):
    under(topic, published(1))
    addresses = {"/", "/answers/", "/topics/", "/departments/neurology/", "/departments/neurology/toe-trouble/"}

    links = {a["href"] for address in addresses for a in soup(client.get(address)).select("main a[href^='/']")}

    assert links
    assert {link: client.get(link).status_code for link in links if client.get(link).status_code != 200} == {}
