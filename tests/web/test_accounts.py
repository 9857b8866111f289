"""Logging in and out, passwords, and what an administrator does with people and places."""

import re
from urllib.parse import urlparse

import pytest
from click.testing import CliRunner
from django.conf import settings as django_settings

from consilia.terminal.operate import password_link_command
from consilia.web.accounts.models import Department, Doctor, Hospital, User
from consilia.web.audit.models import Event
from tests.web.asker import soup
from tests.web.factories import a_department, an_administrator
from tests.web.staff import a_doctor_who_logs_in, browser_of

pytestmark = pytest.mark.usefixtures("noise")

PASSWORD = "a quiet river in May"
NEW_DOCTOR = {"name": "Nora New", "username": "nora", "email": "", "department": "neurology", "registration": "GMC 1"}


@pytest.fixture
def doctor():
    made = a_doctor_who_logs_in()
    made.user.set_password(PASSWORD)
    made.user.save()
    return made


@pytest.fixture
def admin():
    return an_administrator()


@pytest.fixture
def browser(admin):
    return browser_of(admin)


def log_in(client, username, password, **more):
    return client.post("/staff/log-in/", {"username": username, "password": password, **more})


def test_a_doctor_lands_at_the_queue_and_an_administrator_at_the_people(client, doctor, admin):
    admin.set_password(PASSWORD)
    admin.save()

    assert log_in(client, doctor.user.username, PASSWORD)["Location"] == "/desk/"
    client.post("/staff/log-out/")
    assert log_in(client, admin.username, PASSWORD)["Location"] == "/staff/people/"


def test_the_log_in_can_be_pasted_and_filled_in_by_a_password_manager(client):
    page = soup(client.get("/staff/log-in/"))

    assert page.select_one("[name=username]")["autocomplete"] == "username"
    assert page.select_one("[name=password]")["autocomplete"] == "current-password"
    assert not page.select("[onpaste]")
    for field in page.select("main input:not([type=hidden])"):
        assert page.select_one(f"label[for={field['id']}]")


def test_a_wrong_password_says_so_and_keeps_no_password(client, doctor):
    response = log_in(client, doctor.user.username, "wrong password")

    page = soup(response)
    assert "user name or the password is wrong" in page.select_one(".error-summary").text
    assert b"wrong password</" not in response.content
    assert not page.select_one("[name=password]").get("value")


def test_an_unknown_user_and_a_wrong_password_look_the_same(client, doctor):
    known, unknown = log_in(client, doctor.user.username, "x"), log_in(client, "nobody", "x")

    assert soup(known).select_one(".error-summary").text == soup(unknown).select_one(".error-summary").text


def test_after_too_many_guesses_even_the_right_password_waits(client, doctor):
    for _ in range(django_settings.AXES_FAILURE_LIMIT):
        response = log_in(client, doctor.user.username, "wrong")

    assert response.status_code == 429
    assert "Too many attempts" in response.content.decode()
    assert log_in(client, doctor.user.username, PASSWORD).status_code == 429
    assert Event.objects.filter(what="log-in locked after wrong passwords").exists()


def test_the_log_in_leads_to_no_other_site(client, doctor):
    response = log_in(client, doctor.user.username, PASSWORD, next="https://evil.example/")

    assert response["Location"] == "/desk/"


def test_logging_in_changes_the_session_and_guards_its_cookie(client, doctor):
    client.get("/staff/log-in/")
    response = log_in(client, doctor.user.username, PASSWORD)

    cookie = response.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == 12 * 3600


def test_cookies_are_for_https_alone_when_the_site_is():
    import subprocess
    import sys

    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "from consilia.web import settings as s; "
            "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS > 0)",
        ],
        env={
            "CONSILIA_HTTPS": "1",
            "CONSILIA_LOCALE": "en-GB",
            "CONSILIA_SECRET_KEY": "only-for-tests-" * 4,
            "CONSILIA_DATA_DIR": str(django_settings.DATA_DIR),
        },
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout.split() == ["True"] * 4


def test_logging_out_ends_the_session(doctor):
    browser = browser_of(doctor)

    browser.post("/staff/log-out/")

    assert browser.get("/desk/").status_code == 302
    assert [e.what for e in Event.objects.filter(by=doctor.user)] == ["logged out"]


def test_a_new_password_must_be_good_and_the_old_one_known(doctor):
    browser = browser_of(doctor)
    fields = {"old_password": PASSWORD, "new_password1": "short", "new_password2": "short"}

    assert "too short" in browser.post("/staff/password/", fields).content.decode()
    wrong = {"old_password": "no", "new_password1": "another river at dawn", "new_password2": "another river at dawn"}
    assert browser.post("/staff/password/", wrong).status_code == 200
    assert browser.post("/staff/password/", wrong | {"old_password": PASSWORD}).status_code == 302

    doctor.user.refresh_from_db()
    assert doctor.user.check_password("another river at dawn")
    assert Event.objects.filter(what="password changed", by=doctor.user).exists()


def test_a_doctor_is_made_in_one_go_and_sets_the_password_by_a_link_that_works_once(browser, client):
    shown = browser.post("/staff/people/new/", NEW_DOCTOR)
    link = soup(shown).select_one("#link")["value"]
    path = re.sub(r"https?://[^/]+", "", link)

    form = client.get(path, follow=True)
    where = form.redirect_chain[-1][0]
    client.post(where, {"new_password1": PASSWORD, "new_password2": PASSWORD})

    nora = Doctor.objects.get(name="Nora New")
    assert (nora.user.username, nora.is_verified, nora.department_id) == ("nora", False, "neurology")
    assert shown["Cache-Control"] == "no-store"
    assert log_in(client, "nora", PASSWORD)["Location"] == "/desk/"
    client.post("/staff/log-out/")
    assert "does not work any more" in client.get(path, follow=True).content.decode()


def test_a_new_link_ends_the_old_one_and_the_password(browser, client, doctor):
    first = soup(browser.post(f"/staff/people/{doctor.slug}/password-link/")).select_one("#link")["value"]
    browser.post(f"/staff/people/{doctor.slug}/password-link/")

    path = re.sub(r"https?://[^/]+", "", first)
    assert "does not work any more" in client.get(path, follow=True).content.decode()
    assert log_in(client, doctor.user.username, PASSWORD).status_code == 200


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"username": "DOCTOR-TAKEN"}, "Choose another"),
        ({"username": "with space"}, "No spaces"),
        ({"name": ""}, "Write the name"),
        ({"name": "Dr."}, "not only the title"),
        ({"department": ""}, "Choose a department"),
        ({"department": "astrology"}, "valid choice"),
        ({"email": "not-an-address"}, "valid email"),
        ({"name": "a\x00b"}, "Null characters"),
    ],
)
def test_a_wrong_form_makes_nobody_and_keeps_what_was_typed(browser, fields, says):
    User.objects.create(username="doctor-taken")
    before = User.objects.count()

    response = browser.post("/staff/people/new/", NEW_DOCTOR | {"registration": "Kept 7"} | fields)

    assert says in soup(response).select_one(".error-summary").text
    assert b"Kept 7" in response.content
    assert User.objects.count() == before


def test_two_doctors_of_one_name_get_two_addresses(browser):
    for username in ("nora", "nora2"):
        browser.post("/staff/people/new/", NEW_DOCTOR | {"username": username})

    assert sorted(Doctor.objects.filter(name="Nora New").values_list("slug", flat=True)) == ["nora-new", "nora-new-2"]


def test_verifying_and_taking_it_away_again_are_written_down(browser, admin):
    doctor = a_doctor_who_logs_in(verified=False)

    browser.post(f"/staff/people/{doctor.slug}/verify/")
    doctor.refresh_from_db()
    assert doctor.verified_by == admin
    browser.post(f"/staff/people/{doctor.slug}/unverify/", {"reason": "left"})

    doctor.refresh_from_db()
    assert not doctor.is_verified
    events = Event.objects.filter(thing=f"doctor:{doctor.pk}").order_by("pk")
    assert [(e.what, e.details.get("reason")) for e in events] == [
        ("doctor verified", None),
        ("doctor unverified", "left"),
    ]


@pytest.mark.parametrize("reason", ["", "because"])
def test_taking_the_right_away_needs_a_reason(browser, reason):
    doctor = a_doctor_who_logs_in()

    response = browser.post(f"/staff/people/{doctor.slug}/unverify/", {"reason": reason}, follow=True)

    doctor.refresh_from_db()
    assert doctor.is_verified
    assert "Say why" in response.content.decode()


def test_a_sample_doctor_has_no_account_to_manage(browser):
    assert browser.get(f"/staff/people/{Doctor.objects.filter(user=None)[0].slug}/").status_code == 404


def test_an_account_can_be_closed_and_opened(browser, client, doctor):
    browser.post(f"/staff/people/{doctor.slug}/close/")
    assert log_in(client, doctor.user.username, PASSWORD).status_code == 200
    browser.post(f"/staff/people/{doctor.slug}/open/")

    assert log_in(client, doctor.user.username, PASSWORD).status_code == 302


def test_places_are_added_and_renamed_and_never_taken_twice(browser):
    a_department()
    browser.post("/staff/departments/new/", {"id": "sleep", "name": "Sleep medicine"})
    browser.post("/staff/departments/sleep/", {"name": "Sleep"})
    taken = browser.post("/staff/departments/new/", {"id": "sleep", "name": "Other"})
    browser.post("/staff/hospitals/new/", {"name": "Hill Hospital", "aliases": "Hill\nHill Clinic"})

    assert Department.objects.get(pk="sleep").name == "Sleep"
    assert "There is a department with this short name." in taken.content.decode()
    assert Hospital.objects.get(name="Hill Hospital").aliases.split() == ["Hill", "Hill", "Clinic"]


def test_a_department_that_the_rules_know_needs_only_its_short_name(browser):
    offered = browser.get("/staff/departments/new/").content.decode()
    browser.post("/staff/departments/new/", {"id": "cardiology", "name": ""})
    unknown = browser.post("/staff/departments/new/", {"id": "sleep", "name": ""})
    odd = browser.post("/staff/departments/new/", {"id": "no spaces", "name": "Odd"})

    assert '<option value="cardiology">Cardiology</option>' in offered
    assert Department.objects.get(pk="cardiology").name == "Cardiology"
    assert "Write a name" in unknown.content.decode()
    assert "Use letters, numbers and hyphens alone" in odd.content.decode()


def test_a_title_typed_before_a_name_is_not_said_twice(browser):
    browser.post("/staff/people/new/", NEW_DOCTOR | {"name": "Dr. Ada Quill", "username": "quill"})

    assert Doctor.objects.get(user__username="quill").name == "Ada Quill"


def test_another_administrators_account_is_closed_and_opened_but_never_ones_own(browser, admin):
    other = an_administrator()
    browser.post(f"/staff/administrators/{other.pk}/close/")
    closed = User.objects.get(pk=other.pk).is_active
    browser.post(f"/staff/administrators/{other.pk}/open/")
    own = browser.post(f"/staff/administrators/{admin.pk}/close/", follow=True)

    assert not closed
    assert User.objects.get(pk=other.pk).is_active
    assert User.objects.get(pk=admin.pk).is_active
    assert "cannot close your own account" in own.content.decode()
    assert Event.objects.filter(what="administrator's account closed", thing=f"user:{other.pk}").exists()


def test_an_address_for_administrators_touches_no_doctor(browser, doctor):
    assert browser.post(f"/staff/administrators/{doctor.user_id}/close/").status_code == 404


def test_a_lost_password_is_mended_on_the_server_by_a_link_that_works_once(admin, client):
    made = CliRunner().invoke(password_link_command, [admin.username])
    nobody = CliRunner().invoke(password_link_command, ["nobody-at-all"])

    path = urlparse(made.output.strip()).path
    assert client.get(path, follow=True).status_code == 200
    assert not User.objects.get(pk=admin.pk).has_usable_password()
    assert nobody.exit_code == 1
    assert "Nobody here" in nobody.output


def test_a_doctor_moves_to_another_place(browser):
    doctor, hospital = a_doctor_who_logs_in(), Hospital.objects.create(name="Hill Hospital")
    a_department("cardiology")

    known = {"name": doctor.name, "registration": doctor.registration, "department": "cardiology"}
    browser.post(f"/staff/people/{doctor.slug}/change/", known | {"hospital": hospital.pk, "about": "Hearts."})

    doctor.refresh_from_db()
    assert (doctor.department_id, doctor.hospital, doctor.about) == ("cardiology", hospital, "Hearts.")
    assert doctor.is_verified


@pytest.mark.parametrize("another", [{"name": "Ada Married"}, {"registration": "GMC 9"}])
def test_another_name_or_registration_has_to_be_verified_anew(browser, doctor, another):
    known = {"name": doctor.name, "registration": doctor.registration, "department": doctor.department_id}
    page = browser.post(f"/staff/people/{doctor.slug}/change/", known | another, follow=True)

    doctor.refresh_from_db()
    assert not doctor.is_verified
    assert "verify again" in page.content.decode()


def test_wrong_details_change_nothing_and_are_explained(browser, doctor):
    page = browser.post(f"/staff/people/{doctor.slug}/change/", {"name": "Dr.", "email": "odd", "department": ""})

    told = soup(page).select_one(".error-summary").text
    assert page.status_code == 400
    assert "not only the title" in told
    assert "Choose a department." in told
    assert Doctor.objects.get(pk=doctor.pk).name == doctor.name


@pytest.mark.parametrize("path", ["/staff/people/", "/staff/people/new/", "/staff/password/"])
def test_staff_pages_are_kept_out_of_search_engines(browser, path):
    assert soup(browser.get(path)).select_one("meta[name=robots]")["content"] == "noindex"
