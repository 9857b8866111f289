"""The published page: every element in its order, and nothing private."""

import json
import re

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consilia.web.accounts.models import Origin
from consilia.web.questions.models import Question, Report
from tests.web.asker import soup
from tests.web.factories import REPLY, TEXT, a_doctor, a_published_question, a_question, an_administrator

pytestmark = pytest.mark.usefixtures("noise")


def page_of(client, question: Question) -> BeautifulSoup:
    response = client.get(f"/questions/{question.slug}/")
    assert response.status_code == 200
    return soup(response)


def some_others(count: int = 5) -> list[Question]:
    return [
        a_published_question(f"My calf twitches, story {n}, since {n + 2} weeks and no weakness.", derive=True)
        for n in range(count)
    ]


def test_the_sections_stand_in_their_order(client):
    some_others()
    page = page_of(client, a_published_question(derive=True))

    text = " ".join(page.main.text.split())
    order = [
        "Twitching calf",
        "My left calf has been twitching",
        "Juniper, 30~39 year old female. Ask Date: 2026/03/04",
        " reply Neurology",
        "Twitching of a calf without weakness",
        "Reply Date: 2026/03/05",
        "More Info",
        "Similar Q&A",
        "Related FAQ",
    ]
    places = [text.find(part) for part in order]
    assert -1 not in places
    assert places == sorted(places)
    headings = [tag.name for tag in page.main.find_all(["h1", "h2", "h3", "h4"])]
    assert headings[0] == "h1"
    assert headings.count("h1") == 1


def test_title_and_heading_are_two_things(client):
    question = a_published_question(generated_title="Calf twitching for three weeks without weakness")

    page = page_of(client, question)

    assert page.title.text == "Calf twitching for three weeks without weakness - Neurology"
    assert page.h1.text == "Twitching calf"


@pytest.mark.parametrize("length", [10, 97, 98, 110])
def test_the_title_has_at_most_110_characters_and_keeps_the_department(client, length):
    title = ("word " * 30)[: length - 1] + "x"
    page = page_of(client, a_published_question(generated_title=title))

    assert len(page.title.text) <= 110
    assert page.title.text.endswith(" - Neurology")


def test_the_doctor_line_leads_to_doctor_and_department(client):
    doctor = a_doctor("Wilma Beispiel")
    page = page_of(client, a_published_question(doctor=doctor))

    line = page.select_one("h2.doctor-line")
    assert " ".join(line.text.split()) == "Dr. Wilma Beispiel reply Neurology"
    assert [a["href"] for a in line.select("a")] == [f"/doctors/{doctor.slug}/", "/departments/neurology/"]
    assert "Example Hospital" in page.text


def test_dates_are_for_machines_too(client):
    page = page_of(client, a_published_question())

    assert {time["datetime"] for time in page.select(".published time")} >= {"2026-03-04", "2026-03-05"}


def test_more_info_is_labelled_as_automatic_with_its_sources(client):
    page = page_of(client, a_published_question(derive=True))

    section = page.select_one("#more-info")
    assert "Written automatically" in section.select_one(".automatic").text
    assert section.select(".sources li")
    cited = {a["href"] for a in section.select("sup a")}
    assert cited <= {f"#{li['id']}" for li in section.select(".sources li")}
    assert section.select(".advice")
    assert "Made by Consilia" in section.text
    assert all(card.select_one("h3 .visually-hidden").text.strip() for card in section.select(".advice"))


def test_exactly_four_similar_cards_and_never_itself(client):
    some_others()
    question = a_published_question()

    page = page_of(client, question)

    cards = page.select("[aria-labelledby=similar-title] article")
    assert len(cards) == 4
    assert all(question.slug not in a["href"] for card in cards for a in card.select("a"))
    for card in cards:
        more = card.select_one(".read-more a")
        assert more.text.startswith("Read more: ")
        assert more["href"] == card.h3.a["href"]
        assert re.match(r"Dr\. .+ reply \w+", " ".join(card.select_one(".doctor-line").text.split()))
        assert card.select_one(".reply-teaser").text.strip()


def test_a_card_says_what_is_shared(client):
    some_others()
    question = a_published_question()

    page = page_of(client, question)

    assert any(also.text.startswith("also: ") for also in page.select("[aria-labelledby=similar-title] .also"))


def test_ten_related_topics_with_their_department_lead_to_pages(client):
    page = page_of(client, a_published_question(derive=True))

    links = page.select("[aria-labelledby=faq-title] a")
    assert len(links) == 10
    assert len({a["href"] for a in links}) == 10
    for link in links:
        assert re.fullmatch(r".+ \([A-Z].+\)", link.text)
        assert client.get(link["href"]).status_code == 200


def test_sharing_needs_no_script_and_no_tracker(client):
    question = a_published_question()
    page = page_of(client, question)

    share = page.select_one(".share")
    assert [a.text for a in share.select("a")] == ["E-mail", "Facebook", "LINE", "X", "WhatsApp"]
    assert share.select_one("input")["value"] == page.select_one("link[rel=canonical]")["href"]
    elsewhere = [tag.get("src", "") for tag in page.select("script, img, iframe, embed")]
    assert not [src for src in elsewhere if src.startswith(("http", "//"))]


def test_reporting_reaches_the_administrators_by_workbench_and_mail(client, django_capture_on_commit_callbacks):
    an_administrator()
    question = a_published_question()
    address = page_of(client, question).select_one("a[href$='/report/']")["href"]

    with django_capture_on_commit_callbacks(execute=True):
        given = {"reason": "personal", "words": "My neighbour Xylophina wrote this."}
        response = client.post(address, given, follow=True)

    report = Report.objects.get()
    assert (report.question, report.reason, report.page) == (question, "personal", f"/questions/{question.slug}/")
    assert "Xylophina" in report.words
    assert "Thank you" in response.content.decode()
    assert [m.to for m in mail.outbox] == [["admin@example.org"]]
    assert "Xylophina" not in mail.outbox[0].body
    assert "Xylophina" not in mail.outbox[0].subject


def test_a_report_without_a_reason_keeps_the_words(client):
    question = a_published_question()

    response = client.post(f"/questions/{question.slug}/report/", {"words": "It is wrong."})

    assert response.status_code == 422
    assert soup(response).select_one("#id_words").text.strip() == "It is wrong."


@pytest.mark.parametrize("origin", [Origin.SAMPLE, Origin.IMPORTED])
def test_sample_and_imported_pages_are_marked_and_not_for_search_engines(client, origin):
    doctor = a_doctor(f"Marked {origin}", origin=origin, verified_at=None)
    page = page_of(client, a_published_question(doctor=doctor, origin=origin))

    assert page.select_one("meta[name=robots]")["content"] == "noindex"
    assert origin.label in page.select_one(".marks").text
    assert not page.select("script[type='application/ld+json']")
    assert origin.label.split(",")[0] in page.select_one(".answer .meta").text


def test_an_imported_doctor_is_called_unverified(client):
    doctor = a_doctor("Far Away", origin=Origin.IMPORTED, verified_at=None)
    page = page_of(client, a_published_question(doctor=doctor, origin=Origin.IMPORTED))

    assert "imported, unverified" in page.select_one(".answer").text


def test_an_own_page_describes_itself_to_machines(client):
    question = a_published_question("My calf </script><b>twitches</b> & jumps, no weakness.", subject="Calf & leg")

    page = page_of(client, question)

    described = json.loads(page.select_one("script[type='application/ld+json']").text)
    kinds = {part["@type"]: part for part in described["@graph"]}
    assert set(kinds) == {"QAPage", "BreadcrumbList"}
    assert kinds["QAPage"]["mainEntity"]["text"] == question.public_text
    assert kinds["QAPage"]["mainEntity"]["acceptedAnswer"]["text"] == REPLY
    assert page.select_one("meta[property='og:url']")["content"] == page.select_one("link[rel=canonical]")["href"]
    assert page.select_one("meta[name=robots]") is None


def test_an_excerpt_says_that_it_is_one(client):
    page = page_of(client, a_published_question(is_excerpt=True, origin=Origin.IMPORTED))

    assert "Only the beginning" in page.main.text


def test_a_link_in_a_question_is_a_labelled_card_and_nothing_is_embedded(client):
    text = "See https://www.youtube.com/watch?v=abc and https://example.org/x.png, please. My toe jumps."
    page = page_of(client, a_published_question(text))

    cards = page.select(".media li")
    assert [card.a.text for card in cards] == ["Video on youtube.com", "Picture on example.org"]
    assert not page.select("iframe, video, embed, object")


def test_links_that_were_taken_out_are_told_of(client):
    page = page_of(client, a_published_question("My toe jumps, see [link] and [link]."))

    assert "2 links" in page.select_one(".media").text


def test_only_public_words_are_shown(client):
    question = a_published_question(derive=True)
    Question.objects.filter(pk=question.pk).update(
        text="PRIVATE-TEXT",
        subject="PRIVATE-SUBJECT",
        conditions="PRIVATE-ILLNESS",
        medicines="PRIVATE-PILL",
        notify_email="private@example.org",
        age_years=77,
    )
    question.replies.update(text="PRIVATE-REPLY")

    html = client.get(f"/questions/{question.slug}/").content.decode()

    assert "PRIVATE-" not in html
    assert "private@example.org" not in html
    assert "77" not in soup(client.get(f"/questions/{question.slug}/")).select_one(".published .asker").text


def test_an_unpublished_question_has_no_page(client):
    question = a_question(slug="waiting-question")

    assert client.get(f"/questions/{question.slug}/").status_code == 404
    assert client.get(f"/questions/{question.slug}/report/").status_code == 404


def test_what_was_written_is_escaped(client):
    page = page_of(
        client, a_published_question("<script>alert(1)</script> my <b>calf</b> jumps", subject="<i>Calf</i>")
    )

    assert page.h1.text == "<i>Calf</i>"
    assert "<script>alert(1)</script> my <b>calf</b> jumps" in page.select_one(".question-text").text
    assert all("alert" not in script.text for script in page.select("script:not([type])"))


@pytest.mark.usefixtures("django_assert_max_num_queries")
def test_a_page_takes_no_more_queries_when_there_are_more_answers(client):
    question = a_published_question(derive=True)
    some_others(4)
    client.get(f"/questions/{question.slug}/")
    with CaptureQueriesContext(connection) as few:
        client.get(f"/questions/{question.slug}/")
    some_others(6)
    client.get(f"/questions/{question.slug}/")

    with CaptureQueriesContext(connection) as many:
        client.get(f"/questions/{question.slug}/")

    assert len(many) <= len(few)


def test_greetings_and_names_stay_out_of_teasers(client):
    some_others(4)
    known = a_published_question(f"Hello, doctor! {TEXT}", reply="Hello, Mr. Chris: keep calm and rest the leg.")
    page = soup(client.get("/answers/"))

    card = next(a.find_parent("article") for a in page.select(f"a[href='/questions/{known.slug}/']"))
    assert card.select_one("p:not(.marks)").text.startswith("My left calf")
    assert card.select_one(".reply-teaser").text.startswith("Keep calm")
