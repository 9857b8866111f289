"""The doctor's desk: what was understood, the draft that is never lost, and signing."""

import pytest
from django.core import mail

from consilia.loaded import snippets
from consilia.web.audit.models import Event
from consilia.web.questions.models import Question, Reply
from consilia.web.workbench import actions
from consilia.web.workbench.models import DraftVersion
from tests.web.asker import soup
from tests.web.factories import a_published_question, a_question
from tests.web.staff import a_doctor_who_logs_in, at, sign

pytestmark = pytest.mark.usefixtures("noise")

WORDS = (
    "My left calf has been twitching for three weeks. There is no weakness. I take pramipexole 50 mg. "
    "My nerve conduction study was normal. I am afraid it is ALS. Should I see a neurologist?"
)


@pytest.fixture
def question():
    return a_question(WORDS, medicines="pramipexole 50 mg", conditions="asthma")


def save(browser, question, text, *, revision=0, window="one", **how):
    return browser.post(at(question, "draft/"), {"text": text, "revision": revision, "window": window}, **how)


def draft_of(question) -> Reply:
    return Reply.objects.get(question=question, signed_at=None)


def test_the_desk_shows_what_was_understood_and_why(browser, question):
    page = soup(browser.get(at(question)))

    words = page.select_one("#asked-words")
    assert words is not None
    assert words.text == WORDS
    assert "weakness" in [mark.text for mark in words.select(".f-absent")]
    assert any("ALS" in mark.text for mark in words.select(".f-feared"))
    assert words.select(".f-rule")
    text = " ".join(page.text.split())
    assert "RF40" in text
    assert "Tests already done" in text
    assert "normal" in text
    assert "pramipexole 50 mg" in text
    assert "asthma" in text
    assert "Should I see a neurologist?" in text
    assert all(link["href"].startswith("http") for link in page.select(".reason li a"))


def test_the_asked_words_are_the_askers_own_whatever_they_wrote(browser):
    odd = "<script>alert(1)</script> My calf twitches. \u202eright to left\u202c 😟 & no weakness."
    page = browser.get(at(a_question(odd)))

    assert b"<script>alert(1)" not in page.content
    assert soup(page).select_one("#asked-words").text == odd


def test_no_rule_fired_never_reads_as_all_is_well(browser):
    page = soup(browser.get(at(a_question("Which foods contain a lot of vitamin C?"))))

    assert "No rule fired. That says nothing about the person's health." in " ".join(page.text.split())


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["a page of its own", "a part of the desk"])
def test_similar_answered_questions_can_be_seen(browser, question, headers):
    known = a_published_question(f"{WORDS} I sleep well.")

    page = browser.get(at(question, "near/"), headers=headers).content.decode()

    assert known.generated_title in page
    assert ("<html" in page) is not bool(headers)
    assert at(question, "near/") in browser.get(at(question)).content.decode()


def test_a_draft_is_saved_and_claims_the_question(browser, doctor, question):
    save(browser, question, "Rest, and\r\nsleep.")

    question.refresh_from_db()
    assert draft_of(question).text == "Rest, and\nsleep."
    assert (question.state, question.claimed_by) == (Question.State.CLAIMED, doctor)
    assert "Rest, and" in browser.get(at(question)).content.decode()


def test_line_ends_do_not_count_against_the_length(browser, question):
    long = "word\r\n" * 3_999

    assert save(browser, question, long).status_code == 302
    assert len(draft_of(question).text) == 3_999 * 5


def test_the_page_itself_saves_and_learns_the_revision(browser, question):
    response = save(browser, question, "Rest.", headers={"accept": "application/json"})

    assert response.json() == {"revision": 1, "set_aside": False, "taken_by": "", "closed": False}


def test_saving_the_same_words_again_changes_nothing(browser, question):
    save(browser, question, "Rest.")
    save(browser, question, "Rest.")

    assert draft_of(question).revision == 1


def test_two_windows_lose_nothing(browser, question):
    save(browser, question, "From the first window.", window="one")

    late = save(browser, question, "From the second.", window="two", headers={"accept": "application/json"})
    later = save(browser, question, "From the second, longer.", window="two", headers={"accept": "application/json"})

    assert (late.status_code, later.status_code) == (409, 409)
    assert draft_of(question).text == "From the first window."
    assert [version.text for version in DraftVersion.objects.all()] == ["From the second, longer."]
    page = browser.get(at(question)).content.decode()
    assert "From the first window." in page
    assert "From the second, longer." in page


def test_the_other_version_can_be_used_and_used_back(browser, question):
    save(browser, question, "first", window="one")
    save(browser, question, "second", window="two")
    version = DraftVersion.objects.get()

    browser.post(at(question, f"versions/{version.pk}/use/"))

    version.refresh_from_db()
    assert (draft_of(question).text, version.text) == ("second", "first")


def test_two_versions_cannot_be_signed(browser, question):
    save(browser, question, "first", window="one")
    save(browser, question, "second", window="two")

    response = sign(browser, question, follow=True)

    assert "two versions of your draft" in response.content.decode()
    assert not Reply.objects.exclude(signed_at=None).filter(question=question).exists()
    browser.post(at(question, f"versions/{DraftVersion.objects.get().pk}/drop/"))
    sign(browser, question)
    assert Reply.objects.exclude(signed_at=None).filter(question=question).exists()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("x" * 20_001, "longer than 20,000 characters", id="too long"),
        pytest.param("a\x00b", "Null characters are not allowed", id="a NUL byte"),
    ],
)
def test_what_cannot_be_saved_comes_back_with_a_reason(browser, question, text, says):
    response = save(browser, question, text)

    page = soup(response)
    assert response.status_code == 400
    assert says in page.select_one(".error-summary").text
    assert page.select_one("textarea[name=text]").text.strip("\n").replace("\ufffd", "\x00") == text
    assert save(browser, question, text, headers={"accept": "application/json"}).status_code == 400


def test_somebody_logged_out_meanwhile_gets_the_words_back(client, question):
    response = save(client, question, "Two hours of <careful> work.")

    assert response.status_code == 403
    assert soup(response).select_one("textarea").text.strip() == "Two hours of <careful> work."
    assert not Reply.objects.filter(question=question).exists()


@pytest.mark.parametrize("text", ["", "   \n "])
def test_an_empty_answer_cannot_be_signed(browser, question, text):
    save(browser, question, text)

    response = sign(browser, question, follow=True)

    assert "no answer to sign" in response.content.decode()
    assert question.replies.exclude(signed_at=None).count() == 0


def test_signing_shows_the_whole_answer_and_open_places_first(browser, question):
    save(browser, question, "Book a visit at a [neurology] clinic.")

    page = browser.get(at(question, "sign/")).content.decode()

    assert "Book a visit at a [neurology] clinic." in page
    assert "<code>[neurology]</code>" in page


def test_only_the_answer_that_was_shown_is_signed(browser, question):
    save(browser, question, "shown")
    save(browser, question, "changed since", revision=1)

    response = sign(browser, question, follow=True)

    assert "changed since you looked" in response.content.decode()
    assert not draft_of(question).is_signed


def test_signing_answers_the_question_and_composes_more_info(
    browser, doctor, question, django_capture_on_commit_callbacks
):
    question.notify_email = "asker@example.org"
    question.save()
    save(browser, question, "Rest. Your dose must be looked at today.")

    with django_capture_on_commit_callbacks(execute=True):
        sign(browser, question)

    question.refresh_from_db()
    reply = question.replies.get()
    assert (reply.signed_by, reply.doctor, question.state) == (doctor.user, doctor, Question.State.ANSWERED)
    assert question.more_info.leaflet
    assert not question.is_public
    assert Event.objects.filter(what="answer signed", thing=f"question:{question.pk}").exists()


def test_the_notice_holds_no_medical_word(browser, question, django_capture_on_commit_callbacks):
    question.notify_email = "asker@example.org"
    question.save()
    save(browser, question, "Rest.")

    with django_capture_on_commit_callbacks(execute=True):
        sign(browser, question)

    (notice,) = mail.outbox
    told = f"{notice.subject} {notice.body}".lower()
    assert notice.to == ["asker@example.org"]
    for word in (
        "twitch",
        "calf",
        question.subject.lower(),
        "neurolog",
        "doctor's answer is: rest",
        str(question.public_id),
    ):
        assert word not in told


def test_a_notice_that_fails_undoes_no_signature_and_tells_no_address(
    browser, question, django_capture_on_commit_callbacks, monkeypatch, caplog
):
    def refuse(asked):
        raise OSError("550 asker@example.org unknown")

    monkeypatch.setattr("consilia.web.workbench.actions.signing.tell_asker", refuse)
    save(browser, question, "Rest.")

    with django_capture_on_commit_callbacks(execute=True):
        sign(browser, question)

    assert question.replies.get().is_signed
    assert "was not sent" in caplog.text
    assert "example.org" not in caplog.text


def test_a_signed_answer_is_never_changed_but_can_be_added_to(browser, question):
    save(browser, question, "Rest.")
    sign(browser, question)

    save(browser, question, "And drink enough.")

    assert [reply.text for reply in question.replies.order_by("pk")] == ["Rest.", "And drink enough."]
    assert question.replies.get(text="Rest.").is_signed


def test_a_double_click_signs_once(browser, question):
    save(browser, question, "Rest.")

    for _ in range(2):
        sign(browser, question)

    assert question.replies.count() == 1


def test_another_doctors_claim_stands_until_it_is_taken_over(browser, doctor, question):
    other = a_doctor_who_logs_in(name="Olive Other")
    actions.claim(question, by=other)
    save(browser, question, "Rest.")

    refused = sign(browser, question, follow=True)
    assert "Another doctor is answering" in refused.content.decode()
    browser.post(at(question, "claim/"), {"take_over": "1"})
    sign(browser, question)

    assert question.replies.exclude(signed_at=None).get().doctor == doctor


def test_a_question_given_back_waits_again_and_keeps_the_draft(browser, question):
    save(browser, question, "Half a thought.")

    browser.post(at(question, "release/"))

    question.refresh_from_db()
    assert (question.state, question.claimed_by) == (Question.State.WAITING, None)
    assert draft_of(question).text == "Half a thought."


def test_there_are_snippets_for_each_kind_of_reply(browser, question):
    page = browser.get(at(question)).content.decode()

    assert len(snippets()) >= 10
    assert all(snippet.title in page for snippet in snippets())


def test_who_goes_on_writing_learns_that_a_colleague_took_the_question_over(browser, question):
    save(browser, question, "Rest.")
    colleague = a_doctor_who_logs_in()
    actions.claim(question, by=colleague, take_over=True)

    response = save(browser, question, "Rest a week.", revision=1, headers={"accept": "application/json"})

    assert response.json()["taken_by"] == colleague.name
    assert draft_of(question).text == "Rest a week."


@pytest.mark.parametrize("end", ["withdrawn", "deleted"])
def test_words_for_a_question_that_was_taken_back_are_given_back(browser, question, end):
    save(browser, question, "Two hours")
    if end == "withdrawn":
        Question.objects.filter(pk=question.pk).update(state=Question.State.WITHDRAWN)
    else:
        Question.objects.filter(pk=question.pk).delete()

    response = save(browser, question, "Two hours of <careful> work.", revision=1)

    assert response.status_code == 410
    assert soup(response).select_one("textarea").text.strip() == "Two hours of <careful> work."
    told = save(browser, question, "more", headers={"accept": "application/json"})
    assert (told.status_code, told.json()) == (410, {"gone": True})


def test_a_doctor_who_writes_learns_that_a_colleague_closed_the_question(browser, question):
    actions.close(question, reason="asked-twice", done="", by=a_doctor_who_logs_in())

    told = save(browser, question, "Rest.", headers={"accept": "application/json"})

    assert told.json()["closed"] is True
    assert draft_of(question).text == "Rest."
