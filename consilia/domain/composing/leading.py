"""Chooses what a page is about: the complaints that lead it, and which of them were only said in passing."""

from typing import TYPE_CHECKING

from consilia.domain.composing.files import Complaint
from consilia.domain.composing.quoting import SENTENCE_END
from consilia.domain.language.model import Stance

if TYPE_CHECKING:
    from consilia.domain.composing.facts import Facts

_SAID_OFTEN = 2
_MOST = 3


def leading_complaints(facts: "Facts") -> tuple[Complaint, ...]:
    """Return the complaints, the most specific and first named ahead; those only asked about when none is had."""
    ranked = []
    for complaint in facts.knowledge.complaints:
        place = _first_place(complaint, facts)
        if place is not None and not _means_something_else(complaint, facts):
            ranked.append((place[0], _rank(complaint, facts), place[1], complaint))
    ranked.sort(key=lambda row: row[:3])
    if ranked and _is_in_passing(ranked[0][3], facts):
        del ranked[0]
    return tuple(row[3] for row in ranked if row[0] == ranked[0][0])[:_MOST]


def _rank(complaint: Complaint, facts: "Facts") -> int:
    """Lower leads the page: what fails comes before what twitches."""
    fails = complaint.leads_when_failing == "yes" and any(f.concept in complaint.concepts for f in facts.failing)
    return 0 if fails else complaint.rank


def _is_in_passing(complaint: Complaint, facts: "Facts") -> bool:
    """ "I am scared", once and not at the head, beside a question on something else."""
    had = [f for f in facts.reading.findings if f.concept in complaint.concepts and facts.possible(f.concept)]
    if had and all(f.concept in facts.knowledge.policy.not_salient for f in had):
        return True
    if any(f in facts.failing for f in had):
        return False
    head = SENTENCE_END.split(facts.subject.casefold())[0]
    in_head = any(facts.reading.words(f.span).casefold() in head for f in had) if head else False
    feared = any(facts.fears(found) for found in facts.by_concept.values())
    is_weak = all(f.concept in complaint.passing for f in had) and len({f.span for f in had}) < _SAID_OFTEN
    return bool(complaint.passing) and is_weak and not in_head and not feared


def _means_something_else(complaint: Complaint, facts: "Facts") -> bool:
    """Cramps of the belly or of a period are no muscle cramps."""
    found = [f for concept in complaint.concepts for f in facts.by_concept.get(concept, ())]
    if any(set(finding.sites) & set(facts.knowledge.policy.limbs) for finding in found):
        return False
    beside = any(facts.possible(concept) for concept in complaint.gives_way_to)
    return beside or any(detail in facts.details for detail in complaint.gives_way_to_details)


def _first_place(complaint: Complaint, facts: "Facts") -> tuple[int, int] | None:
    """(0 if had, 1 if only asked about or denied and feared; offset) of the first finding, or None."""
    told = [f for concept in complaint.concepts for f in facts.by_concept.get(concept, ())]
    had = [f.span[0] for f in told if facts.possible(f.concept)]
    asked = [f.span[0] for f in told if f.stance is Stance.HYPOTHETICAL]
    return (0, min(had)) if had else (1, min(asked)) if asked else None
