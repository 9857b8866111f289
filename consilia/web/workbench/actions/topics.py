"""Corrects the topics of published questions. A correction is kept whatever the rules say later."""

from django.db import transaction

from consilia.web.accounts.models import User
from consilia.web.audit.actions import note
from consilia.web.questions import derived
from consilia.web.questions.models import Question, QuestionTopic, Topic


@transaction.atomic
def file_under(question: Question, topic: Topic, *, reason: str, by: User) -> None:
    """File the question under the topic, for the reason that a member of staff gives."""
    _correct(question, topic, reason=reason, is_removed=False, by=by)


@transaction.atomic
def take_out(question: Question, topic: Topic, *, reason: str, by: User) -> None:
    """Take the question out of the topic. It is not filed there again, whatever the rules say."""
    _correct(question, topic, reason=reason, is_removed=True, by=by)


@transaction.atomic
def leave_to_rules(question: Question, topic: Topic, *, by: User) -> None:
    """Undo a correction: what the rules say holds again."""
    QuestionTopic.objects.filter(question=question, topic=topic, corrected_by__isnull=False).delete()
    derived.file_under_topics(question)
    _note("topic left to the rules", question, topic, by=by)


def _correct(question: Question, topic: Topic, *, reason: str, is_removed: bool, by: User) -> None:
    QuestionTopic.objects.update_or_create(
        question=question, topic=topic, defaults={"reason": reason, "corrected_by": by, "is_removed": is_removed}
    )
    _note("taken out of a topic" if is_removed else "filed under a topic", question, topic, by=by)


def _note(what: str, question: Question, topic: Topic, *, by: User) -> None:
    """The reason stands with the correction, not in the trail, which holds no words."""
    note(what, by=by, actor=by.role, thing=f"question:{question.pk}", topic=f"{topic.department_id}/{topic.slug}")
