"""Derives what is kept beside an imported question: assessment, department, title, topics, public words."""

from consilia import loaded
from consilia.domain.triage.model import Assessment
from consilia.web.exchange.actions.people import GENERAL, department_with_id
from consilia.web.exchange.actions.public import show_to_strangers
from consilia.web.exchange.departments import department_by_tags
from consilia.web.exchange.models import Source
from consilia.web.questions import derived, searching
from consilia.web.questions.models import Question

_NOT_A_HOME = {"emergency-medicine"}  # where to go, not who answers


class Deriving:
    """The steps after a question was stored, within the same transaction."""

    def in_full(self, questions: list[Question]) -> None:
        """Derive everything, More Info too."""
        for question in questions:
            derived.make_again(question)
            show_to_strangers(question)
            _index(question)

    def lightly(self, question: Question, *, tags: tuple[str, ...], is_new: bool, has_new_answers: bool) -> None:
        """Derive what a list, a search or a queue needs. More Info is composed when somebody opens the page."""
        if is_new:
            assessment = derived.understand(question)
            _choose_department(question, assessment, tags=tags)
            derived.give_title(question)
            derived.file_under_topics(question)
        if is_new or has_new_answers:
            show_to_strangers(question)
            _index(question)

    def as_it_was(self, question: Question) -> None:
        """Derive everything anew, but leave the public words as they were."""
        derived.make_again(question)
        _index(question)


def _index(question: Question) -> None:
    if question.is_public:
        searching.put(question)


def _choose_department(question: Question, assessment: Assessment, *, tags: tuple[str, ...]) -> None:
    """Take the department that triage suggests, else the one the tags speak of, else general medicine."""
    hints = [h for h in assessment.departments if h.department not in _NOT_A_HOME]
    chosen, reason = next(((h.department, h.reason) for h in hints if h.department != GENERAL), ("", ""))
    if not chosen:
        chosen, tag = department_by_tags(tags, folder=loaded.KNOWLEDGE)
        reason = f"tag: {tag}" if chosen else ""
    if not chosen:
        chosen, reason = GENERAL, "neither its words nor its tags point to another department"
    question.department = department_with_id(chosen)
    question.save(update_fields=["department"])
    Source.objects.filter(question=question).update(department_reason=reason[:200])
