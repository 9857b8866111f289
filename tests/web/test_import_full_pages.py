"""The full pages of the optional test data, imported: each published page holds every element it must."""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.db import transaction
from django.test import Client

from consilia import loaded
from consilia.domain.triage.model import Urgency
from consilia.web.accounts.models import Doctor, Hospital, Origin
from consilia.web.exchange.importing import import_files
from consilia.web.exchange.parsing import QuestionPage, load_page_marks, read_page
from consilia.web.library.models import ImportedGuide
from consilia.web.questions.models import ImportedEdge, Question, Topic
from tests.testdata import shared

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

LEAST_WORDS, MOST_WORDS = 350, 700  # of More Info
TEASER = 280  # visible characters
SPLIT_TITLE = re.compile(r"\b(?:Mr|Dr)\.\s*$", re.MULTILINE)
FULL = ["S0", "S2", "S3", "S4"]


@dataclass(frozen=True)
class Imported:
    """A full question with the page it came from and the page it became."""

    source: QuestionPage
    question: Question
    page: BeautifulSoup

    @property
    def words(self) -> str:
        return " ".join(self.page.main.text.split())

    def section(self, title: str) -> str:
        """The text from one main heading to the next."""
        after = self.words.split(title, 1)[1]
        ends = [after.find(other) for other in ("Share to:", "Similar Q&A", "Related FAQ") if other in after]
        return after[: min(ends)] if ends else after


@pytest.fixture(scope="module")
def seeds(django_db_setup, django_db_blocker):
    """The four pages by their number; the database is as before afterwards."""
    files = sorted(shared("pages").glob("*.txt"))
    with django_db_blocker.unblock(), transaction.atomic():
        report = import_files(files, by=None, progress=lambda pieces, count: pieces)
        assert report.refused == []
        yield {f"S{int(path.name[:3])}": imported(path) for path in files if not path.name.startswith("001")}
        transaction.set_rollback(True)


def imported(path: Path) -> Imported:
    source = read_page(path.read_text("utf-8"), marks=load_page_marks(loaded.KNOWLEDGE))
    assert isinstance(source, QuestionPage)
    question = Question.objects.get(subject=source.subject, pseudonym=source.asker.pseudonym)
    response = Client().get(f"/questions/{question.slug}/")
    assert response.status_code == 200
    return Imported(source, question, BeautifulSoup(response.content, "html.parser"))


@pytest.fixture(params=FULL)
def seed(request, seeds) -> Imported:
    return seeds[request.param]


def test_the_pages_bring_what_they_hold(seeds):
    assert Question.objects.filter(is_excerpt=False, origin=Origin.IMPORTED).count() == 4
    assert Question.objects.filter(is_excerpt=True).count() == 11
    assert ImportedEdge.objects.count() == 16
    assert Doctor.objects.filter(origin=Origin.IMPORTED, verified_at=None).count() == 6
    assert Hospital.objects.count() == 1
    related = {
        (loaded.topics().named(t.name, department=t.department.lower()) or t).name + t.department
        for seed in seeds.values()
        for t in seed.source.related
    }
    assert len(related) == 15


def test_every_topic_of_the_pages_has_a_page(seeds, client):
    for topic in Topic.objects.all():
        assert client.get(f"/departments/{topic.department_id}/{topic.slug}/").status_code == 200
    assert Topic.objects.count() >= 15


def test_titles_are_unique_and_short(seeds):
    titles = [question.generated_title for question in Question.objects.filter(origin=Origin.IMPORTED)]

    assert all(titles)
    assert [title for title, count in Counter(t.casefold() for t in titles).items() if count > 1] == []


def test_the_title_is_ours_and_the_heading_is_the_askers(seed):
    title = seed.page.title.text

    assert title == f"{seed.question.generated_title} - Neurology"
    assert len(title) <= 110
    assert seed.page.h1.text == seed.source.subject


def test_it_is_kept_from_search_engines_and_marked(seed):
    assert seed.page.find("meta", {"name": "robots"})["content"].startswith("noindex")
    assert "imported, unverified" in seed.words


def test_the_sections_stand_in_their_order(seed):
    asked_on, replied_on = seed.source.asker.asked_on, seed.source.replied_on
    order = [
        seed.source.subject,
        " ".join(seed.source.text.split("\n")[-1].split()[:6]),
        f"Ask Date: {asked_on:%Y/%m/%d}",
        f"{seed.source.answerer.name} reply Neurology",
        f"Reply Date: {replied_on:%Y/%m/%d}",
        "More Info",
        "Similar Q&A",
        "Related FAQ",
    ]

    places = [seed.words.find(part) for part in order]

    assert -1 not in places, order[places.index(-1)]
    assert places == sorted(places)


def test_the_question_is_whole_and_never_split_after_a_title(seed):
    shown = seed.page.select_one(".question-text").text

    assert len(shown.split()) >= 0.97 * len(seed.source.text.split())
    for answer in seed.page.select(".answer"):
        assert not SPLIT_TITLE.search(answer.text)


def test_the_asker_is_a_pseudonym_with_ten_years_of_age(seed):
    asker = seed.source.asker

    assert f"{asker.pseudonym}, {asker.age_band} year old {asker.sex}. Ask Date:" in seed.words
    assert seed.page.find("time", {"datetime": f"{asker.asked_on:%Y-%m-%d}"})


def test_doctor_department_and_hospital_are_linked_or_named(seed):
    answer = seed.page.select_one(".answer")

    assert [link["href"].split("/")[1] for link in answer.h2.find_all("a")] == ["doctors", "departments"]
    if seed.source.hospital:
        assert Hospital.objects.get().name in answer.text


def test_names_in_salutations_are_gone(seed):
    for name in ("Chris", "Peter Zhan", "Mr. Shi", "Mr. Hsuan"):
        assert name not in seed.words


def test_the_page_can_be_shared_without_trackers(seed):
    share = seed.page.select_one(".share")

    names = {link.text for link in share.find_all("a")}
    assert {"Facebook", "LINE", "X", "WhatsApp"} <= names
    assert any("mail" in name.lower() for name in names)
    assert seed.page.find("link", {"rel": "canonical"})["href"].endswith(f"/questions/{seed.question.slug}/")
    sources = [tag.get("src", "") for tag in seed.page.find_all(["script", "img", "iframe"])]
    assert all(source.startswith("/static/") for source in sources)


def test_films_are_cards_that_load_nothing(seeds):
    links = seeds["S3"].page.select("a[href*='youtube.com']")

    assert len({link["href"] for link in links}) == 2
    assert seeds["S3"].page.find("iframe") is None


def test_more_info_is_long_enough_labelled_and_sourced(seed):
    section = seed.page.select_one("#more-info")
    label = section.select_one(".automatic").text
    composed = BeautifulSoup(str(section), "html.parser")
    for around in composed.select("h2, h3, h4, sup, .automatic, .visually-hidden, .sources, #sources"):
        around.decompose()
    words = len(composed.text.split())

    assert LEAST_WORDS <= words <= MOST_WORDS
    assert "Written automatically" in label
    assert len(section.select(".sources li")) >= 3
    assert section.select_one(".advice") is not None, "when to get help is a card"


def test_more_info_speaks_of_this_asker(seeds):
    opening = {name: seed.section("More Info")[:900].lower() for name, seed in seeds.items()}

    assert "face" in opening["S0"]
    assert "eyelid" in opening["S2"] or "foot" in opening["S2"] or "arch" in opening["S2"]
    assert "toe" in opening["S3"] or "two years" in opening["S3"]
    assert "breath" in opening["S4"]


def test_no_cut_of_coffee_for_somebody_who_drinks_none(seeds):
    advice = seeds["S3"].section("More Info").lower()

    assert not re.search(r"(?:cut|drink less|fewer|limit|reduce|bring) [^.]{0,30}(?:coffee|caffeine)", advice)


def test_sleep_advice_where_sleep_is_disturbed(seeds):
    assert "sleep" in seeds["S3"].section("More Info").lower()


def test_a_conflict_of_sex_is_no_gendered_word(seeds):
    told = seeds["S3"].section("More Info").lower()

    assert not re.search(r"\b(?:he|she|his|her|him|man|woman|mr|mrs)\b", told)
    conflicts = {conflict["kind"] for conflict in seeds["S3"].question.assessment["conflicts"]}
    assert "sex" in conflicts


def test_a_low_weight_is_told_kindly(seeds):
    assert "weight" in seeds["S3"].section("More Info").lower()


@pytest.mark.parametrize(
    ("name", "levels"),
    [
        ("S0", {Urgency.ROUTINE}),
        ("S2", {Urgency.SOON, Urgency.URGENT}),
        ("S3", {Urgency.ROUTINE, Urgency.SOON}),
        ("S4", {Urgency.URGENT}),
    ],
)
def test_the_urgency_is_right(seeds, name, levels):
    assert seeds[name].question.urgency in {str(level) for level in levels}


def test_an_impossible_dose_is_told(seeds):
    assert "RF40" in str(seeds["S2"].question.assessment)
    told = seeds["S2"].section("More Info").lower()
    assert "dose" in told
    assert "pramipexole" in told


def test_one_side_of_the_face_is_named(seeds):
    told = seeds["S0"].section("More Info").lower()

    assert re.search(r"one side|one-sided|left side", told)


def test_a_minor_with_weak_breathing_is_told_whom_to_ring_and_to_tell(seeds):
    told = seeds["S4"].words

    assert "111" in told
    assert re.search(r"adult|parent|somebody you trust|someone you trust", told)


def test_four_cards_with_all_their_parts(seed):
    cards = seed.page.select("section[aria-labelledby=similar-title] article")

    assert len(cards) == 4
    for card in cards:
        assert card.h3.a["href"] != f"/questions/{seed.question.slug}/"
        assert Question.objects.filter(generated_title=card.h3.text).exists()
        assert "reply Neurology" in card.text
        assert card.h3.text in card.select_one(".read-more a").text
        assert len(card.find("p", class_=lambda names: not names).text) <= TEASER + 3
        assert not re.search(r"&#?\w+;", card.text)


def test_ten_related_topics_with_a_name_and_a_department(seed):
    entries = [link.text for link in seed.page.select("section[aria-labelledby=faq-title] .topics a")]

    assert len(entries) == 10
    assert len(set(entries)) == 10
    assert all(re.fullmatch(r"\S.* \([A-Z][\w &,]+\)", entry) for entry in entries)


def test_related_topics_fit_the_question(seeds):
    def related(name):
        return {link.text for link in seeds[name].page.select("section[aria-labelledby=faq-title] .topics a")}

    assert "Facial Twitching (Neurology)" in related("S0")
    assert "Leg Weakness (Neurology)" in related("S4")


def test_an_excerpt_says_that_it_is_one(seeds, client):
    excerpt = Question.objects.filter(is_excerpt=True).first()

    page = BeautifulSoup(client.get(f"/questions/{excerpt.slug}/").content, "html.parser")

    assert "beginning only" in page.main.text
    assert "Reply Date" not in page.main.text
    assert "Ask Date" not in page.main.text


def test_the_guide_is_whole_and_clean(seeds, client):
    guide = ImportedGuide.objects.get()

    sections = guide.content["sections"]
    assert len(sections) == 10
    assert sum(len(section["parts"]) for section in sections) == 26
    assert len(guide.content["questions"]) == 10
    kinds = Counter(block["kind"] for s in sections for part in s["parts"] for block in part["blocks"])
    assert kinds["table"] == 3
    assert kinds["figure"] == 1
    assert "max_bytes" not in str(guide.content)
    page = client.get(f"/guides/{guide.slug}/")
    assert page.status_code == 200
    shown = BeautifulSoup(page.content, "html.parser")
    assert all(section["heading"] in shown.main.text for section in sections)
    assert all(pair["question"] in shown.main.text for pair in guide.content["questions"])
    assert shown.find("meta", {"name": "robots"})["content"].startswith("noindex")
