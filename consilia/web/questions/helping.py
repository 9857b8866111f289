"""Whether an answer helped, as the asker says: in the trail, for the doctors alone, never counted in public."""

from enum import StrEnum

from consilia.web.audit.queries import events_about
from consilia.web.questions.models import Question

SAID_OF_THE_ANSWER = "said of the answer"


class Helped(StrEnum):
    """What an asker may say of an answer."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


def said_of_the_answer(question: Question) -> str:
    """Return the asker's latest word on the answer, or "" when there is none."""
    said = events_about(f"question:{question.pk}").filter(what=SAID_OF_THE_ANSWER).first()
    return str(said.details["helped"]) if said else ""
