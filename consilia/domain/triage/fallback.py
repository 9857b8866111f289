"""Places a question when no rule spoke: an information question, or a complaint by its length and spread."""

import re

from consilia.domain.language.model import Finding, Reading, Stance
from consilia.domain.triage.model import NOT_UNDERSTOOD, Urgency
from consilia.domain.triage.rules import Rules
from consilia.domain.triage.signs import Signs

INFORMATION = "information-question"
COMPLAINT = "complaint"
SHORT_COMPLAINT = "short-complaint"
KNOWN_CONDITION = "known-condition"
TOLD_BESIDE = "told-beside-a-question"
ANOTHERS_COMPLAINT = "complaint-of-another"
UNREADABLE = "unreadable"
_WORD = re.compile(r"[^\W\d_]+")


def place_without_rule(signs: Signs, reading: Reading, *, rules: Rules) -> tuple[Urgency, str]:
    """Return the level, and the name of the reason, for a readable question on which no rule fired.

    It says nothing about the person's health, only that no rule spoke. A complaint is routine, or self-care when it is
    minor, short and in one place; a condition that a doctor knows is routine; a text that asks is a question for
    information, unless it tells much and nothing of that was understood. Words that neither ask nor tell of anything
    that was understood are none either: something is being told, and nobody heard what. When it began minutes or hours
    ago, it is worth a call today.
    """
    fallbacks = rules.advice.fallbacks
    complaints = _had(signs, among=fallbacks.complaints)
    if complaints:
        short = _is_short(complaints, signs, rules=rules) and not _is_spread(complaints, rules=rules)
        return (Urgency.SELFCARE, SHORT_COMPLAINT) if short else (Urgency.ROUTINE, COMPLAINT)
    if _had(signs, among=fallbacks.conditions):
        return Urgency.ROUTINE, KNOWN_CONDITION
    if any(
        f.stance is Stance.OTHER_PERSON for concept in fallbacks.complaints for f in signs.by_concept.get(concept, ())
    ):
        return Urgency.ROUTINE, ANOTHERS_COMPLAINT
    no_complaint = signs.by_concept.keys().isdisjoint(fallbacks.complaints)
    spoken_of = not (no_complaint and signs.by_concept.keys().isdisjoint(fallbacks.conditions))
    least_told = fallbacks.story_words if signs.by_concept else fallbacks.told_words
    if reading.questions and _words_told(reading) >= least_told:
        return Urgency.ROUTINE, TOLD_BESIDE
    told = {f.stance for concept in fallbacks.just_now for f in signs.by_concept.get(concept, ())}
    is_more = no_complaint and Stance.PRESENT in told  # "a heart attack in May, and for an hour the same again"
    if reading.questions or (spoken_of and not is_more):
        return Urgency.SELFCARE, INFORMATION
    if told - {Stance.HYPOTHETICAL}:
        return fallbacks.least_when_not_understood_and_new, NOT_UNDERSTOOD
    return fallbacks.least_when_not_understood, NOT_UNDERSTOOD


def _had(signs: Signs, *, among: tuple[str, ...]) -> list[Finding]:
    held = [f for concept in among for f in signs.by_concept.get(concept, ())]
    return [
        f for f in held if f.stance is Stance.PRESENT or (f.stance is Stance.UNSURE and f.leans is not Stance.ABSENT)
    ]


def _is_short(complaints: list[Finding], signs: Signs, *, rules: Rules) -> bool:
    """Whether all is minor and short; of complaints that belong together one length is enough."""
    fallbacks = rules.advice.fallbacks
    if not all(f.concept in fallbacks.minor for f in complaints):
        return False
    if len(complaints) == 1 and _is_trifle(complaints[0], signs, rules=rules):
        return True
    days = [f.since.days if f.since else None for f in complaints]
    known = [d for d in days if d is not None]
    if not known or max(known) >= fallbacks.minor_below_days:
        return False
    return len(known) == len(days) or _belong_together(complaints, rules=rules)


def _is_trifle(finding: Finding, signs: Signs, *, rules: Rules) -> bool:
    """Whether it is one of the trifles, with no time, and nothing else was wrong lately."""
    others = (f for concept in rules.advice.fallbacks.complaints for f in signs.by_concept.get(concept, ()))
    if any(f.stance is Stance.PAST for f in others):
        return False
    if not set(rules.advice.fallbacks.trifles_unless).isdisjoint(_WORD.findall(signs.text.lower())):
        return False
    is_plain = finding.since is None and not finding.course and finding.severity != "severe"
    return is_plain and finding.concept in rules.advice.fallbacks.trifles


def _words_told(reading: Reading) -> int:
    """How many words stand outside of the sentences that ask."""
    asked = sum(len(reading.words(span).split()) for span in reading.questions)
    return len(reading.text.split()) - asked


def _is_spread(complaints: list[Finding], *, rules: Rules) -> bool:
    if _belong_together(complaints, rules=rules):
        return False
    return len({f.concept for f in complaints}) > 1 or len({site for f in complaints for site in f.sites}) > 1


def _belong_together(complaints: list[Finding], *, rules: Rules) -> bool:
    concepts = {f.concept for f in complaints}
    return len(concepts) > 1 and any(concepts <= set(line.split()) for line in rules.advice.fallbacks.together)
