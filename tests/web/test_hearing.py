"""Words that only sound like danger lead to a question, never to an alarm; the answer decides."""

import pytest

from consilia import loaded
from consilia.domain.hearing.ear import Suspicion
from consilia.web.questions import hearing
from consilia.web.questions.models import Question
from tests.web.asker import Asker

pytestmark = pytest.mark.usefixtures("noise")

WORDS = "My legs feel cut at the strings, I do not know how to say it better. What can it be?"
ASKED = loaded.rules().hearing.dangers["RF07"].ask


class EarThatSuspects:
    """Suspects what the test says, whatever it hears."""

    def __init__(self, *rules):
        self.rules, self.heard = rules, 0

    def suspects(self, text):
        self.heard += 1
        return tuple(Suspicion(rule, text, 1.0) for rule in self.rules)


@pytest.fixture
def asker(client):
    return Asker(client)


@pytest.fixture
def ear(settings, monkeypatch, quick_index):
    listening = EarThatSuspects("RF07", "RF06")
    monkeypatch.setattr(hearing, "_ears", {str(settings.DATA_DIR): listening})
    return listening


def test_what_sounds_like_danger_is_asked_and_no_changes_nothing(asker, ear):
    asker.write(WORDS)

    assert asker.at == "/ask/safety/"
    page = asker.look()
    assert ASKED in page.text
    asked = {field["name"] for field in page.select("input[type=radio]")}
    assert asked == {"heard-RF07", "heard-RF06", "danger-now"}

    asker.send("/ask/safety/", **dict.fromkeys(asked, "no"))
    assert asker.at == "/ask/similar/"


def test_yes_interrupts_with_the_question_that_was_answered(asker, ear):
    asker.write(WORDS)

    asker.send("/ask/safety/", **{"heard-RF07": "yes", "heard-RF06": "no", "danger-now": "no"})

    assert asker.at == "/ask/help/"
    page = asker.look()
    assert page.select_one(".advice-emergency a[href='tel:999']")
    assert ASKED in page.text


def test_not_sure_is_told_to_speak_to_somebody_today_and_the_answer_is_stored(asker, ear):
    asker.write(WORDS)
    asker.send("/ask/safety/", **{"heard-RF07": "unsure", "heard-RF06": "no", "danger-now": "no"})

    assert asker.look().select_one(".advice-urgent")
    asker.send("/ask/help/")
    asker.fill_in()
    asker.send("/ask/review/")
    question = Question.objects.get(text=WORDS)
    assert question.safety_answers["heard-RF07"] == "unsure"
    assert question.urgency == "urgent"


def test_the_ear_is_not_asked_where_help_is_shown_already(asker, ear):
    asker.write("Since half an hour my face droops on the left, my arm is weak and I cannot speak properly.")

    assert asker.at == "/ask/help/"
    assert ear.heard == 0


def test_without_a_model_nothing_is_suspected(asker):
    asker.write(WORDS)

    assert asker.at == "/ask/similar/"
