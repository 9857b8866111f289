"""Finds the signs of a muscle that fails: thin, useless, weak in one place, or weaker and weaker."""

from consilia.domain.composing.knowledge import ComposingKnowledge
from consilia.domain.composing.places import is_one, place_words
from consilia.domain.language.model import Finding, Reading, Stance


def failing_signs(reading: Reading, *, knowledge: ComposingKnowledge) -> tuple[Finding, ...]:
    """Return the signs that are surely there, each concept once; none where a known illness explains them.

    Here harmless causes stand aside: a twitch beside them is no longer a twitch alone. The rules of triage decide how
    soon somebody should look, and may ask for more or less.
    """
    had = {f.concept for f in reading.findings if f.stance is Stance.PRESENT}
    if had.intersection(knowledge.policy.failing.not_with):
        return ()
    found = [f for f in reading.findings if f.stance is Stance.PRESENT and _fails(f, had, reading, knowledge)]
    return tuple({f.concept: f for f in reversed(found)}.values())[::-1]


def _fails(finding: Finding, had: set[str], reading: Reading, knowledge: ComposingKnowledge) -> bool:
    policy = knowledge.policy.failing
    is_old = finding.since is not None and (finding.since.days or 0) >= policy.longest_days
    if is_old or had.intersection(policy.explained_by.get(finding.concept, ())):
        return False
    if finding.concept in policy.signs:
        return True
    if finding.concept not in policy.weakness:
        return False
    words = [place_words(one, text=reading.text, knowledge=knowledge) for one in finding.sites if one in policy.places]
    is_in_one = finding.side != "both" and any(is_one(word, knowledge=knowledge) for word in words)
    lasts = finding.since is not None and (finding.since.days or 0) >= policy.weak_for_days
    return finding.course == "worse" or (bool(words) and finding.severity != "mild" and (is_in_one or lasts))
