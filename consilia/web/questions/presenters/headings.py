"""The heading of a question: the asker's own, but in a crisis a kind one in place of the words of it."""

from consilia import loaded
from consilia.web.questions.models import Question


def asker_heading(question: Question) -> str:
    """Return the heading for the asker's own pages."""
    return loaded.headings().crisis.asker if question.is_crisis else question.subject


def staff_heading(question: Question) -> str:
    """Return the heading for the doctor's queue and desk; the words themselves stand in the text there."""
    return loaded.headings().crisis.staff if question.is_crisis else question.subject
