"""Who may open what: a stranger, an administrator, an unverified doctor, another doctor, the doctor."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from consilia.web.accounts.models import Origin
from consilia.web.audit.models import Event
from consilia.web.questions.models import Question, Report
from consilia.web.workbench import actions
from tests.web.factories import a_published_question, a_question, a_reply, an_administrator
from tests.web.staff import a_doctor_who_logs_in, all_covered, browser_of

pytestmark = pytest.mark.usefixtures("noise")

LOG_IN = "/staff/log-in/"
# address, then the status for: stranger (L = to the log-in), administrator, unverified doctor, verified doctor
PAGES = [
    ("/desk/", "L", 302, 403, 200),
    ("/desk/answered/", "L", 403, 403, 200),
    ("/desk/closed/", "L", 403, 403, 200),
    ("/desk/questions/{id}/", "L", 403, 403, 200),
    ("/desk/questions/{id}/close/", "L", 403, 403, 200),
    ("/desk/questions/{id}/near/", "L", 403, 403, 200),
    ("/desk/questions/{id}/sign/", "L", 403, 403, 302),
    ("/desk/questions/{id}/more-info/", "L", 403, 403, 200),
    ("/desk/reports/", "L", 200, 404, 404),
    ("/desk/reports/{report}/", "L", 200, 404, 404),
    ("/staff/people/", "L", 200, 404, 404),
    ("/staff/people/new/", "L", 200, 404, 404),
    ("/staff/people/{doctor}/", "L", 200, 404, 404),
    ("/staff/departments/new/", "L", 200, 404, 404),
    ("/staff/departments/neurology/", "L", 200, 404, 404),
    ("/staff/hospitals/new/", "L", 200, 404, 404),
    ("/ops/status/", "L", 200, 404, 404),
    ("/ops/trail/", "L", 200, 404, 404),
    ("/staff/password/", "L", 200, 200, 200),
]
DEEDS = [
    ("/desk/questions/{id}/claim/", "L", 403, 403),
    ("/desk/questions/{id}/release/", "L", 403, 403),
    ("/desk/questions/{id}/send-on/", "L", 403, 403),
    ("/desk/questions/{id}/close/", "L", 403, 403),
    ("/desk/questions/{id}/reopen/", "L", 403, 403),
    ("/desk/questions/{id}/draft/", 403, 403, 403),
    ("/desk/questions/{id}/sign/", "L", 403, 403),
    ("/desk/questions/{id}/publish/", "L", 403, 403),
    ("/desk/questions/{id}/unpublish/", "L", 403, 403),
    ("/staff/people/{doctor}/verify/", "L", 302, 404),
    ("/staff/people/{doctor}/unverify/", "L", 302, 404),
    ("/staff/people/{doctor}/close/", "L", 302, 404),
    ("/staff/people/{doctor}/change/", "L", 400, 404),
    ("/staff/administrators/{admin}/close/", "L", 302, 404),
    ("/staff/people/{doctor}/password-link/", "L", 200, 404),
]


@pytest.fixture
def world():
    """One question, one report, one managed doctor, and a browser for each kind of person."""
    question = a_question()
    return {
        "id": question.public_id,
        "report": Report.objects.create(page="/", reason="wrong").pk,
        "doctor": a_doctor_who_logs_in().slug,
        "admin": an_administrator().pk,
        "browsers": [
            browser_of(),
            browser_of(an_administrator()),
            browser_of(a_doctor_who_logs_in(verified=False)),
            browser_of(a_doctor_who_logs_in()),
        ],
    }


def status_of(response):
    """The status, or L for being sent to the log-in."""
    return "L" if response.status_code == 302 and response["Location"].startswith(LOG_IN) else response.status_code


@pytest.mark.parametrize(("address", "expected"), [(row[0], list(row[1:])) for row in PAGES], ids=[r[0] for r in PAGES])
def test_each_page_opens_only_for_its_people(world, address, expected):
    found = [status_of(browser.get(address.format(**world))) for browser in world["browsers"]]

    assert found == expected


@pytest.mark.parametrize(("address", "expected"), [(row[0], list(row[1:])) for row in DEEDS], ids=[r[0] for r in DEEDS])
def test_each_deed_is_refused_to_strangers_and_to_those_who_may_not(world, address, expected):
    found = [status_of(browser.post(address.format(**world))) for browser in world["browsers"][:3]]

    assert found == expected


def test_an_unverified_doctor_reads_no_patients_words():
    a_question("A sentence nobody unverified may read.", subject="Very private")

    page = browser_of(a_doctor_who_logs_in(verified=False)).get("/desk/")

    assert b"not verified yet" in page.content
    assert b"Very private" not in page.content


def test_a_doctor_who_lost_the_right_cannot_sign_what_is_written():
    doctor, question = a_doctor_who_logs_in(), a_question()
    draft = actions.save_draft(question, "Rest.", revision=0, window="w", by=doctor).draft
    doctor.verified_at = None
    doctor.save()

    response = browser_of(doctor).post(f"/desk/questions/{question.public_id}/sign/", {"revision": draft.revision})

    assert response.status_code == 403
    draft.refresh_from_db()
    assert not draft.is_signed


def test_a_closed_account_is_out_at_the_next_page():
    doctor = a_doctor_who_logs_in()
    browser = browser_of(doctor)
    assert browser.get("/desk/").status_code == 200

    browser_of(an_administrator()).post(f"/staff/people/{doctor.slug}/close/")

    assert status_of(browser.get("/desk/")) == "L"


def test_a_doctor_sees_no_other_doctors_draft():
    question, writer = a_question(), a_doctor_who_logs_in()
    actions.save_draft(question, "An unfinished thought of mine.", revision=0, window="w", by=writer)

    page = browser_of(a_doctor_who_logs_in()).get(f"/desk/questions/{question.public_id}/")

    assert page.status_code == 200
    assert b"unfinished thought" not in page.content


def test_a_doctor_cannot_use_or_drop_another_doctors_version():
    question, writer = a_question(), a_doctor_who_logs_in()
    actions.save_draft(question, "first", revision=0, window="a", by=writer)
    version = actions.save_draft(question, "second", revision=0, window="b", by=writer).set_aside
    assert version is not None
    other = browser_of(a_doctor_who_logs_in())

    for deed in ("use", "drop"):
        assert other.post(f"/desk/questions/{question.public_id}/versions/{version.pk}/{deed}/").status_code == 404
    version.refresh_from_db()
    assert version.text == "second"


def test_a_doctor_cannot_publish_or_hide_what_another_answered():
    question = a_published_question(doctor=a_doctor_who_logs_in())
    other = browser_of(a_doctor_who_logs_in())

    assert other.get(f"/desk/questions/{question.public_id}/publish/").status_code == 404
    assert other.post(f"/desk/questions/{question.public_id}/unpublish/").status_code == 404
    question.refresh_from_db()
    assert question.is_public


@pytest.mark.parametrize("fields", [{"origin": Origin.IMPORTED}, {"state": Question.State.WITHDRAWN}])
def test_imported_and_withdrawn_questions_are_on_nobodys_desk(fields):
    question = a_question(**fields)

    assert browser_of(a_doctor_who_logs_in()).get(f"/desk/questions/{question.public_id}/").status_code == 404


def test_every_form_needs_its_secret():
    doctor, question = a_doctor_who_logs_in(), a_question()
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(doctor.user, backend="django.contrib.auth.backends.ModelBackend")

    for address in (f"/desk/questions/{question.public_id}/claim/", "/staff/log-out/", "/staff/password/"):
        assert browser.post(address).status_code == 403
    question.refresh_from_db()
    assert question.claimed_by is None


def test_deeds_are_not_done_by_a_link():
    doctor, question = a_doctor_who_logs_in(), a_question()
    browser = browser_of(doctor)

    for deed in ("claim", "release", "draft", "unpublish"):
        assert browser.get(f"/desk/questions/{question.public_id}/{deed}/").status_code == 405
    assert browser.get("/staff/log-out/").status_code == 405


def test_what_a_doctor_sees_is_kept_in_no_browser_and_leads_nowhere_else():
    doctor, question = a_doctor_who_logs_in(), a_question()

    page = browser_of(doctor).get(f"/desk/questions/{question.public_id}/")

    assert "no-store" in page["Cache-Control"]
    assert "default-src 'none'" in page["Content-Security-Policy"]
    assert "unsafe-inline" not in page["Content-Security-Policy"]
    assert page["Referrer-Policy"] in {"no-referrer", "same-origin"}
    assert page["X-Frame-Options"] == "DENY"
    assert b"<style" not in page.content
    assert b" style=" not in page.content
    assert b"onclick" not in page.content


def test_the_trail_names_deeds_and_no_words():
    doctor = a_doctor_who_logs_in()
    question = a_question("My secret sentence about my calf that twitches.", subject="Secret subject")
    draft = actions.save_draft(question, "My secret answer.", revision=0, window="w", by=doctor).draft
    actions.sign(question, revision=draft.revision, looked_at=all_covered(question, draft.text), by=doctor)

    told = [f"{event.what} {event.thing} {event.details}" for event in Event.objects.all()]

    assert any("answer signed" in line for line in told)
    assert not any("ecret" in line for line in told)


def test_a_question_waits_even_if_its_doctor_is_gone():
    gone = a_doctor_who_logs_in()
    question = a_question(claimed_by=gone, state=Question.State.CLAIMED, asked_at=timezone.now() - timedelta(hours=2))
    gone.user.is_active = False
    gone.user.save()
    doctor = a_doctor_who_logs_in()

    draft = actions.save_draft(question, "Rest.", revision=0, window="w", by=doctor).draft
    actions.sign(question, revision=draft.revision, looked_at=all_covered(question, draft.text), by=doctor)

    question.refresh_from_db()
    assert question.state == Question.State.ANSWERED


def test_an_answered_question_stays_open_to_doctors():
    question = a_question(state=Question.State.ANSWERED)
    a_reply(question)

    assert browser_of(a_doctor_who_logs_in()).get(f"/desk/questions/{question.public_id}/").status_code == 200
