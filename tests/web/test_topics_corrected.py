"""Topics of published questions: filed by the rules with a reason, corrected by staff, and corrections stay."""

import json

import pytest

from consilia import loaded
from consilia.web.audit.models import Event
from consilia.web.exchange.importing import import_files
from consilia.web.questions import derived
from consilia.web.questions.models import Question, QuestionTopic, Topic
from consilia.web.questions.queries.similar import near
from tests.web.asker import soup
from tests.web.factories import a_department, a_published_question, a_question
from tests.web.staff import a_doctor_who_logs_in, an_administrators_browser, browser_of

pytestmark = pytest.mark.usefixtures("noise")
TREMOR = "Both my hands have a tremor when I hold a cup, worse with coffee. My left eyelid twitches too."


@pytest.fixture
def question() -> Question:
    return a_published_question(TREMOR, derive=True, slug="tremor", generated_title="Shaking hands")


@pytest.fixture(params=["doctor", "administrator"])
def staff(request):
    return browser_of(a_doctor_who_logs_in()) if request.param == "doctor" else an_administrators_browser()


def address(question: Question) -> str:
    return f"/desk/questions/{question.public_id}/topics/"


def under(question: Question) -> set[str]:
    return set(question.questiontopic_set.filter(is_removed=False).values_list("topic__slug", flat=True))


def test_the_rules_file_a_question_and_say_which_words_did_it(question, staff):
    page = soup(staff.get(address(question)))

    assert "tremor" in under(question)
    assert "because of: tremor" in " ".join(page.text.split())


def test_staff_take_a_question_out_of_a_topic_and_it_stays_out(question, staff, client):
    staff.post(address(question), {"deed": "out", "topic": "neurology/tremor", "reason": "only coffee"})
    derived.make_again(question)

    entry = QuestionTopic.objects.get(question=question, topic__slug="tremor")
    assert (entry.is_removed, entry.reason) == (True, "only coffee")
    assert "Shaking hands" not in client.get("/departments/neurology/tremor/").content.decode()
    related = soup(client.get("/questions/tremor/")).select("section[aria-labelledby=faq-title] .topics a")
    assert "/departments/neurology/tremor/" not in {link["href"] for link in related}


def test_staff_file_a_question_under_a_topic_and_it_stays_there(question, staff, client):
    staff.post(address(question), {"deed": "in", "topic": "neurology/leg-weakness", "reason": "says so below"})
    derived.make_again(question)

    assert "leg-weakness" in under(question)
    assert "Shaking hands" in client.get("/departments/neurology/leg-weakness/").content.decode()


def test_a_correction_can_be_left_to_the_rules_again(question, staff):
    staff.post(address(question), {"deed": "out", "topic": "neurology/tremor", "reason": "a mistake"})
    staff.post(address(question), {"deed": "leave", "topic": "neurology/tremor"})

    assert "tremor" in under(question)
    assert not QuestionTopic.objects.filter(corrected_by__isnull=False).exists()


def test_each_correction_is_in_the_trail_without_its_words(question, staff):
    staff.post(address(question), {"deed": "out", "topic": "neurology/tremor", "reason": "xylophone"})

    event = Event.objects.get(what="taken out of a topic")
    assert event.thing == f"question:{question.pk}"
    assert event.details == {"topic": "neurology/tremor"}
    assert event.by is not None


@pytest.mark.parametrize(
    "given",
    [
        {"deed": "out", "topic": "neurology/tremor", "reason": ""},
        {"deed": "in", "topic": "neurology/none", "reason": "x"},
        {"deed": "burn", "topic": "neurology/tremor", "reason": "x"},
        {},
    ],
)
def test_a_correction_without_topic_or_reason_changes_nothing(question, staff, given):
    before = under(question)

    response = staff.post(address(question), given)

    assert response.status_code == 422
    assert soup(response).select_one(".error-summary")
    assert under(question) == before


def test_nobody_else_corrects_topics(question, client):
    unverified = browser_of(a_doctor_who_logs_in(verified=False))

    assert client.get(address(question)).status_code == 302
    assert (
        client.post(address(question), {"deed": "out", "topic": "neurology/tremor", "reason": "x"}).status_code == 302
    )
    assert unverified.get(address(question)).status_code == 404
    assert unverified.get("/desk/topics/").status_code == 404
    assert "tremor" in under(question)


def test_a_question_that_is_not_public_has_no_such_page(staff):
    assert staff.get(address(a_question("A private tremor."))).status_code == 404


def test_the_list_shows_all_those_without_a_topic_and_the_corrected_ones(question, staff):
    bare = a_published_question("Zzz.", slug="bare", generated_title="Nothing to say")
    staff.post(address(question), {"deed": "in", "topic": "neurology/leg-weakness", "reason": "so"})

    def listed(show: str) -> set[str]:
        return {link.text for link in soup(staff.get(f"/desk/topics/?show={show}")).select(".filed-title")}

    assert {"Shaking hands", "Nothing to say"} <= listed("all")
    assert "Nothing to say" in listed("none")
    assert "Shaking hands" not in listed("none")
    assert listed("corrected") == {"Shaking hands"}
    assert bare.topics.count() == 0


def test_the_list_takes_as_many_queries_for_many_as_for_few(question, staff, django_assert_max_num_queries):
    for number in range(6):
        a_published_question(f"{TREMOR} Case {number}.", derive=True)

    with django_assert_max_num_queries(9):
        staff.get("/desk/topics/")


def test_a_correction_outlives_another_import_of_the_same_row(tmp_path):
    row = {"id": "r1", "source": "site", "question": "tremor", "question_text": TREMOR, "answer": "Less coffee.",
           "answer_author": "Dr Wood", "tags": [], "url": "https://site.example/1"}  # fmt: skip
    (tmp_path / "rows.jsonl").write_text(json.dumps(row) + "\n")
    import_files([tmp_path / "rows.jsonl"], by=None, progress=lambda pieces, count: pieces)
    imported = Question.objects.get(source_url="https://site.example/1")
    filed = set(imported.questiontopic_set.values_list("topic__slug", "reason"))
    browser = an_administrators_browser()
    browser.post(address(imported), {"deed": "out", "topic": "neurology/tremor", "reason": "only coffee"})

    (tmp_path / "rows.jsonl").write_text(json.dumps(row | {"answer": "And sleep."}) + "\n")
    import_files([tmp_path / "rows.jsonl"], by=None, progress=lambda pieces, count: pieces)
    derived.make_again(imported)

    assert any(slug == "tremor" and reason for slug, reason in filed)
    assert "tremor" not in under(imported)


def test_private_words_file_a_public_question_under_nothing():
    question = a_question(
        f"My calf twitches. {TREMOR}", conditions="myasthenia gravis", public_text="My calf twitches."
    )

    derived.file_under_topics(question)

    assert not under(question) & {"tremor", "myasthenia-gravis"}


def test_topics_of_the_nearest_questions_are_related_although_no_finding_speaks_for_them():
    topic = Topic.objects.create(name="Coffee Cups", slug="coffee-cups", department=a_department())
    asked = a_published_question(TREMOR, derive=True)
    for number in range(4):
        other = a_published_question(f"{TREMOR} It began in spring, case {number}.", derive=True)
        QuestionTopic.objects.create(question=other, topic=topic, reason="test")

    related = [link.slug for link in near(asked).topics]

    assert "coffee-cups" in related
    assert len(related) == 10
    assert related.index("tremor") < related.index("coffee-cups")


def test_a_page_has_exactly_four_cards_when_five_questions_are_published(client):
    Question.objects.all().delete()
    asked = a_published_question("My thumb jumps.", slug="thumb")
    for number, words in enumerate(["A red eye.", "Sore knees.", "Dry skin on my elbows.", "Ringing in my ears."]):
        a_published_question(words, slug=f"other-{number}")

    cards = soup(client.get(f"/questions/{asked.slug}/")).select("section[aria-labelledby=similar-title] article")

    assert len(cards) == 4
    assert not [card for card in cards if card.select_one("a[href='/questions/thumb/']")]


def test_every_known_topic_has_a_name_that_can_be_chosen(staff, question):
    offered = {option["value"] for option in soup(staff.get(address(question))).select("#id_topic option")}

    assert {topic.id for topic in loaded.topics().topics} <= offered
