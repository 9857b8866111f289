"""What triage decides: a level of urgency, the rules that asked for it, and the words that made them fire."""

from dataclasses import dataclass
from enum import StrEnum

from consilia.domain.language.model import Conflict, Finding, Span

NOT_UNDERSTOOD = "not-understood"
"""The fallback of words that neither ask nor tell of anything that was understood."""


class Urgency(StrEnum):
    """How soon somebody should look, soonest first."""

    EMERGENCY = "emergency"  # ambulance or emergency department now
    URGENT = "urgent"  # the same day
    SOON = "soon"  # a doctor within days to two weeks
    ROUTINE = "routine"  # an ordinary appointment
    SELFCARE = "selfcare"  # information and self-care with a safety net

    @property
    def rank(self) -> int:
        """0 for the soonest."""
        return _RANKS[self]

    @property
    def is_today(self) -> bool:
        """Whether somebody must look today: an emergency, or urgent."""
        return self in {Urgency.EMERGENCY, Urgency.URGENT}


_RANKS = {urgency: rank for rank, urgency in enumerate(Urgency)}


@dataclass(frozen=True)
class Fired:
    """A rule that fired, with the level it asked for here and the words that made it fire."""

    rule_id: str
    urgency: Urgency
    evidence: tuple[Span, ...]
    findings: tuple[Finding, ...] = ()
    variant: str = ""  # which of the rule's combinations
    asked: str = ""  # "yes" or "unsure" when the answer to a question about this danger made it fire, and no words did
    by_answer: tuple[str, ...] = ()  # the follow-up questions whose answers ("yes" or "not sure") it rests on


@dataclass(frozen=True)
class FollowUp:
    """A question whose answer could change the level; always offered with yes, no and not sure."""

    id: str
    rule_id: str
    text: str
    concept: str


@dataclass(frozen=True)
class DepartmentHint:
    """A department that could answer, with the reason in plain words and the asker's words that led to it."""

    department: str
    reason: str
    evidence: tuple[Span, ...] = ()

    def quotes(self, text: str) -> tuple[str, ...]:
        """The words that led to it, each once, in the order of the text they were read in."""
        said: dict[str, str] = {}
        for start, end in self.evidence:
            words = " ".join(text[start:end].split())
            said.setdefault(words.lower(), words)
        return tuple(words for words in said.values() if words)


@dataclass(frozen=True)
class Assessment:
    """The decision on one reading, replayable from the versions it names.

    `crisis` is True when a self-harm rule fired: help is then shown before anything else and the question stays
    private whatever the asker chose.
    """

    urgency: Urgency
    fired: tuple[Fired, ...] = ()
    ask: tuple[FollowUp, ...] = ()  # at most three
    departments: tuple[DepartmentHint, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    crisis: bool = False
    readable: bool = True
    reason: str | None = None
    fallback: str = ""  # why this level when no rule fired: a name of advice/fallbacks.yaml, such as "complaint"
    rules_version: str = ""

    @property
    def is_understood(self) -> bool:
        """Whether the words could be read and something in them was understood, be it only a question."""
        return self.readable and self.fallback != NOT_UNDERSTOOD
