"""Turns templates and claims into sentences, and claims into the words that may stand for them."""

import re
import string
from collections.abc import Iterable, Sequence
from hashlib import blake2b

from consilia.domain.composing.facts import TESTS, Facts
from consilia.domain.composing.knowledge import Words
from consilia.domain.composing.model import Claim
from consilia.domain.composing.places import own_place
from consilia.domain.composing.quoting import sentence_at
from consilia.domain.language.model import Finding, Stance
from consilia.domain.locales import Locale

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z{“])")
_ROUNDED = 0.1  # how far off a length of time may be said
_DAYS = (("year", 365.0), ("month", 30.4), ("week", 7.0), ("day", 1.0))


_SLOT_KINDS = {
    "facts": "finding",
    "denied_facts": "finding",
    "blocking_facts": "finding",
    "names": "finding",
    "yours": "finding",
    "tests": "test",
    "medicines": "medicine",
    "side": "side",
    "bmi": "bmi",
}


_QUOTED = ("told", "told_more", "asked")  # whole sentences of the asker
FROM_FACTS = frozenset({*_SLOT_KINDS, "places", "since", "quotes", "told", "told_more", "asked"})
"""Slots that stand for what the asker told, and cannot be filled when nothing of the kind was told."""


class UnknownSlot(ValueError):
    """A template asks for something that the composer cannot fill."""


def finding_claim(finding: Finding, facts: Facts) -> Claim:
    """The claim that a finding supports, with the words a sentence may use for it."""
    kind = "test" if finding.concept in TESTS else "medicine" if finding.concept == "medication" else "finding"
    stance = finding.stance.value if kind != "test" else finding.result or "unknown"
    if finding.stance is Stance.UNSURE and finding.leans:
        stance = f"unsure-{finding.leans.value}"
    return Claim(kind, finding.concept, stance, finding.span, _words_for(finding, facts))


def _words_for(finding: Finding, facts: Facts) -> str:
    """A clause that fits after "you wrote that": "your eyelid twitches", "you have no weakness"."""
    phrase, words = facts.knowledge.phrase(finding.concept), facts.knowledge.words
    if finding.concept == "medication":
        return facts.reading.words(finding.span)
    if finding.concept in TESTS:
        return phrase.name
    if not facts.knowledge.may_be_told(finding.concept) and finding.stance not in (Stance.FEARED, Stance.HYPOTHETICAL):
        return ""
    own = {
        Stance.PRESENT: (phrase.present, words.there_is),
        Stance.ABSENT: (phrase.absent, words.there_is_no),
        Stance.UNSURE: (phrase.unsure, words.not_sure_about),
    }
    if finding.leans is Stance.ABSENT and not facts.is_proxy:
        return words.not_noticed.format(name=phrase.name)
    clause, general = own.get(finding.stance, (phrase.name, "{name}"))
    if finding.stance is Stance.PRESENT and phrase.placed and not facts.is_proxy:
        place = own_place(finding, text=facts.reading.text, knowledge=facts.knowledge)
        clause = phrase.placed.format(place=place) if place else clause
    return clause if clause and not facts.is_proxy else general.format(name=phrase.name)


def join(parts: Iterable[str], words: Words) -> str:
    """ "a", "a and b", "a, b and c"; and "you feel low and sad", not "you feel low and you feel sad"."""
    several = list(dict.fromkeys(parts))
    for start, rest in words.said_once.items():
        if len(several) > 1 and all(part.startswith(start) for part in several):
            several = [several[0], *(rest + part.removeprefix(start) for part in several[1:])]
            break
    if len(several) < 2:
        return "".join(several)
    return words.join.join(several[:-1]) + words.join_last + several[-1]


def duration(claim: Claim, words: Words) -> str:
    """ "two weeks", "more than two years": the largest unit that is right to a tenth; ten days are no week."""
    if claim.stance.startswith(words.some):
        return claim.stance
    days = float(claim.value)
    unit, size = next(((unit, size) for unit, size in _DAYS if _is_near(days / size)), _DAYS[-1])
    count = max(1, round(days / size))
    number = words.numbers[count] if count < len(words.numbers) else str(count)
    plain = f"{number} {words.units[unit][0 if count == 1 else 1]}"
    return f"{words.more_than} {plain}" if claim.stance == "over" else plain


def _is_near(count: float) -> bool:
    return round(count) >= 1 and abs(count - round(count)) <= count * _ROUNDED


def sentences_of(template: str) -> list[str]:
    """The template's sentences, one by one."""
    return _SENTENCE_END.split(template.strip())


def chosen(variants: Sequence[str], *, key: str) -> str:
    """One of the wordings, always the same one for the same key."""
    digest = blake2b(key.encode(), digest_size=4).digest()
    return variants[int.from_bytes(digest, "big") % len(variants)]


def slots_in(template: str) -> list[str]:
    """The names of the slots in a template."""
    return [name for _, name, _, _ in string.Formatter().parse(template) if name]


def fill(template: str, *, facts: Facts, claims: tuple[Claim, ...], locale: Locale, title: str = "") -> str:
    """Return the template with every slot filled from the claims, the facts or the locale.

    Raises UnknownSlot when a slot has nothing to stand in it: a half sentence must never reach a person.
    """
    values = {name: _slot(name, facts=facts, claims=claims, locale=locale) for name in slots_in(template)}
    if "title" in values:
        values["title"] = title.rstrip(".?! ")
    empty = [name for name, value in values.items() if not value]
    if empty:
        raise UnknownSlot(f"nothing to fill {', '.join(empty)} in {template!r}")
    text = template.format(**values)
    return text[0].upper() + text[1:]


def slot_claims(template: str, *, facts: Facts, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims that the slots of this template use: facts are capped, so that a sentence stays short."""
    used: list[Claim] = []
    for name in slots_in(template):
        used += _claims_for(name, facts=facts, claims=claims)
    return tuple(dict.fromkeys(used))


def _claims_for(name: str, *, facts: Facts, claims: tuple[Claim, ...]) -> list[Claim]:
    policy = facts.knowledge.policy
    if name == "denied_facts":
        claims = tuple(claim for claim in claims if claim.stance in ("absent", "unsure-absent"))
    if name == "blocking_facts":
        found = (facts.possible(concept) for concept in policy.blocks_reassurance)
        claims = tuple(finding_claim(finding, facts) for finding in found if finding)
    if name == "since":
        return [facts.since] if facts.since else []
    if name in _QUOTED:
        return [Claim(name, "", "", span) for span in facts.quotable[name]]
    if name == "places":
        return list(place_claims(facts, facts.placed_findings))
    if name == "topic":
        leading = {finding.concept: finding for finding in reversed(facts.main_findings)}
        return [Claim("topic", concept, f.stance.value, f.span) for concept, f in leading.items()]
    if name == "yours":
        return [finding_claim(finding, facts) for finding in facts.named_troubles[:2]]
    if name == "quotes":
        said = [claim for claim in claims if claim.span and claim.kind in ("finding", "rule")]
        return list({claim.value: claim for claim in reversed(said)}.values())[::-1][:2]
    wanted = [claim for claim in claims if claim.kind == _SLOT_KINDS.get(name) and claim.words]
    once = {claim.value if claim.kind == "finding" else claim.words: claim for claim in reversed(wanted)}
    return [claim for claim in wanted if claim in once.values()][: policy.most_facts_in_a_sentence]


def place_claims(facts: Facts, findings: Iterable[Finding], *, most: int = 4, every: bool = False) -> tuple[Claim, ...]:
    """The places of the findings, as far as there are words for them: the most named first; at most `most`.

    What the name of the complaint says already, and where it cannot sit, is no place (eyelid twitching in the eyelid),
    unless `every` place is asked for.
    """
    found: dict[str, list[Claim]] = {}
    for finding in findings:
        for site in finding.sites:
            words = facts.place_words(site)
            if words and (every or facts.can_sit(finding.concept, site)):
                found.setdefault(words, []).append(Claim("place", site, finding.stance.value, finding.span, words))
    ranked = sorted(found.values(), key=lambda claims: -len(claims))
    return tuple(claims[0] for claims in ranked)[:most]


def _slot(name: str, *, facts: Facts, claims: tuple[Claim, ...], locale: Locale) -> str:
    words = facts.knowledge.words
    used = _claims_for(name, facts=facts, claims=claims)
    if name == "since":
        return duration(used[0], words) if used else ""
    if name in ("names", "yours"):
        return join((facts.knowledge.phrase(claim.value).name for claim in used), words)
    if name in ("facts", "denied_facts", "blocking_facts", "places", "tests", "medicines", "side", "bmi"):
        return join((claim.words for claim in used), words)
    if name in _QUOTED:
        return join((quoted(claim, facts) for claim in used), words)
    if name == "quotes":
        return join((quote_of(claim, facts) for claim in used), words)
    if name == "topic":
        return facts.topic_words
    return locale_slots(locale).get(name, "")


def quote_of(claim: Claim, facts: Facts) -> str:
    """The words a rule fired on, in marks; two words that say little alone are quoted with their short sentence."""
    if not claim.span:
        return ""
    policy, said = facts.knowledge.policy, facts.reading.words(claim.span)
    if len(said.split()) < policy.fewest_words_quoted:
        whole = facts.reading.words(sentence_at(claim.span, facts.reading, facts.knowledge))
        said = whole if len(whole.split()) <= policy.most_words_around_a_quote else said
    return f"“{' '.join(said.split())}”"


def quoted(claim: Claim, facts: Facts) -> str:
    """The asker's own words in marks, cut where they grow long."""
    said = facts.reading.words(claim.span).split() if claim.span else []
    most = facts.knowledge.policy.most_words_quoted
    return f"“{' '.join(said)}”" if len(said) <= most else f"“{' '.join(said[:most])} …”"


def locale_slots(locale: Locale) -> dict[str, str]:
    """The slots that the locale pack fills."""
    crisis = locale.crisis or (locale.urgent_mental_health,)
    listed = ", ".join(f"{line.name} on {line.number}" for line in crisis)
    young = ", ".join(f"{line.name} on {line.number}" for line in (locale.young_people or crisis))
    return {
        "emergency": locale.emergency.number,
        "urgent": locale.urgent.number,
        "urgent_name": locale.urgent.name,
        "mind": locale.urgent_mental_health.name,
        "crisis_lines": listed,
        "young_lines": young,
        "poison": locale.poison.name,
        "pharmacist": locale.pharmacist,
        "family_doctor": locale.family_doctor,
        "emergency_department": locale.emergency_department,
    }
