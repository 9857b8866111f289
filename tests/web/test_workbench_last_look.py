"""Before signing: each danger sign, dose, number and question is answered for, or left out with a reason."""

import pytest

from consilia import loaded
from consilia.domain.language.model import Conflict, Reading
from consilia.domain.triage.model import Assessment, Urgency
from consilia.web.audit.models import Event
from consilia.web.questions.models import Question, Reply
from consilia.web.workbench import actions
from consilia.web.workbench.presenters.overlooked import overlooked
from tests.web.asker import soup
from tests.web.factories import a_question
from tests.web.staff import all_covered, at, sign

pytestmark = pytest.mark.usefixtures("noise")

STROKE = "For an hour my right arm is weak and my mouth hangs down on one side. My speech is slurred. Is it a stroke?"
CRISIS = "The twitching never ends. I want to kill myself tonight."
SHALLOW = "My muscles have been twitching for a month. In the past few days my breathing is weak and shallow."
DOSE = "My calf twitches. I take pramipexole 50 mg every day."


def a_draft(browser, question, answer: str) -> Reply:
    browser.post(at(question, "draft/"), {"text": answer, "revision": 0, "window": "one"})
    return Reply.objects.get(question=question, signed_at=None)


def before_signing(browser, question, answer: str):
    a_draft(browser, question, answer)
    return soup(browser.get(at(question, "sign/")))


def points(page) -> set[str]:
    return {str(field["name"]).removeprefix("look-") for field in page.select("select")}


def signed(question) -> bool:
    return question.replies.exclude(signed_at=None).exists()


def test_the_doctor_sees_what_the_answer_leaves_out(browser):
    page = before_signing(browser, a_question(STROKE), "Please rest and drink enough. I wish you well.")

    shown = " ".join(page.select_one(".watch").text.split())
    assert "names no number to ring. Here it is 999" in shown
    assert "does not seem to speak of" in shown
    assert "Is it a stroke?" in shown


def test_an_answer_that_speaks_of_the_signs_and_names_the_number_is_not_nagged(browser):
    question = a_question(STROKE.replace(" Is it a stroke?", ""))

    page = before_signing(
        browser, question, "A weak arm, a drooping mouth and slurred speech: ring 999 now. It may be a stroke."
    )

    assert page.select_one(".watch") is None
    assert "Sign this answer" in page.main.text


def test_in_a_crisis_a_line_for_crises_will_do(browser):
    without = before_signing(browser, a_question(CRISIS), "I am sorry that you want to kill yourself. Sleep well.")
    given = before_signing(browser, a_question(CRISIS), "You want to kill yourself: please ring 116 123 now.")

    assert "number" in points(without)
    assert "number" not in points(given)


def test_nothing_is_signed_while_a_point_is_open(browser):
    question = a_question(SHALLOW)
    draft = a_draft(browser, question, "Rest. I wish you well.")

    response = browser.post(at(question, "sign/"), {"revision": draft.revision})

    page = soup(response)
    assert response.status_code == 422
    assert not signed(question)
    links = [str(link["href"]).removeprefix("#") for link in page.select(".error-summary a")]
    assert links
    assert all(page.select_one(f"select[id='{target}']") for target in links)


def test_a_choice_that_the_knowledge_does_not_hold_is_none(browser):
    question = a_question(SHALLOW)
    draft = a_draft(browser, question, "Rest.")
    given = {f"look-{key}": "because" for key in all_covered(question, draft.text)}

    assert browser.post(at(question, "sign/"), {"revision": draft.revision} | given).status_code == 422
    assert not signed(question)


def test_what_was_chosen_already_stays_chosen_when_another_is_missing(browser):
    question = a_question(STROKE)
    draft = a_draft(browser, question, "Rest.")
    keys = sorted(all_covered(question, draft.text))
    assert len(keys) > 1

    page = soup(browser.post(at(question, "sign/"), {"revision": draft.revision, f"look-{keys[0]}": "misread"}))

    assert page.select_one(f"#look-{keys[0]} option[selected]")["value"] == "misread"
    assert page.select_one(f"#look-{keys[1]} option[selected]") is None


def test_the_action_itself_refuses(doctor):
    question = a_question(SHALLOW)
    draft = actions.save_draft(question, "Rest.", revision=0, window="w", by=doctor).draft

    with pytest.raises(actions.CannotSign, match="overlooked"):
        actions.sign(question, revision=draft.revision, by=doctor)


@pytest.mark.parametrize("reason", sorted(loaded.last_look().choices))
def test_each_choice_lets_the_answer_be_signed_and_stands_in_the_trail(browser, reason):
    question = a_question(SHALLOW)
    draft = a_draft(browser, question, "Rest.")
    keys = all_covered(question, draft.text)

    browser.post(at(question, "sign/"), {"revision": draft.revision} | {f"look-{key}": reason for key in keys})

    assert signed(question)
    noted = Event.objects.get(thing=f"question:{question.pk}", what="answer signed").details["looked_at"]
    assert noted == dict.fromkeys(keys, reason)


def test_every_question_that_was_asked_is_a_point(browser):
    page = before_signing(browser, a_question("My calf twitches. Is it ALS? Do I need a scan?"), "Rest and drink.")

    assert {"asked-1", "asked-2"} <= points(page)


def test_a_question_whose_words_the_answer_takes_up_is_chosen_beforehand(browser):
    page = before_signing(browser, a_question("My calf twitches. Is it ALS?"), "ALS is not my first thought.")

    assert page.select_one("#look-asked-1 option[selected]")["value"] == "covered"


def test_a_dose_above_the_usual_is_a_point_until_the_answer_names_the_medicine(browser):
    silent = before_signing(browser, a_question(DOSE), "Rest and drink enough.")
    spoken = before_signing(browser, a_question(DOSE), "Please check your dose of pramipexole today. Rest.")

    assert "dose-1" in points(silent)
    assert "dose-1" not in points(spoken)


def test_what_was_answered_for_once_is_settled_for_what_is_added(browser):
    question = a_question(SHALLOW)
    a_draft(browser, question, "Rest.")
    sign(browser, question)
    assert signed(question)

    page = before_signing(browser, Question.objects.get(pk=question.pk), "And drink enough.")

    assert points(page) == set()


def test_of_routine_rules_and_a_text_without_questions_nothing_is_asked(browser):
    page = before_signing(browser, a_question("My left eyelid has twitched for a week."), "Rest.")

    assert points(page) == set()


def test_a_danger_told_by_a_safety_answer_alone_is_a_point(place):
    from consilia.domain.triage.model import Fired

    fired = Fired("RF01", Urgency.URGENT, evidence=(), by_answer=("breath",))
    decided = Assessment(Urgency.URGENT, (fired,))

    shown = overlooked("Rest.", spoken_of=Reading("Rest."), decided=decided, reading=Reading(""), numbers=place)

    assert [point.key for point in shown] == ["sign-RF01"]


def test_the_same_dose_told_twice_is_one_point(place):
    twice = (Conflict("dose", "aspirin 9 g", "4000 mg", (0, 3)), Conflict("dose", "aspirin 9 g", "4000 mg", (9, 12)))

    shown = overlooked(
        "Rest.",
        spoken_of=Reading("Rest."),
        decided=Assessment(Urgency.ROUTINE),
        reading=Reading("", conflicts=twice),
        numbers=place,
    )

    assert [point.key for point in shown] == ["dose-1"]


@pytest.fixture
def place():
    return loaded.locale("en-GB")
