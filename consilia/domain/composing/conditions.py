"""Decides whether a knowledge item's condition holds, and on which of the asker's words."""

from collections.abc import Callable, Iterable

from consilia.domain.composing.facts import Facts
from consilia.domain.composing.files import When
from consilia.domain.composing.model import Claim
from consilia.domain.composing.wording import finding_claim
from consilia.domain.language.model import Finding, Stance

Claims = tuple[Claim, ...]
Lookup = Callable[[str], Finding | None]


def holds(when: When, facts: Facts) -> Claims | None:
    """Return the claims that make the condition true (none for a bare fact), or None when it is false."""
    if not when.model_fields_set:  # nothing is asked: always
        return ()
    gathered: list[Claim] = []
    for part in (_by_stance, _by_test, _by_silence, _by_place, _by_time, _by_person, _by_assessment, _by_others):
        claims = part(when, facts)
        if claims is None:
            return None
        gathered += claims
    return tuple(dict.fromkeys(gathered))


def _any(concepts: Iterable[str], lookup: Lookup, facts: Facts) -> list[Claim] | None:
    """Claims for every concept the lookup finds; None when it finds none; nothing asked, nothing claimed."""
    names = tuple(concepts)
    found = [finding for finding in map(lookup, names) if finding]
    if names and not found:
        return None
    return [finding_claim(finding, facts) for finding in found]


def _every(concepts: Iterable[str], lookup: Lookup, facts: Facts) -> list[Claim] | None:
    found = [lookup(concept) for concept in concepts]
    return None if None in found else [finding_claim(finding, facts) for finding in found if finding]


def _by_stance(when: When, facts: Facts) -> list[Claim] | None:
    def stance(wanted: Stance) -> Lookup:
        return lambda concept: facts.with_stance(concept, wanted)

    def mentioned(concept: str) -> Finding | None:
        return next(iter(facts.by_concept.get(concept, ())), None)

    def plainly_absent(concept: str) -> Finding | None:
        return None if facts.possible(concept) else facts.with_stance(concept, Stance.ABSENT)

    gathered: list[Claim] = []
    for concepts, lookup in (
        (when.present, stance(Stance.PRESENT)),
        (when.possible, facts.possible),
        (when.unsure, stance(Stance.UNSURE)),
        (when.absent, plainly_absent),
        (when.denied, facts.denied),
        (when.past, stance(Stance.PAST)),
        (when.feared, stance(Stance.FEARED)),
        (when.asked, stance(Stance.HYPOTHETICAL)),
        (when.others, stance(Stance.OTHER_PERSON)),
        (when.mentioned, mentioned),
    ):
        if not concepts:
            continue
        claims = _any(concepts, lookup, facts)
        if claims is None:
            return None
        gathered += claims
    for concepts, lookup in ((when.present_all, stance(Stance.PRESENT)), (when.possible_all, facts.possible)):
        claims = _every(concepts, lookup, facts)
        if claims is None:
            return None
        gathered += claims
    return gathered


def _by_test(when: When, facts: Facts) -> list[Claim] | None:
    def done(result: str | None) -> Lookup:
        return lambda test: next(
            (
                f
                for f in facts.by_concept.get(test, ())
                if f.stance is Stance.PRESENT and f.result != "planned" and (result is None or f.result == result)
            ),
            None,
        )

    def planned(test: str) -> Finding | None:
        return next((f for f in facts.by_concept.get(test, ()) if f.result == "planned"), None)

    gathered: list[Claim] = []
    for tests, lookup in (
        (when.normal, done("normal")),
        (when.abnormal, done("abnormal")),
        (when.done, done(None)),
        (when.planned, planned),
    ):
        if not tests:
            continue
        claims = _any(tests, lookup, facts)
        if claims is None:
            return None
        gathered += claims
    return gathered


def _by_silence(when: When, facts: Facts) -> list[Claim] | None:
    if any(facts.possible(concept) for concept in when.clear_of):
        return None
    if any(concept in facts.by_concept for concept in when.silent_on):
        return None
    return []


def _by_place(when: When, facts: Facts) -> list[Claim] | None:
    gathered: list[Claim] = []
    if when.topic and not facts.topics.intersection(when.topic):
        return None
    if when.lead and not (facts.complaints and facts.complaints[0].id in when.lead):
        return None
    if when.place:
        places = [f for f in facts.reading.findings if f.stance is Stance.PRESENT and set(f.sites) & set(when.place)]
        if not places:
            return None
        site = next(site for site in places[0].sites if site in when.place)
        gathered.append(Claim("place", site, places[0].stance.value, places[0].span, facts.place_words(site)))
    if when.one_sided:
        sided = facts.on_one_side(when.one_sided)
        if not sided:
            return None
        side = sided[0].side or ""
        gathered.append(Claim("side", side, sided[0].concept, sided[0].span, facts.knowledge.words.sides[side]))
    if when.detail:
        hits = [name for name in when.detail if name in facts.details]
        if not hits:
            return None
        gathered += [Claim("detail", name, "", facts.details[name]) for name in hits]
    return gathered


def _by_time(when: When, facts: Facts) -> list[Claim] | None:
    asked = when.longer_than_days is not None or when.at_most_days is not None or when.known_duration is not None
    if not asked:
        return []
    if facts.since is None:
        return None
    days = float(facts.since.value)
    if when.longer_than_days is not None and days <= when.longer_than_days:
        return None
    if when.at_most_days is not None and days > when.at_most_days:
        return None
    return [facts.since]


def _by_person(when: When, facts: Facts) -> list[Claim] | None:
    checks = (
        when.age_from is None or (facts.age_at_least is not None and facts.age_at_least >= when.age_from),
        when.age_below is None or (facts.age_at_least is not None and facts.age_at_least < when.age_below),
        when.bmi_below is None or (facts.bmi is not None and facts.bmi < when.bmi_below),
        _is(when.young, facts.is_young),
        _is(when.pregnant, facts.is_pregnant),
        _is(when.proxy, facts.is_proxy),
    )
    if not all(checks):
        return None
    gathered: list[Claim] = []
    if when.age_from is not None or when.age_below is not None or when.young == "yes":
        gathered.append(Claim("age", str(facts.age_at_least)))
    if when.bmi_below is not None:
        span = next(m.span for m in facts.reading.measures if m.kind == "bmi")
        gathered.append(Claim("bmi", f"{facts.bmi:.1f}", "", span, f"{facts.bmi:.0f}"))
    medicines = _medicines(when, facts)
    return None if medicines is None else gathered + medicines


def _medicines(when: When, facts: Facts) -> list[Claim] | None:
    taken = {f.span: f for group in when.takes for f in facts.takes(group)}
    pairs = [facts.takes(group) for group in when.takes_two]
    pairs = [pair for pair in pairs if len({facts.reading.words(f.span).casefold() for f in pair}) > 1]
    if (when.takes and not taken) or (when.takes_two and not pairs):
        return None
    return [finding_claim(f, facts) for f in (*taken.values(), *(f for pair in pairs for f in pair))]


def _is(wanted: str | None, truth: bool) -> bool:  # noqa: FBT001 - the truth is what is asked about
    return wanted is None or (wanted == "yes") is truth


def _by_assessment(when: When, facts: Facts) -> list[Claim] | None:
    assessment = facts.assessment
    fired = [f for f in assessment.fired if f.rule_id in when.fired]
    if when.fired_any:
        calm = facts.knowledge.policy.calm_rules
        fired += [f for f in assessment.fired if f.urgency is assessment.urgency and f.rule_id not in calm]
    conflicts = [c for c in (*assessment.conflicts, *facts.reading.conflicts) if c.kind in when.conflict]
    checks = (
        not (when.fired or when.fired_any) or fired,
        not when.conflict or conflicts,
        not when.urgency or assessment.urgency.value in when.urgency,
        when.crisis is None or assessment.crisis,
        _is(when.open_flag, facts.open_flag),
        _is(when.worry_blocked, facts.reassurance_blocked),
        _is(when.failing, bool(facts.failing)),
        _is(when.readable, facts.reading.readable and assessment.readable),
        when.repeats is None or facts.repeats is (when.repeats != "no"),
        when.repeats != "nothing-new" or not facts.new_facts,
        _is(when.information_only, facts.is_level_hidden),
        not (facts.is_level_hidden and (when.urgency or when.fired_any or when.fired)),
    )
    if not all(checks):
        return None
    stated = facts.reading.findings  # an answer to a follow-up question stands nowhere in the text
    gathered = [finding_claim(f, facts) for one in fired for f in one.findings if f in stated]
    gathered += [Claim("rule", one.rule_id, "", span) for one in fired for span in one.evidence[:1] if not one.findings]
    gathered += [Claim("conflict", one.kind, "", one.span) for one in conflicts]
    if when.failing == "yes":
        gathered += [finding_claim(f, facts) for f in facts.failing]
    if when.urgency:
        gathered.append(Claim("level", assessment.urgency.value))
    return gathered


def _by_others(when: When, facts: Facts) -> list[Claim] | None:
    if any(holds(one, facts) is not None for one in when.none_of):
        return None
    if not when.any_of:
        return []
    held = [claims for claims in (holds(one, facts) for one in when.any_of) if claims is not None]
    return [claim for claims in held for claim in claims] if held else None
