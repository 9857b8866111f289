"""Puts the signs of one emergency together, so that one rule carries them all and lesser ones do not repeat a part."""

from collections.abc import Sequence
from dataclasses import replace

from consilia.domain.language.model import Finding
from consilia.domain.triage.model import Fired, Urgency
from consilia.domain.triage.rules import Rules
from consilia.domain.triage.signs import ANSWERED, Signs, holds


def one_picture(fired: Sequence[Fired], signs: Signs, *, rules: Rules) -> tuple[Fired, ...]:
    """Return the fired rules, each emergency with all of its signs, without the rules that only repeat some of them."""
    whole = [_with_all_signs(f, signs, rules=rules) for f in fired]
    carriers = [f for f in whole if f.urgency is Urgency.EMERGENCY and rules.all[f.rule_id].instead_of]
    return tuple(f for f in whole if not any(_repeats(f, carrier, rules=rules) for carrier in carriers))


def _with_all_signs(fired: Fired, signs: Signs, *, rules: Rules) -> Fired:
    belonging = rules.all[fired.rule_id].signs
    if fired.urgency is not Urgency.EMERGENCY or not belonging or not fired.findings:
        return fired
    more: list[Finding] = [f for condition in belonging if (match := holds(condition, signs)) for f in match.findings]
    findings = tuple(dict.fromkeys((*fired.findings, *more)))
    spans = {f.span for f in findings if f.cue_role != ANSWERED}
    return replace(fired, findings=findings, evidence=tuple(sorted({*fired.evidence, *spans})))


def _repeats(fired: Fired, carrier: Fired, *, rules: Rules) -> bool:
    is_listed = fired.rule_id in rules.all[carrier.rule_id].instead_of
    is_lesser = fired.urgency is not Urgency.EMERGENCY
    return is_listed and is_lesser and bool(fired.findings) and set(fired.findings) <= set(carrier.findings)
