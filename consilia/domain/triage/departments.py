"""Suggests which departments could answer, with the reason in plain words."""

from collections import Counter

from consilia.domain.language.model import Reading, Stance
from consilia.domain.triage.model import Assessment, DepartmentHint
from consilia.domain.triage.rules import Rules
from consilia.domain.triage.signs import age_of

MOST_DEPARTMENTS = 3
MANY_DEPARTMENTS = 4
GENERAL = "internal-medicine"
_SPEAKS_OF_THE_SUBJECT = frozenset({Stance.PRESENT, Stance.UNSURE, Stance.FEARED, Stance.HYPOTHETICAL, Stance.PAST})


def suggest_departments(assessment: Assessment, reading: Reading, *, rules: Rules) -> tuple[DepartmentHint, ...]:
    """Return up to three departments, the most fitting first; general medicine when nothing points anywhere.

    The first department of each rule that fired comes first, then the findings vote, then the rules' other departments.
    """
    reasons: dict[str, str] = {}
    for department in _by_age(reading, rules=rules):
        reasons[department] = rules.departments[department].reason
    fired = [rules.all[f.rule_id] for f in assessment.fired]
    for rule in fired[:MOST_DEPARTMENTS]:
        reasons.setdefault(rule.departments[0], rule.title)
    for department, _ in _votes(reading, rules=rules).most_common():
        reasons.setdefault(department, rules.departments[department].reason)
    for rule in fired:
        for department in rule.departments[1:]:
            reasons.setdefault(department, rule.title)
    if not reasons:
        reasons[GENERAL] = rules.departments[GENERAL].reason
    return tuple(DepartmentHint(d, reason) for d, reason in list(reasons.items())[:MOST_DEPARTMENTS])


def _votes(reading: Reading, *, rules: Rules) -> Counter[str]:
    """How many of the concepts each department knows; general medicine speaks up when many are concerned."""
    votes: Counter[str] = Counter()
    concepts = {f.concept for f in reading.findings if f.stance in _SPEAKS_OF_THE_SUBJECT}
    for department in rules.departments.values():
        count = len(concepts & set(department.concepts))
        if count:
            votes[department.id] = count
    if len(votes) >= MANY_DEPARTMENTS:
        votes[GENERAL] += max(votes.values()) - 1
    return votes


def _by_age(reading: Reading, *, rules: Rules) -> list[str]:
    """The departments for people of this age, or of whom the text speaks so."""
    age = age_of(reading.person)
    concepts = {f.concept for f in reading.findings}
    limited = [d for d in rules.departments.values() if d.age_below is not None]
    return [d.id for d in limited if (concepts & set(d.concepts) if age is None else age < (d.age_below or 0))]
