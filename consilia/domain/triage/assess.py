"""Decides how soon somebody should look: the soonest level that any rule asks for, with the words that decided."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from consilia.domain.language.model import Finding, Reading, Span
from consilia.domain.triage.departments import suggest_departments
from consilia.domain.triage.fallback import UNREADABLE, place_without_rule
from consilia.domain.triage.files import Ask, Combination, Condition, RuleFile, Variant
from consilia.domain.triage.model import Assessment, Fired, FollowUp, Urgency
from consilia.domain.triage.others import in_danger, signs_of_others
from consilia.domain.triage.picture import one_picture
from consilia.domain.triage.rules import Rules
from consilia.domain.triage.signs import ANSWERED, Match, Signs, gather, holds, with_opening_times
from consilia.domain.triage.wording import Settled

MOST_QUESTIONS = 3
NO_ANSWERS: Mapping[str, str] = MappingProxyType({})


def assess(reading: Reading, *, rules: Rules, answers: Mapping[str, str] = NO_ANSWERS) -> Assessment:
    """Return the decision on one reading, completed by answers to follow-up questions (id -> yes, no or unsure).

    A red flag that is stated once is not talked away by a later "no" in an answer. With no rule fired the level says
    only that no rule spoke; `fallback` names why it is what it is. What could not be read is never below the level
    that `advice/fallbacks.yaml` sets, and neither is a question whose answers are half given.
    """
    reading = with_opening_times(reading)
    decided = _decide(reading, rules=rules, answers=answers)
    ask = _worth_asking(decided, reading, rules=rules, answers=answers)
    if ask:
        decided = replace(decided, urgency=min(decided.urgency, _least_half_answered(rules), key=_rank))
    return replace(decided, ask=ask, departments=suggest_departments(decided, reading, rules=rules))


def _rank(urgency: Urgency) -> int:
    return urgency.rank


def _least_half_answered(rules: Rules) -> Urgency:
    return rules.advice.fallbacks.least_when_half_answered


def _decide(reading: Reading, *, rules: Rules, answers: Mapping[str, str]) -> Assessment:
    signs = _signs(reading, rules=rules, answers=answers)
    fired = _with_answered(_fire(signs, rules=rules), answers=answers, rules=rules)
    if not any(f.urgency is Urgency.EMERGENCY for f in fired):
        fired = _soonest_of_each([*fired, *_dangers_of_others(reading, rules=rules)])
    level, fallback = _level(fired, signs, reading, rules=rules)
    return Assessment(
        urgency=level,
        fired=one_picture(fired, signs, rules=rules),
        conflicts=signs.conflicts,
        crisis=any(rules.all[f.rule_id].crisis for f in fired),
        readable=reading.readable,
        reason=reading.reason,
        fallback=fallback,
        rules_version=rules.version,
    )


def _signs(reading: Reading, *, rules: Rules, answers: Mapping[str, str]) -> Signs:
    return gather(reading, class_of=rules.class_of, asks=rules.asks, answers=answers)


def _level(fired: Sequence[Fired], signs: Signs, reading: Reading, *, rules: Rules) -> tuple[Urgency, str]:
    """Return the level that the fired rules, or else the fallback, ask for, and the fallback's name."""
    levels = [f.urgency for f in fired]
    fallback = ""
    if not reading.readable:
        fallback = UNREADABLE
        levels.append(rules.advice.fallbacks.least_when_unreadable)
    elif not fired:
        level, fallback = place_without_rule(signs, reading, rules=rules)
        levels.append(level)
    if "unsure" in signs.answered.values():
        levels.append(_least_half_answered(rules))
    return min(levels, key=_rank), fallback


def _fire(signs: Signs, *, rules: Rules, only: frozenset[str] | None = None) -> tuple[Fired, ...]:
    """Return the rules that fire, soonest first; of each rule the variant that asks for the soonest level."""
    there = signs.by_concept.keys() | signs.medicines.keys()
    found = (_soonest(rule, variants, signs, rules=rules) for rule, variants in rules.may_fire(there, only=only))
    return tuple(sorted((f for f in found if f), key=lambda f: (f.urgency.rank, f.rule_id)))


def _dangers_of_others(reading: Reading, *, rules: Rules) -> Iterable[Fired]:
    for signs in signs_of_others(reading, rules=rules):
        yield from in_danger(_fire(signs, rules=rules), rules=rules)


def _soonest_of_each(fired: Iterable[Fired]) -> tuple[Fired, ...]:
    """Return every rule once, with the soonest level that it asks for, the soonest rules first."""
    soonest = {f.rule_id: f for f in sorted(fired, key=lambda f: f.urgency.rank, reverse=True)}
    return tuple(sorted(soonest.values(), key=lambda f: (f.urgency.rank, f.rule_id)))


def _with_answered(fired: tuple[Fired, ...], *, answers: Mapping[str, str], rules: Rules) -> tuple[Fired, ...]:
    """Return the fired rules with those that only an answer about a suspected danger made fire, soonest first.

    "Yes" is the danger itself, "not sure" is worth a look today.
    """
    heard = [(rules.hearing.by_ask(ask_id), answer) for ask_id, answer in answers.items() if answer != "no"]
    added = [
        Fired(
            rule_id=danger.rule,
            urgency=rules.soonest(danger.rule) if answer == "yes" else _later(rules.soonest(danger.rule)),
            evidence=(),
            variant="asked",
            asked=answer,
        )
        for danger, answer in heard
        if danger
    ]
    return _soonest_of_each([*added, *fired])


def _later(urgency: Urgency) -> Urgency:
    return max(urgency, Urgency.URGENT, key=_rank)


def _soonest(rule: RuleFile, variants: Sequence[Variant], signs: Signs, *, rules: Rules) -> Fired | None:
    best: Fired | None = None
    for variant in variants:
        if best is not None and variant.urgency.rank >= best.urgency.rank:
            continue
        match = together(variant, signs, settled=rules.advice.settled)
        if match is not None:
            fired = _fired(rule, variant, match, signs=signs, rules=rules)
            best = fired if best is None or fired.urgency.rank < best.urgency.rank else best
    return best


def together(combination: Combination, signs: Signs, *, settled: Settled) -> Match | None:
    """Return the evidence when the combination holds: every `all`, enough of `any`, nothing of `none`."""
    matches: list[Match] = []
    for condition in combination.all:
        match = holds(condition, signs)
        if match is None:
            return None
        matches.append(match)
    found = [m for m in (holds(condition, signs) for condition in combination.any) if m]
    if combination.any and len(found) < combination.any_at_least:
        return None
    matches += found
    findings = tuple(dict.fromkeys(f for m in matches for f in m.findings))
    if any(_speaks_against(condition, findings, signs, settled=settled) for condition in combination.none):
        return None
    return Match(findings=findings, spans=tuple(dict.fromkeys(s for m in matches for s in m.spans)))


def _speaks_against(condition: Condition, findings: tuple[Finding, ...], signs: Signs, *, settled: Settled) -> bool:
    """Whether something holds that speaks against the danger of these findings, and is about them."""
    match = holds(condition, signs)
    if match is None:
        return False
    against: Iterable[Finding] = match.findings
    if condition.beside:
        against = [f for f in against if any(signs.share_a_sentence(f, sign) for sign in findings)]
    against = [f for f in against if f.concept not in settled.looks or settled.looked_at(findings, look=f)]
    return bool(against) or not match.findings


def _fired(rule: RuleFile, variant: Variant, match: Match, *, signs: Signs, rules: Rules) -> Fired:
    urgency = variant.urgency
    if variant.settles and not rule.crisis and _is_settled(match.findings, signs, rules=rules):
        urgency = rules.advice.settled.becomes.get(urgency, urgency)
    return Fired(
        rule_id=rule.id, urgency=urgency, evidence=_spans(match), findings=match.findings, variant=variant.name,
        by_answer=_questions_behind(match.findings, signs, rules=rules),
    )  # fmt: skip


def _questions_behind(findings: tuple[Finding, ...], signs: Signs, *, rules: Rules) -> tuple[str, ...]:
    """Return the follow-up questions whose answers put one of these findings there."""
    answered = {f.concept for f in findings if f.cue_role == ANSWERED}
    decides = {ask_id: rules.asks[ask_id].decides for ask_id in signs.answered if ask_id in rules.asks}
    return tuple(
        ask_id
        for ask_id, told in decides.items()
        if told and told.concept in answered and signs.answered[ask_id] != "no"
    )


def _spans(match: Match) -> tuple[Span, ...]:
    stated = [f.span for f in match.findings if f.cue_role != ANSWERED]
    return tuple(sorted({*stated, *match.spans}))


def _is_settled(findings: tuple[Finding, ...], signs: Signs, *, rules: Rules) -> bool:
    """Whether a doctor has looked at it and it goes on unchanged. Nothing new, worse or sudden is ever settled."""
    settled = rules.advice.settled
    if any(f.course in settled.unless_course or f.onset in settled.unless_onset for f in findings):
        return False
    days = [f.since.days for f in findings if f.since and f.since.days is not None]
    if not days or min(days) < settled.at_least_days:
        return False
    return any(holds(condition, signs) for condition in settled.assessed)


def _worth_asking(
    decided: Assessment, reading: Reading, *, rules: Rules, answers: Mapping[str, str]
) -> tuple[FollowUp, ...]:
    """Return at most three questions whose "yes" or "no" would change the level, the weightiest first."""
    if decided.crisis or decided.urgency is Urgency.EMERGENCY or not reading.readable:
        return ()
    signs = _signs(reading, rules=rules, answers=answers)
    there = signs.by_concept.keys() | signs.medicines.keys()
    found: list[tuple[int, FollowUp]] = []
    for ask_id, ask in rules.asks.items():
        trigger = rules.ask_trigger[ask_id]
        if (
            ask_id in answers
            or (trigger and trigger.isdisjoint(there))
            or together(ask.when, signs, settled=rules.advice.settled) is None
        ):
            continue
        reached = _reached(decided, ask, reading, rules=rules, answers=answers)
        if any(rank != decided.urgency.rank for rank in reached):
            concept = ask.decides.concept if ask.decides else ask.settles_conflict
            follow_up = FollowUp(id=ask_id, rule_id=rules.rule_of_ask[ask_id], text=ask.text, concept=concept)
            found.append((min(reached), follow_up))
    found.sort(key=lambda pair: pair[0])
    return tuple(follow_up for _, follow_up in found[:MOST_QUESTIONS])


def _reached(
    decided: Assessment, ask: Ask, reading: Reading, *, rules: Rules, answers: Mapping[str, str]
) -> tuple[int, ...]:
    """Return the ranks of the levels that "yes" and "no" would lead to. Only rules that name the thing asked change."""
    changed = rules.rules_naming.get(ask.decides.concept if ask.decides else ask.settles_conflict, frozenset())
    kept = [f for f in decided.fired if f.rule_id not in changed]
    ranks = []
    for answer in ("yes", "no"):
        signs = _signs(reading, rules=rules, answers={**answers, ask.id: answer})
        fired = _fire(signs, rules=rules, only=changed)
        ranks.append(_level([*kept, *fired], signs, reading, rules=rules)[0].rank)
    return tuple(ranks)
