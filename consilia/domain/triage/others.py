"""Looks at the other people a text tells of: somebody else may be in danger though it is written about the writer."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from consilia.domain.language.model import Finding, Person, Reading, Stance
from consilia.domain.triage.model import Fired, Urgency
from consilia.domain.triage.rules import Rules
from consilia.domain.triage.signs import Signs, classes_of, sentence_around

_TODAY = 1  # day


def signs_of_others(reading: Reading, *, rules: Rules) -> Iterator[Signs]:
    """Yield, for each other person of whom the text tells something that goes on, their signs as if it were theirs."""
    theirs: dict[str, list[Finding]] = {}
    for finding in reading.findings:
        if finding.told is not None:
            theirs.setdefault(finding.whose, []).append(replace(finding, stance=finding.told))
    for findings in theirs.values():
        if not _is_news(findings, text=reading.text, rules=rules):
            continue
        by_concept: dict[str, list[Finding]] = {}
        for finding in findings:
            by_concept.setdefault(finding.concept, []).append(finding)
        yield Signs(
            by_concept=by_concept,
            medicines=classes_of(by_concept.get("medication", []), reading=reading, class_of=rules.class_of),
            measures=(),
            conflicts=(),
            person=Person(),
            age_years=None,
            text=reading.text,
        )


def _is_news(findings: list[Finding], *, text: str, rules: Rules) -> bool:
    """Whether these signs are told as new: begun today, or lately in somebody who is not known to be ill."""
    others = rules.advice.others
    now = [sentence_around(f, text) for f in findings if f.stance is Stance.PRESENT]
    if any(_has_one(sentence, others.news) for sentence in now):
        return True
    dated = [f.since.days for f in findings if f.since and f.stance is not Stance.ABSENT]
    if dated:
        latest = min((days for days in dated if days is not None), default=None)
        if latest is None or latest > others.within_days:
            return False
        if latest < _TODAY:
            return True
    known = {f.concept for f in findings if f.stance in {Stance.PRESENT, Stance.PAST}}
    told = [s for s in now if _has_one(s, others.present) or not _has_one(s, others.unless_past)]
    habit = any(_has_one(sentence, others.unless_habit) for sentence in now)
    return bool(told) and not habit and known.isdisjoint(others.unless_known)


def _has_one(sentence: str, words: Iterable[str]) -> bool:
    return any(re.search(rf"\b{word}\b", sentence, re.IGNORECASE) for word in words)


def in_danger(fired: tuple[Fired, ...], *, rules: Rules) -> tuple[Fired, ...]:
    """Return the emergencies among rules that fired for somebody else; what is less waits for their own question."""
    return tuple(f for f in fired if f.urgency is Urgency.EMERGENCY and not rules.all[f.rule_id].crisis)
