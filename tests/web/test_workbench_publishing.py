"""Publishing: only with consent, never for a minor or a crisis, only in words that a doctor has seen and confirmed."""

import pytest
from django.utils import timezone

from consilia.web.accounts.models import Origin
from consilia.web.questions.models import IndexEntry, Question, Report
from consilia.web.workbench import actions
from consilia.web.workbench.gate import why_not_public
from tests.web.asker import soup
from tests.web.factories import ASKED, a_published_question, a_question, a_reply, an_administrator
from tests.web.staff import all_covered, browser_of

pytestmark = pytest.mark.usefixtures("noise")

WORDS = (
    "Hello Doctor, my name is Anna Smith. My left calf has been twitching since 3 March 2026. There is no weakness. "
    "Write to anna@example.org. I take 50 mg of magnesium."
)
REPLY = "Dear Mrs. Smith, a calf that twitches without weakness is mostly harmless. Rest."


@pytest.fixture
def question(doctor):
    answered = a_question(WORDS, subject="Calf twitching, Anna", state=Question.State.ANSWERED, public_consent_at=ASKED)
    a_reply(answered, doctor=doctor, text=REPLY, public_text="")
    return answered


def address(question: Question) -> str:
    return f"/desk/questions/{question.public_id}/publish/"


def fields_of(page) -> dict[str, str]:
    """What a browser would send back of a page's form."""
    form = soup(page).select_one("main form")
    hidden = {
        field["name"]: field.get("value", "") for field in form.select("input[name]") if field["type"] != "checkbox"
    }
    return hidden | {area["name"]: area.text.strip("\n") for area in form.select("textarea")}


def publish(browser, question, **changed: str):
    """Walk edit, preview and confirmation as a doctor does."""
    shown = browser.post(address(question), fields_of(browser.get(address(question))) | changed | {"preview": "1"})
    return browser.post(address(question), fields_of(shown) | {"confirmed": "1", "publish": "1"})


def test_marks_are_shown_and_gone_from_the_proposal(browser, question):
    page = soup(browser.get(address(question)))

    struck = [mark.text for mark in page.select("del.identity")]
    assert {"Anna Smith", "anna@example.org", "since 3 March 2026".removeprefix("since "), "Anna"} <= set(struck)
    proposed = " ".join(area.text for area in page.select("main textarea")) + page.select_one("#id_subject")["value"]
    for secret in ("Anna", "Smith", "example.org", "3 March"):
        assert secret not in proposed
    assert "50 mg of magnesium" in proposed


def test_the_confirmed_words_become_public_and_nothing_else(browser, client, question):
    publish(browser, question, subject="Twitching calf")

    question.refresh_from_db()
    page = client.get(f"/questions/{question.slug}/")
    assert page.status_code == 200
    text = page.content.decode()
    for secret in ("Anna", "Smith", "example.org", "3 March"):
        assert secret not in text
    assert "50 mg of magnesium" in text
    assert question.generated_title
    assert IndexEntry.objects.filter(question=question).exists()


def test_the_title_and_the_address_are_made_from_the_public_words(browser, doctor):
    """The title that signing gave may stand on the private subject."""
    for _ in range(2):  # the second has the same facts, so that its title needs more words
        asked = a_question("Please help me.", subject="Anna from Leeds, my thing", public_consent_at=ASKED)
        draft = actions.save_draft(asked, "Rest.", revision=0, window="w", by=doctor).draft
        actions.sign(asked, revision=draft.revision, looked_at=all_covered(asked, draft.text), by=doctor)

        publish(browser, asked, subject="A thing")

        asked.refresh_from_db()
        assert asked.is_public
        for secret in ("anna", "leeds"):
            assert secret not in asked.generated_title.lower()
            assert secret not in asked.slug


def test_the_preview_shows_the_title(browser, question):
    shown = browser.post(address(question), fields_of(browser.get(address(question))) | {"preview": "1"})
    title = soup(shown).select_one("section.card p").text

    publish(browser, question)

    question.refresh_from_db()
    assert question.generated_title == title


def test_what_the_doctor_edits_is_what_is_published(browser, question):
    publish(browser, question, text="A calf twitches. No weakness.")

    question.refresh_from_db()
    assert question.public_text == "A calf twitches. No weakness."
    assert question.text == WORDS


def test_nothing_is_published_without_a_preview(browser, question):
    sent = fields_of(browser.get(address(question))) | {"confirmed": "1", "publish": "1", "seal": ""}

    response = browser.post(address(question), sent)

    question.refresh_from_db()
    assert not question.is_public
    assert "Preview of the public page" in response.content.decode()


def test_words_changed_after_the_preview_are_previewed_again(browser, question):
    shown = browser.post(address(question), fields_of(browser.get(address(question))) | {"preview": "1"})

    response = browser.post(
        address(question), fields_of(shown) | {"text": "Anna Smith again", "confirmed": "1", "publish": "1"}
    )

    question.refresh_from_db()
    assert not question.is_public
    assert "still looks personal" in response.content.decode() or "still look personal" in response.content.decode()


def test_nothing_is_published_without_the_tick(browser, question):
    shown = browser.post(address(question), fields_of(browser.get(address(question))) | {"preview": "1"})

    response = browser.post(address(question), fields_of(shown) | {"publish": "1"})

    question.refresh_from_db()
    assert (response.status_code, question.is_public) == (400, False)
    assert "Confirm that you have read all of it" in response.content.decode()


def test_an_empty_part_is_refused_and_the_others_are_kept(browser, question):
    response = browser.post(
        address(question), fields_of(browser.get(address(question))) | {"text": " ", "subject": "Kept", "preview": "1"}
    )

    page = soup(response)
    assert response.status_code == 400
    assert page.select_one("#id_subject")["value"] == "Kept"
    assert page.select_one(".error-summary")


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        pytest.param({"public_consent_at": None}, "no-consent", id="no consent"),
        pytest.param({"age_years": 17}, "minor", id="17 years old"),
        pytest.param({"age_years": None, "age_band": "10~19"}, "minor", id="a band that holds minors"),
        pytest.param({"is_crisis": True}, "crisis", id="a crisis"),
        pytest.param({"text": "I am 15 and my calf twitches.", "age_years": 30}, "minor", id="a minor by the text"),
        pytest.param({"text": "My calf twitches and I want to kill myself."}, "crisis", id="self-harm in the text"),
        pytest.param({"state": Question.State.WITHDRAWN}, "withdrawn", id="withdrawn"),
    ],
)
def test_the_gate_is_closed(browser, doctor, question, fields, reason):
    for name, value in fields.items():
        setattr(question, name, value)
    question.save()

    assert reason in why_not_public(question)
    response = browser.get(address(question))
    assert response.status_code in {302, 404}
    words = actions.PublicWords("s", "t", {question.replies.get().pk: "r"})
    with pytest.raises(actions.NotPublishable, match=reason):
        actions.publish(question, words, by=doctor)


def test_the_gate_is_closed_while_nothing_is_signed(doctor):
    question = a_question(public_consent_at=ASKED)
    actions.save_draft(question, "Rest.", revision=0, window="w", by=doctor)

    assert why_not_public(question) == ("not-signed",)


def test_the_gate_closes_when_the_doctor_is_not_verified_any_more(doctor, question):
    doctor.verified_at = None
    doctor.save()

    assert why_not_public(question) == ("not-verified",)


def test_the_gate_is_open_otherwise(question):
    assert why_not_public(question) == ()


def test_a_reply_signed_after_the_preview_asks_for_a_new_look(browser, doctor, question):
    words = actions.PublicWords("s", "t", {question.replies.get().pk: "r"})
    a_reply(question, doctor=doctor, text="One thing more.")

    with pytest.raises(actions.NotPublishable, match="changed"):
        actions.publish(question, words, by=doctor)


def test_consent_taken_back_in_between_wins(browser, question):
    shown = browser.post(address(question), fields_of(browser.get(address(question))) | {"preview": "1"})
    Question.objects.filter(pk=question.pk).update(public_consent_at=None)

    browser.post(address(question), fields_of(shown) | {"confirmed": "1", "publish": "1"})

    question.refresh_from_db()
    assert not question.is_public


def test_unpublishing_takes_the_page_and_the_index_entry(browser, client, question):
    publish(browser, question)
    question.refresh_from_db()

    browser.post(f"/desk/questions/{question.public_id}/unpublish/")

    assert client.get(f"/questions/{question.slug}/").status_code == 404
    assert not IndexEntry.objects.filter(question=question).exists()


def test_what_was_hidden_can_be_published_again_at_the_same_address(browser, question):
    publish(browser, question)
    question.refresh_from_db()
    slug = question.slug
    browser.post(f"/desk/questions/{question.public_id}/unpublish/")

    publish(browser, question)

    question.refresh_from_db()
    assert (question.is_public, question.slug) == (True, slug)


def test_my_answers_lists_what_i_answered_once(browser, doctor, question):
    a_reply(question, doctor=doctor, text="One thing more.")

    page = soup(browser.get("/desk/answered/"))

    assert [link.text for link in page.select(".row-subject a")] == ["Calf twitching, Anna"]


def test_a_report_can_take_the_page_down(client):
    question = a_published_question(origin=Origin.SAMPLE)
    report = Report.objects.create(question=question, page=f"/questions/{question.slug}/", reason="personal-data")
    admin = an_administrator()

    browser_of(admin).post(f"/desk/reports/{report.pk}/", {"outcome": "A name stood there.", "take_down": "on"})

    report.refresh_from_db()
    assert (report.handled_by, report.outcome) == (admin, "A name stood there.")
    assert client.get(f"/questions/{question.slug}/").status_code == 404


def test_a_report_needs_an_outcome():
    report = Report.objects.create(page="/", reason="wrong", words="<b>Look</b>")
    browser = browser_of(an_administrator())

    response = browser.post(f"/desk/reports/{report.pk}/", {"outcome": " "})

    report.refresh_from_db()
    assert (response.status_code, report.handled_at) == (400, None)
    assert b"<b>Look</b>" not in response.content


def test_waiting_reports_stand_above_handled_ones():
    Report.objects.create(page="/done", reason="wrong", handled_at=timezone.now())
    Report.objects.create(page="/open", reason="wrong")

    page = soup(browser_of(an_administrator()).get("/desk/reports/"))

    assert [row.select("td")[2].text for row in page.select("tbody tr")] == ["/open", "/done"]
