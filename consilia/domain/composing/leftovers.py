"""What the asker said that no sentence has taken up yet, and why some of it never will be."""

from collections.abc import Iterable

from consilia.domain.composing.facts import TESTS, Facts
from consilia.domain.composing.model import Claim
from consilia.domain.composing.wording import finding_claim
from consilia.domain.language.model import Finding, Stance


def _salient(facts: Facts) -> Iterable[Finding]:
    """One finding for each concept and stance that a page should take up."""
    policy = facts.knowledge.policy
    once = {(f.concept, f.stance): f for f in reversed(facts.reading.findings)}
    for finding in reversed(once.values()):
        if finding.stance.value in policy.salient_stances and finding.concept not in policy.not_salient:
            yield finding


def unspoken(kind: str, *, facts: Facts, spoken: frozenset[tuple[str, str]]) -> list[Claim]:
    """Claims of one kind (have, denied, medicines, tests, new) that no sentence rests on yet, in the asker's order."""
    wanted = [finding_claim(finding, facts) for finding in _salient(facts) if _is_of(kind, finding, facts)]
    wanted = [c for c in wanted if (c.value, c.stance) not in spoken]
    return list({claim.words: claim for claim in reversed(wanted)}.values())[::-1]


def _is_of(kind: str, finding: Finding, facts: Facts) -> bool:
    if kind == "new":
        return finding in facts.new_facts
    if finding.concept == "medication":
        return kind == "medicines" and finding.stance is Stance.PRESENT
    if finding.concept in TESTS:
        return kind == "tests" and finding.stance is Stance.PRESENT and finding.result != "planned"
    if not facts.knowledge.may_be_told(finding.concept):
        return False
    if kind == "have":
        return finding == facts.possible(finding.concept)
    return kind == "denied" and facts.denied(finding.concept) is not None


def not_discussed(*, facts: Facts, spoken: frozenset[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Each concept the page leaves out, with the reason in plain words."""
    reasons = facts.knowledge.words.reasons
    used = {concept for concept, _ in spoken}
    left: dict[str, str] = {}
    for finding in facts.reading.findings:
        if finding.concept in used:
            continue
        reason = reasons.get(finding.stance.value) or reasons["otherwise"]
        if finding.concept in TESTS and finding.result == "planned":
            reason = reasons["planned"]
        if facts.assessment.crisis:
            reason = reasons["crisis"]
        left.setdefault(finding.concept, reason)
    return tuple(left.items())
