"""Everything that writes to the questions room. Each action is atomic and leaves an audit event."""

from consilia.web.questions.actions.asking import Answers, NotForPublic, ask
from consilia.web.questions.actions.composing import compose_when_missing
from consilia.web.questions.actions.counting import count_opened, count_search
from consilia.web.questions.actions.drafting import (
    forget_draft,
    forget_old_drafts,
    save_answers,
    start_draft,
    take_aside,
)
from consilia.web.questions.actions.own import (
    add_details,
    consent,
    delete_question,
    say_if_helped,
    set_email,
    take_back_consent,
    withdraw,
)
from consilia.web.questions.actions.reporting import report

__all__ = [
    "Answers",
    "NotForPublic",
    "add_details",
    "ask",
    "compose_when_missing",
    "consent",
    "count_opened",
    "count_search",
    "delete_question",
    "forget_draft",
    "forget_old_drafts",
    "report",
    "save_answers",
    "say_if_helped",
    "set_email",
    "start_draft",
    "take_aside",
    "take_back_consent",
    "withdraw",
]
