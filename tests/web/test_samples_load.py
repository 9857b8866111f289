"""Loading the sample content into an empty database."""

import pytest

from consilia import loaded
from consilia.domain.samples import load_samples
from consilia.web.accounts.models import Department, Doctor, Hospital, Origin
from consilia.web.exchange import samples as loading
from consilia.web.questions import derived, searching
from consilia.web.questions.models import Question, QuestionTopic, Reply, Topic

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("quick_index")]


@pytest.fixture
def few(monkeypatch):
    """The first questions of each kind, so that the test is quick."""
    everything = load_samples(loaded.KNOWLEDGE)
    chosen = [*everything.answered[:4], *everything.waiting[:2]]
    fewer = type(everything)(hospitals=everything.hospitals, doctors=everything.doctors, questions=tuple(chosen))
    monkeypatch.setattr(loading, "load_samples", lambda folder: fewer)
    return fewer


def test_samples_are_marked_published_and_found(few):
    assert loading.load_samples_into_database() == 6

    answered = Question.objects.filter(state=Question.State.ANSWERED)
    assert answered.count() == 4
    for question in answered:
        assert question.origin == Origin.SAMPLE
        assert question.published_at is not None or question.is_crisis
        assert question.replies.get().public_text
    assert searching.is_built()


def test_waiting_samples_stand_in_the_queue_assessed(few):
    loading.load_samples_into_database()

    waiting = Question.objects.filter(state=Question.State.WAITING)
    assert waiting.count() == 2
    assert all(question.urgency and question.published_at is None for question in waiting)


def test_people_departments_and_topics_come_along(few):
    loading.load_samples_into_database()

    assert Doctor.objects.filter(origin=Origin.SAMPLE, verified_at=None).count() == len(few.doctors)
    assert Hospital.objects.count() == len(few.hospitals)
    assert Department.objects.count() == len(loaded.rules().departments)
    assert Topic.objects.count() == len(loaded.topics().topics)


def test_loading_again_changes_nothing(few):
    loading.load_samples_into_database()

    assert loading.load_samples_into_database() == 0
    assert Question.objects.count() == 6
    assert Reply.objects.count() == 4


def test_topics_given_by_hand_stay_when_all_is_derived_again(few):
    loading.load_samples_into_database()
    question = Question.objects.filter(questiontopic__by_hand=True).first()
    assert question is not None
    far_off = Topic.objects.exclude(questiontopic__question=question).first()
    QuestionTopic.objects.create(question=question, topic=far_off, reason="chosen", by_hand=True)
    by_hand = set(question.questiontopic_set.filter(by_hand=True).values_list("topic_id", "reason"))

    derived.make_again(question)
    derived.make_again(question)

    assert set(question.questiontopic_set.filter(by_hand=True).values_list("topic_id", "reason")) == by_hand
