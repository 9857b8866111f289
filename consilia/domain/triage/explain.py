"""Says a decision in words: to the asker plainly, to the doctor clinically, each with the words that decided."""

from dataclasses import dataclass

from consilia.domain.language.model import Conflict, Reading, Span, Stance
from consilia.domain.locales import Locale, Number
from consilia.domain.triage.files import Reference, Review
from consilia.domain.triage.model import Assessment, Fired, FollowUp, Urgency
from consilia.domain.triage.rules import Rules
from consilia.domain.triage.signs import ANSWERED
from consilia.domain.triage.wording import LevelText

MOST_REASONS = 3


@dataclass(frozen=True)
class Reason:
    """Why a rule spoke, in plain words, with the asker's own words."""

    rule_id: str
    title: str
    text: str
    spans: tuple[Span, ...]
    quotes: tuple[str, ...]
    would_change: str


@dataclass(frozen=True)
class AskerExplanation:
    """What the asker reads. `card` is the look of the advice card: emergency, urgent, non-urgent or none."""

    urgency: Urgency
    card: str
    heading: str
    lead: str
    nobody_watches: str
    do_now: tuple[str, ...]
    reasons: tuple[Reason, ...]
    highlights: tuple[Span, ...]
    fallback: str
    still_open: str
    questions: tuple[FollowUp, ...]
    safety_net: str
    numbers: tuple[Number, ...]
    crisis: bool


@dataclass(frozen=True)
class ClinicalReason:
    """Why a rule spoke, for a doctor, with all that is needed to doubt it."""

    rule_id: str
    title: str
    urgency: Urgency
    variant: str
    text: str
    spans: tuple[Span, ...]
    quotes: tuple[str, ...]
    why: str
    would_change: str
    references: tuple[Reference, ...]
    known_misses: tuple[str, ...]
    review: Review


@dataclass(frozen=True)
class DoctorExplanation:
    """What the doctor reads: the level, each rule with its evidence, and what is doubtful."""

    urgency: Urgency
    level: str
    reasons: tuple[ClinicalReason, ...]
    highlights: tuple[Span, ...]
    fallback: str
    conflicts: tuple[Conflict, ...]
    questions: tuple[FollowUp, ...]
    rules_version: str


def explain_to_asker(assessment: Assessment, reading: Reading, *, rules: Rules, locale: Locale) -> AskerExplanation:
    """Return what to tell the asker, with the numbers of the locale filled in.

    Only the rules that asked for the decided level give their reasons, at most three: the lesser ones would blur what
    matters. They are highlighted all the same.
    """
    level = _told(assessment, rules=rules)
    fallback = rules.advice.fallbacks.texts.get(assessment.fallback)
    deciding = _deciding(assessment)
    return AskerExplanation(
        urgency=assessment.urgency,
        card=level.card,
        heading=_filled(level.heading, locale),
        lead=_filled(level.lead, locale),
        nobody_watches=_filled(level.nobody_watches, locale),
        do_now=_what_to_do(deciding, level.do, rules=rules, locale=locale),
        reasons=tuple(_reason(f, reading, rules=rules, locale=locale) for f in deciding[:MOST_REASONS]),
        highlights=_highlights(assessment),
        fallback=_filled(fallback.asker, locale) if fallback else "",
        still_open=_filled(rules.advice.fallbacks.texts["answers-open"].asker, locale) if assessment.ask else "",
        questions=assessment.ask,
        safety_net=_filled(level.safety_net, locale),
        numbers=_numbers(assessment, locale),
        crisis=assessment.crisis,
    )


def explain_to_doctor(assessment: Assessment, reading: Reading, *, rules: Rules, locale: Locale) -> DoctorExplanation:
    """Return what to tell the doctor: every rule that fired, soonest first, with references and known misses."""
    fallback = rules.advice.fallbacks.texts.get(assessment.fallback)
    return DoctorExplanation(
        urgency=assessment.urgency,
        level=_filled(rules.advice.levels[assessment.urgency].doctor, locale),
        reasons=tuple(_clinical(f, reading, rules=rules) for f in assessment.fired),
        highlights=_highlights(assessment),
        fallback=_filled(fallback.doctor, locale) if fallback else "",
        conflicts=assessment.conflicts,
        questions=assessment.ask,
        rules_version=assessment.rules_version,
    )


def _told(assessment: Assessment, *, rules: Rules) -> LevelText:
    """The words of the level, or those for a crisis or for a text that nobody understood, as loud as the level.

    An ambulance for the body goes before the words for a crisis.
    """
    level, special = rules.advice.levels[assessment.urgency], rules.advice.special
    if assessment.crisis and all(rules.all[f.rule_id].crisis for f in _deciding(assessment)):
        is_now = assessment.urgency is Urgency.EMERGENCY
        return special.crisis.model_copy(update={"card": level.card, "heading": level.heading} if is_now else {})
    if assessment.crisis and assessment.urgency is not Urgency.EMERGENCY:
        return special.crisis
    is_alarmed = any(f.urgency.is_today for f in assessment.fired)
    if not (assessment.is_understood or is_alarmed):
        loud = {"card": level.card, "nobody_watches": level.nobody_watches} if assessment.urgency.is_today else {}
        return special.unreadable.model_copy(update=loud)
    return level


def _deciding(assessment: Assessment) -> list[Fired]:
    return [f for f in assessment.fired if f.urgency is assessment.urgency]


def _filled(text: str, locale: Locale) -> str:
    return text.format(**{name: getattr(locale, name) for name in type(locale).model_fields})


def _what_to_do(deciding: list[Fired], lines: tuple[str, ...], *, rules: Rules, locale: Locale) -> tuple[str, ...]:
    own = [rules.advice.lines[line] for f in deciding for line in rules.all[f.rule_id].do_now]
    return tuple(_filled(line, locale) for line in dict.fromkeys([*own, *lines]))


def _reason(fired: Fired, reading: Reading, *, rules: Rules, locale: Locale) -> Reason:
    rule = rules.all[fired.rule_id]
    return Reason(
        rule_id=rule.id,
        title=rule.title,
        text=_plain(fired, rules=rules, locale=locale),
        spans=fired.evidence,
        quotes=tuple(reading.words(span) for span in fired.evidence),
        would_change=_filled(rule.would_change, locale),
    )


def _plain(fired: Fired, *, rules: Rules, locale: Locale) -> str:
    """Why the rule spoke: in its own words when the asker said so, and never as said what was only left open."""
    if fired.asked:
        return _said(fired, rules=rules)
    words, own = rules.advice.answered, _filled(rules.all[fired.rule_id].asker, locale)
    questions = " ".join(rules.text_of_ask(ask_id) for ask_id in fired.by_answer)
    is_open = bool(fired.findings) and all(f.stance is Stance.UNSURE for f in fired.findings)
    if questions and any(f.stance is Stance.UNSURE for f in fired.findings if f.cue_role == ANSWERED):
        return words.unsure.format(question=questions)
    if questions:
        return f"{words.yes.format(question=questions)} {own}"
    return words.told_unsure if is_open else own


def _said(fired: Fired, *, rules: Rules) -> str:
    danger = rules.hearing.dangers.get(fired.rule_id)
    return rules.hearing.said(fired.asked, danger=danger) if danger else ""


def _clinical(fired: Fired, reading: Reading, *, rules: Rules) -> ClinicalReason:
    rule = rules.all[fired.rule_id]
    return ClinicalReason(
        rule_id=rule.id,
        title=rule.title,
        urgency=fired.urgency,
        variant=fired.variant,
        text=_clinically(fired, rules=rules),
        spans=fired.evidence,
        quotes=tuple(reading.words(span) for span in fired.evidence),
        why=rule.why,
        would_change=rule.would_change,
        references=rule.references,
        known_misses=rule.known_misses,
        review=rule.review,
    )


def _clinically(fired: Fired, *, rules: Rules) -> str:
    """The rule's clinical words, with the question and its answer where it rests on one."""
    own, words = rules.all[fired.rule_id].doctor, rules.advice.answered
    questions = " ".join(rules.text_of_ask(ask_id) for ask_id in fired.by_answer)
    if not questions:
        return own
    is_open = any(f.stance is Stance.UNSURE for f in fired.findings if f.cue_role == ANSWERED)
    return f"{own} {(words.doctor_unsure if is_open else words.doctor_yes).format(question=questions)}"


def _highlights(assessment: Assessment) -> tuple[Span, ...]:
    """The deciding words of every rule, overlapping ones joined."""
    joined: list[Span] = []
    for start, end in sorted(span for fired in assessment.fired for span in fired.evidence):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return tuple(joined)


def _numbers(assessment: Assessment, locale: Locale) -> tuple[Number, ...]:
    if assessment.crisis:
        return (locale.emergency, locale.urgent_mental_health, *locale.crisis, *locale.young_people)
    if assessment.urgency is Urgency.EMERGENCY:
        return (locale.emergency,)
    if assessment.urgency is Urgency.SELFCARE:
        return ()
    return (locale.urgent, locale.emergency)
