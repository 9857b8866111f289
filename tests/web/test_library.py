"""The library's pages work without JavaScript, name their sources, and lead to help."""

import json
import re

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from consilia import loaded
from consilia.web.accounts.models import Origin
from consilia.web.library.models import ImportedGuide
from tests.web.staff import a_doctor_who_logs_in, browser_of

PAGES = ["guides", "which-movement", "warning-signs", "about", "privacy", "help-now"]
OTHER_PLACES = re.compile(r"\b(?:911|988|119|1925|112)\b")


@pytest.fixture(autouse=True)
def somebody_elses_guide(db):
    """Noise: no test may pass because the table was empty."""
    return ImportedGuide.objects.create(
        slug="why-am-i-hiccuping", source_key="noise", title="Why am I hiccuping?", origin=Origin.IMPORTED,
        content={"title": "Why am I hiccuping?", "introduction": ["It jerks."], "sections": []},
    )  # fmt: skip


@pytest.fixture
def imported(db):
    part = {
        "number": "1.1",
        "heading": "Causes",
        "kind": "comparison",
        "parts": [],
        "blocks": [
            {"kind": "table", "text": "", "columns": ["Kind", "Pain"], "rows": [["Cramp", "yes"]], "durations": []}
        ],
    }
    section = {
        "number": "1",
        "heading": "What is <b>it</b>?",
        "kind": "plain",
        "parts": [part],
        "blocks": [
            {
                "kind": "paragraph",
                "text": "A twitch <script>alert(1)</script>",
                "columns": [],
                "rows": [],
                "durations": [],
            },
            {"kind": "list", "text": "", "columns": [], "rows": [["Stress", "It excites nerves."]], "durations": []},
        ],
    }
    questions = {"number": "2", "heading": "Questions", "kind": "questions", "blocks": [], "parts": []}
    content = {
        "title": "Why am I twitching?", "introduction": ["Many people twitch."], "sections": [section, questions],
        "questions": [{"question": "Is it bad?", "answer": "Mostly not."}], "conclusion": ["It passes."],
    }  # fmt: skip
    return ImportedGuide.objects.create(
        slug="why-am-i-twitching", source_key="k", title=content["title"], content=content
    )


def soup(client, name, *args):
    response = client.get(reverse(name, args=args))
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


@pytest.mark.parametrize("name", PAGES)
def test_every_page_has_one_heading_a_title_and_the_way_to_help(client, name):
    page = soup(client, name)

    assert len(page.find_all("h1")) == 1
    assert page.title.string.endswith("Consilia")
    assert page.find("a", href="tel:999")
    assert "Not a medical device" in page.footer.get_text()


@pytest.mark.parametrize("slug", [guide.slug for guide in loaded.guides()])
def test_a_guide_has_every_part_of_its_page(client, slug):
    guide = next(guide for guide in loaded.guides() if guide.slug == slug)

    page = soup(client, "guide", slug)

    assert page.h1.string == guide.title
    assert f"{guide.minutes} minutes to read" in page.get_text()
    assert "No clinician has reviewed this yet" in page.get_text()
    assert page.find("link", rel="canonical")["href"].endswith(f"/guides/{slug}/")
    assert page.find("nav", class_="crumbs").find("a", href=reverse("guides"))
    assert page.main.find("a", class_="button", href=reverse("ask"))
    assert len(page.select("ol.sources > li")) == len(guide.sources)
    assert page.find("time")


@pytest.mark.parametrize("slug", [guide.slug for guide in loaded.guides()])
def test_every_link_within_a_guide_has_its_target_once(client, slug):
    page = soup(client, "guide", slug)
    ids = [element["id"] for element in page.find_all(id=True)]

    assert len(ids) == len(set(ids))
    assert {link["href"][1:] for link in page.select('main a[href^="#"]')} <= set(ids)


def test_the_long_guide_is_numbered_and_its_contents_hold_every_part(client):
    page = soup(client, "guide", "muscle-twitching")
    contents = page.select("nav.contents a")

    assert [heading.get_text().split()[0] for heading in page.select("h2 > .number")] == [str(n) for n in range(1, 11)]
    assert len(page.select("h3 > .number")) >= 26
    assert len(contents) == 10 + len(page.select("h3 > .number")) + 1


def test_each_frequent_question_has_an_address_that_opens_it(client):
    page = soup(client, "guide", "muscle-twitching")
    questions = page.select("details.question")

    assert len(questions) == 10
    for question in questions:
        assert question.summary.get_text(strip=True).endswith("?")
        assert question.find("div", id=True).get_text(strip=True)


def test_durations_can_be_read_by_programs(client):
    page = soup(client, "guide", "muscle-twitching")

    spans = {data["value"]: data.string for data in page.find_all("data")}

    assert spans["PT20S/PT30S"] == "hold for 20 to 30 seconds"
    assert spans["PT15M/PT20M"] == "15 to 20 minutes at a time"
    assert spans["PT7H/PT9H"] == "7 to 9 hours a night"


def test_drawings_have_a_text_alternative(client):
    drawings = soup(client, "guide", "muscle-twitching").select("figure.drawn [role=img]")

    assert len(drawings) == 3
    assert all(len(drawing["aria-label"]) > 50 and drawing.svg for drawing in drawings)


def test_cards_say_their_level_in_words(client):
    page = soup(client, "guide", "muscle-twitching")

    spoken = [card.find(class_="visually-hidden").string for card in page.select("section.advice")]

    assert spoken == ["Immediate action required:", "Urgent advice:", "Non-urgent advice:", "Non-urgent advice:"]


def test_an_invented_story_says_so(client):
    story = soup(client, "guide", "muscle-twitching").select_one("section.illustration")

    assert "Invented story" in story.get_text()


def test_the_structured_data_claims_no_reviewer(client):
    page = soup(client, "guide", "muscle-twitching")

    described = json.loads(page.find("script", type="application/ld+json").string)["@graph"]

    assert described[0]["@type"] == "MedicalWebPage"
    assert "reviewedBy" not in described[0]
    assert described[1]["@type"] == "BreadcrumbList"


@pytest.mark.parametrize("name", [*PAGES, "muscle-twitching"])
def test_a_page_has_no_script_no_style_and_no_other_places_number(client, name):
    page = soup(client, name) if name in PAGES else soup(client, "guide", name)

    assert [script for script in page.find_all("script") if script.get("type") != "application/ld+json"] == []
    assert not page.find_all("style")
    assert not page.find_all(style=True)
    assert not OTHER_PLACES.search(page.main.get_text())


def test_an_unknown_guide_is_not_found(client):
    assert client.get(reverse("guide", args=["no-such-guide"])).status_code == 404


def test_guides_refuse_to_be_posted_to(client):
    assert client.post(reverse("guides")).status_code == 405


def test_an_imported_guide_is_marked_and_kept_from_search_engines(client, imported):
    page = soup(client, "guide", imported.slug)

    assert "imported, unverified" in page.get_text()
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert page.find("table").find("td").string == "yes"
    assert page.find("strong", string="Stress:")
    assert page.select_one("details.question").summary.get_text(strip=True) == "Is it bad?"
    assert reverse("guide", args=["muscle-twitching"]) in str(page.main)


def test_an_imported_guide_cannot_bring_markup(client, imported):
    html = client.get(reverse("guide", args=[imported.slug])).content.decode()

    assert "<script>alert" not in html
    assert "<b>it</b>" not in html


def test_an_imported_guide_hides_none_of_our_own(client):
    ImportedGuide.objects.create(slug="muscle-twitching", source_key="x", title="Mine", content={})

    assert soup(client, "guide", "muscle-twitching").h1.string == "Muscle twitching"


def test_the_list_shows_own_guides_apart_from_imported_ones(client, imported):
    page = soup(client, "guides")

    assert [link.string for link in page.select(".cards h2 a")][:-2] == [guide.title for guide in loaded.guides()]
    assert imported.title in page.select_one(".plain-list").get_text()


def test_the_list_asks_the_database_once_however_long_it_is(client, django_assert_num_queries):
    for place in range(20):
        ImportedGuide.objects.create(slug=f"guide-{place}", source_key=f"k{place}", title="A guide", content={})

    with django_assert_num_queries(1):
        client.get(reverse("guides"))


def test_help_now_shows_every_number_of_the_place(client, settings):
    place = loaded.locale(settings.LOCALE)
    page = soup(client, "help-now")
    dialled = {link["href"] for link in page.main.select('a[href^="tel:"]')}
    every = [
        place.emergency,
        place.urgent,
        place.urgent_mental_health,
        place.poison,
        *place.crisis,
        *place.young_people,
    ]

    assert {f"tel:{number.dial}" for number in every} <= dialled
    assert "Nobody is watching this site" in page.get_text()


def test_about_names_the_operator_and_the_machine(client, settings):
    settings.OPERATOR_NAME = "Valley Practice"
    settings.OPERATOR_CONTACT = "desk@valley.example"

    page = soup(client, "about")

    assert "Valley Practice" in page.get_text()
    assert page.find("a", href="mailto:desk@valley.example")
    assert "What a machine does" in page.get_text()
    assert "No clinician" in page.main.get_text()
    assert loaded.knowledge_version() in page.get_text()


def test_privacy_says_what_is_kept_how_long_and_how_to_delete_it(client):
    text = soup(client, "privacy").main.get_text()

    for said in ("how long", "secret link", "delete it for good", "under 18", "Cookies"):
        assert said in text


def test_which_movement_ends_in_a_description_and_keeps_nothing(client):
    response = client.post(reverse("which-movement"), {"small-jumps": "yes", "hurts": "no", "beat": "no"})
    page = BeautifulSoup(response.content, "html.parser")
    result = page.select_one("#result").get_text()

    assert "Most like a muscle twitch" in result
    assert "not a diagnosis" in result
    assert "no-store" in response["Cache-Control"]
    assert not client.session.items()


def test_which_movement_names_a_fit_first_and_the_number_to_ring(client):
    response = client.post(reverse("which-movement"), {"blank": "yes", "whole-limb": "yes", "small-jumps": "yes"})
    result = BeautifulSoup(response.content, "html.parser").select_one("#result")

    assert result.h3.string == "Most like a fit"
    assert "ring 999" in result.get_text()


@pytest.mark.parametrize("answers", [{"small-jumps": "perhaps"}, {"nonsense": "yes"}, {"hurts": "\u0000"}, {}])
def test_which_movement_survives_any_answer(client, answers):
    response = client.post(reverse("which-movement"), answers)

    assert response.status_code == 200
    assert "Most like" not in response.content.decode()


def test_search_engines_are_told_of_our_own_guides_only(client, imported):
    listed = client.get(reverse("sitemap")).content.decode()

    assert all(reverse("guide", args=[guide.slug]) in listed for guide in loaded.guides())
    assert imported.slug not in listed


def test_ticking_an_emergency_says_so_first_and_gives_the_number(client):
    response = client.post(reverse("warning-signs"), {"sign": ["hand-fails", "no-breath"]})
    result = BeautifulSoup(response.content, "html.parser").select_one("#result")

    assert "advice-emergency" in result["class"]
    assert result.find("a", href="tel:999")
    assert "no-store" in response["Cache-Control"]
    assert not client.session.items()


def test_thoughts_of_dying_bring_the_crisis_line(client):
    response = client.post(reverse("warning-signs"), {"sign": "dark-thoughts"})
    result = BeautifulSoup(response.content, "html.parser").select_one("#result")

    assert result.find("a", href="tel:116123")
    assert "Nobody reads this page" in result.get_text()
    assert "A person will read this" not in result.get_text()


@pytest.mark.parametrize("ticked", [[], ["nonsense"], ["<script>", "x"]])
def test_ticking_nothing_never_says_that_all_is_well(client, ticked):
    response = client.post(reverse("warning-signs"), {"sign": ticked})
    result = BeautifulSoup(response.content, "html.parser").select_one("#result").get_text()

    assert "No sign ticked does not mean that you are well" in result
    assert "<script>" not in response.content.decode()


def test_what_was_ticked_stays_ticked(client):
    response = client.post(reverse("warning-signs"), {"sign": ["calf"]})
    page = BeautifulSoup(response.content, "html.parser")

    assert [box["value"] for box in page.select("input[name=sign][checked]")] == ["calf"]


# The review of the knowledge


@pytest.mark.usefixtures("noise")
def test_staff_see_what_nobody_has_verified_and_how_much_is_reviewed():
    page = browser_of(a_doctor_who_logs_in()).get("/staff/knowledge/").content.decode()
    waiting = [item for item in loaded.composing().items if item.review.status == "to verify"]

    assert waiting
    assert [item.id for item in waiting if f"<strong>{item.id}</strong>" not in page] == []
    assert "err on the safe side" in page
    assert loaded.knowledge_version() in page


@pytest.mark.usefixtures("noise")
def test_strangers_do_not_see_the_review(client):
    assert client.get("/staff/knowledge/").status_code == 302


def test_a_chip_for_each_kind_of_person_leads_to_their_own_advice(client):
    page = soup(client, "guide", "muscle-twitching")

    section = page.select_one("section.for-people")
    chips = [chip["href"] for chip in section.select(".chips a")]
    assert chips[:-1] == [f"#{heading['id']}" for heading in section.select("section > h3")]
    assert chips[-1] == f"#{section.h2['id']}"
    assert {"#athletes", "#pregnancy", "#older-people"} <= set(chips)
