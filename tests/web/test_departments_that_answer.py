"""A question goes where somebody can answer, and the asker is told which department would fit better."""

import pytest

from consilia.web.questions.models import Question
from tests.web.asker import DOCTOR, HEALTH, PERSON, WORDS, Asker
from tests.web.staff import a_doctor_who_logs_in

pytestmark = pytest.mark.usefixtures("noise")


@pytest.fixture
def asker(client):
    asker = Asker(client)
    asker.write(WORDS)
    asker.go_on()
    asker.send("/ask/person/", **PERSON)
    asker.go_on()
    asker.send("/ask/health/", **HEALTH)
    asker.go_on()
    return asker


def chosen(page) -> str:
    option = page.select_one("select[name=department] option[selected]")
    return str(option["value"])


def offered(page) -> set[str]:
    return {str(option["value"]) for option in page.select("select[name=department] option")}


def note(page) -> str:
    return " ".join(page.select_one("main p.note").text.split())


def test_only_departments_in_which_somebody_can_answer_are_offered(asker):
    a_doctor_who_logs_in(department="neurology")
    a_doctor_who_logs_in(department="cardiology", verified=False)
    a_doctor_who_logs_in(department="dermatology")

    page = asker.look()

    assert offered(page) == {"neurology", "dermatology"}
    assert chosen(page) == "neurology"
    assert "would fit better" not in note(page)


def test_general_medicine_stands_in_and_says_for_whom(asker):
    a_doctor_who_logs_in(department="internal-medicine")
    a_doctor_who_logs_in(department="dermatology")

    page = asker.look()

    assert chosen(page) == "internal-medicine"
    assert "Neurology would fit better, but nobody there can answer here now." in note(page)


def test_where_there_is_no_general_medicine_any_that_answers_stands_in(asker):
    a_doctor_who_logs_in(department="dermatology")

    assert chosen(asker.look()) == "dermatology"


def test_while_nobody_can_answer_anywhere_all_are_offered(asker):
    page = asker.look()

    assert chosen(page) == "neurology"
    assert len(offered(page)) > 10


def test_a_department_that_lost_its_last_doctor_is_asked_for_again(asker, client):
    doctor = a_doctor_who_logs_in(department="neurology")
    a_doctor_who_logs_in(department="internal-medicine")
    asker.send("/ask/doctor/", **DOCTOR)
    doctor.verified_at = None
    doctor.save()

    response = asker.send("/ask/doctor/", **DOCTOR)

    assert response.status_code == 422
    assert "Nobody of that kind can answer here now." in response.content.decode()
    assert client.get("/ask/review/")["Location"] == "/ask/doctor/"


def test_words_that_are_sent_alone_go_where_somebody_answers(client):
    a_doctor_who_logs_in(department="internal-medicine")
    words = "Since half an hour my face droops on the left, my arm is weak and I cannot speak properly."
    asker = Asker(client)
    asker.write(words)

    client.post("/ask/now/", {"revision": "1", "step": "help"})

    assert Question.objects.get(text=words).department_id == "internal-medicine"


def test_the_words_that_led_to_the_department_are_quoted(asker):
    a_doctor_who_logs_in(department="neurology")

    page = asker.look()

    assert "You wrote: twitching" in note(page)
    assert page.select_one("main p.note q mark").text == "twitching"


def test_a_crisis_is_not_quoted_beside_the_choice_of_a_doctor(client):
    a_doctor_who_logs_in(department="psychiatry")
    asker = Asker(client)
    asker.write("I am so low that I want to die, and I have the tablets here.")
    asker.go_on()
    asker.send("/ask/person/", **PERSON)
    asker.go_on()
    asker.send("/ask/health/", **HEALTH)
    asker.go_on()

    page = asker.look()

    assert chosen(page) == "psychiatry"
    assert "want to die" not in note(page)
