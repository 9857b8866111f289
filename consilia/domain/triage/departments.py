"""Suggests which departments could answer, with the reason in plain words."""

from collections import Counter

from consilia.domain.language.model import Reading, Stance
from consilia.domain.triage.model import Assessment, DepartmentHint
from consilia.domain.triage.rules import Rules
from consilia.domain.triage.signs import age_of

MOST_DEPARTMENTS = 3
_SPEAKS_OF_THE_SUBJECT = frozenset({Stance.PRESENT, Stance.UNSURE, Stance.FEARED, Stance.HYPOTHETICAL, Stance.PAST})


def suggest_departments(assessment: Assessment, reading: Reading, *, rules: Rules) -> tuple[DepartmentHint, ...]:
    """Return up to three departments, the most fitting first; general medicine when nothing points anywhere.

    The rules that fired speak first (they name departments in order), then the findings vote.
    """
    reasons: dict[str, str] = {}
    for fired in assessment.fired:
        rule = rules.all[fired.rule_id]
        for department in rule.departments:
            reasons.setdefault(department, rule.title)
    for department, _ in _votes(reading, rules=rules).most_common():
        reasons.setdefault(department, rules.departments[department].reason)
    for department in _by_age(reading, rules=rules):
        reasons = {department: rules.departments[department].reason, **reasons}
    if not reasons:
        reasons["internal-medicine"] = rules.departments["internal-medicine"].reason
    return tuple(DepartmentHint(d, reason) for d, reason in list(reasons.items())[:MOST_DEPARTMENTS])


def _votes(reading: Reading, *, rules: Rules) -> Counter[str]:
    votes: Counter[str] = Counter()
    concepts = {f.concept for f in reading.findings if f.stance in _SPEAKS_OF_THE_SUBJECT}
    for department in rules.departments.values():
        count = len(concepts & set(department.concepts))
        if count:
            votes[department.id] = count
    return votes


def _by_age(reading: Reading, *, rules: Rules) -> list[str]:
    age = age_of(reading.person)
    return [
        d.id for d in rules.departments.values() if d.age_below is not None and age is not None and age < d.age_below
    ]
