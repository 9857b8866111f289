"""Proves that every sentence of a leaflet can be traced, and refuses the leaflet when one cannot."""

import re
from functools import cache

from consilia.domain.composing.conditions import holds
from consilia.domain.composing.facts import Facts
from consilia.domain.composing.files import Item, Statement
from consilia.domain.composing.knowledge import ComposingKnowledge
from consilia.domain.composing.model import Claim, Leaflet, Sentence
from consilia.domain.composing.wording import (
    duration,
    finding_claim,
    join,
    locale_slots,
    place_claims,
    quote_of,
    quoted,
    sentences_of,
    slots_in,
)
from consilia.domain.language.model import Reading
from consilia.domain.locales import Locale
from consilia.domain.triage.model import Assessment, Urgency

_OF_FINDINGS = frozenset({"finding", "test", "medicine"})


class UngroundedSentence(ValueError):
    """A sentence says more than the knowledge and the asker's words together allow."""


def check_grounding(
    leaflet: Leaflet,
    reading: Reading,
    knowledge: ComposingKnowledge,
    *,
    assessment: Assessment | None = None,
    locale: Locale | None = None,
    subject: str = "",
    earlier: Reading | None = None,
    information_only: bool = False,
) -> None:
    """Raise UngroundedSentence unless every sentence is traced.

    Traced means: it names its item or its span; its text is a wording of that item, with nothing in the slots but
    what its claims allow; every claim is true of the reading, stance and words included; a sentence that says what
    the asker wrote points at words; and, when the assessment is given, the item's conditions hold. Without the
    locale, what stands in the slots of numbers is not checked.
    """
    decided = assessment or Assessment(Urgency.SELFCARE)
    facts = Facts(reading, decided, knowledge, subject, earlier, information_only)
    check_sentences(leaflet, facts, locale=locale, is_assessed=assessment is not None)


def check_sentences(leaflet: Leaflet, facts: Facts, *, locale: Locale | None, is_assessed: bool = True) -> None:
    """The same with facts that are known already. Facts only look things up in the reading, so they can be shared."""
    beside = locale_slots(locale) if locale else {}
    beside["title"] = leaflet.title.rstrip(".?! ")
    for sentence in leaflet.sentences:
        problem = (
            _untraced(sentence, facts.reading)
            or _false_claim(sentence, facts)
            or _loose_mention(sentence, facts.knowledge)
            or _foreign_words(sentence, facts, beside=beside, is_assessed=is_assessed)
        )
        if problem:
            raise UngroundedSentence(f"{problem}: {sentence.text!r} ({sentence.source})")


def _untraced(sentence: Sentence, reading: Reading) -> str:
    if not sentence.text.strip():
        return "no words"
    if sentence.source is None and sentence.span is None:
        return "neither a knowledge item nor the asker's words"
    if sentence.span is not None:
        start, end = sentence.span
        if not 0 <= start < end <= len(reading.text):
            return f"span {sentence.span} does not lie in the text"
    return ""


def _false_claim(sentence: Sentence, facts: Facts) -> str:
    for claim in sentence.claims:
        if not _is_true(claim, facts):
            return f"the text does not say {claim.kind} {claim.value} {claim.stance}".rstrip()
    return ""


def _is_true(claim: Claim, facts: Facts) -> bool:
    if claim.kind in _OF_FINDINGS:
        return _supported(claim, facts)
    if claim.kind == "since":
        return any(
            f.since is not None and f.since.span == claim.span and str(f.since.days) == claim.value
            for f in facts.reading.findings
        )
    if claim.kind == "place":
        return any(claim.value in f.sites and f.span == claim.span for f in facts.reading.findings)
    if claim.kind == "side":
        return any(claim.value == f.side and f.span == claim.span for f in facts.reading.findings)
    if claim.kind == "detail":
        return facts.details.get(claim.value) == claim.span
    if claim.kind == "topic":
        return any(f.concept == claim.value and f.span == claim.span for f in facts.main_findings)
    if claim.kind in facts.quotable:
        return claim.span in facts.quotable[claim.kind]
    if claim.kind == "question":
        return claim.span in facts.reading.questions
    if claim.kind == "age":
        return claim.value == str(facts.age_at_least)
    if claim.kind == "bmi":
        return any(m.kind == "bmi" and f"{m.value:.1f}" == claim.value for m in facts.reading.measures)
    return claim.kind in {"conflict", "rule", "level"}  # the assessment's own word; its conditions are checked below


def _supported(claim: Claim, facts: Facts) -> bool:
    """A finding of this concept, stance and place exists, and the words are the ones the knowledge has for it."""
    group_free = claim if claim.kind != "medicine" else None
    for finding in facts.reading.findings:
        if finding.span != claim.span:
            continue
        if group_free is not None and finding_claim(finding, facts) == claim:
            return True
        if group_free is None and finding.concept == "medication" and facts.reading.words(finding.span) == claim.words:
            return finding.stance.value == claim.stance
    return False


def _loose_mention(sentence: Sentence, knowledge: ComposingKnowledge) -> str:
    speaks = sentence.kind != "heading" and knowledge.asker_pattern.search(sentence.text)
    if speaks and not any(claim.span for claim in sentence.claims):
        return "says what the asker wrote, and points at no words"
    return ""


def _foreign_words(sentence: Sentence, facts: Facts, *, beside: dict[str, str], is_assessed: bool) -> str:
    if sentence.kind == "heading":
        return _foreign_heading(sentence, facts.knowledge)
    if sentence.source is None:
        return "" if sentence.span and facts.reading.words(sentence.span) in sentence.text else "no source"
    item = facts.knowledge.by_id.get(sentence.source)
    if item is None:
        return "its source is no knowledge item"
    allowed = [s for s in item.say if _is_wording_of(sentence, s, facts, beside)]
    if not allowed:
        return "not a wording of its source"
    if is_assessed and not _conditions_hold(item, allowed, facts):
        return "the conditions of its source do not hold"
    return ""


def _foreign_heading(sentence: Sentence, knowledge: ComposingKnowledge) -> str:
    headings = {f"heading-{s.id}": (s.heading, s.heading_other) for s in knowledge.sections}
    item = knowledge.by_id.get(sentence.source or "")
    allowed = (item.heading,) if item else headings.get(sentence.source or "", ())
    return "" if sentence.text in allowed else "not a heading of its source"


def _conditions_hold(item: Item, statements: list[Statement], facts: Facts) -> bool:
    return (
        holds(item.when, facts) is not None
        and not any(holds(bar, facts) is not None for bar in item.unless)
        and any(holds(statement.when, facts) is not None for statement in statements)
    )


def _is_wording_of(sentence: Sentence, statement: Statement, facts: Facts, beside: dict[str, str]) -> bool:
    for variant in (*statement.text, *statement.otherwise):
        for template in sentences_of(variant):
            match = _pattern(template).fullmatch(sentence.text)
            if match and all(_may_stand(name, match[name], sentence, facts, beside) for name in match.groupdict()):
                return True
    return False


@cache
def _pattern(template: str) -> re.Pattern[str]:
    """The template as a pattern; the first letter may have been made a capital."""
    text = re.escape(template)
    for name in dict.fromkeys(slots_in(template)):
        text = text.replace(re.escape("{" + name + "}"), f"(?P<{name}>.+?)", 1)
        text = text.replace(re.escape("{" + name + "}"), f"(?P={name})")
    return re.compile(text, re.IGNORECASE)


def _may_stand(name: str, value: str, sentence: Sentence, facts: Facts, beside: dict[str, str]) -> bool:
    words = facts.knowledge.words
    if name in ("facts", "denied_facts", "blocking_facts", "tests", "medicines", "side", "bmi"):
        expected = join((c.words for c in sentence.claims if c.words and c.kind not in ("since", "place")), words)
    elif name in ("names", "yours"):
        expected = join((facts.knowledge.phrase(c.value).name for c in sentence.claims), words)
    elif name == "places":
        expected = join((c.words for c in place_claims(facts, facts.placed_findings)), words)
    elif name in facts.quotable:
        expected = join((quoted(c, facts) for c in sentence.claims if c.kind == name), words)
    elif name == "quotes":
        expected = join((quote_of(c, facts) for c in sentence.claims if c.span), words)
    elif name == "since":
        expected = duration(facts.since, words) if facts.since else ""
    elif name == "topic":
        expected = facts.topic_words
    elif len(beside) == 1 and name != "title":
        return True  # no locale was given to check the numbers against
    else:
        expected = beside.get(name, "")
    return bool(expected) and value.casefold() == expected.casefold()
