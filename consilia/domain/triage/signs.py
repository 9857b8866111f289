"""The findings of one reading, laid out so that a rule's conditions can be asked quickly, with the answers given."""

import math
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from consilia.domain.language.model import Conflict, Finding, Measure, Person, Reading, Since, Span, Stance
from consilia.domain.triage.files import Ask, Condition

ANSWERED = "answer"
"""The cue role of a finding that comes from a follow-up answer and stands nowhere in the text."""

_SENTENCE_END = re.compile(r"[.!?]\s|\n\s*\n")
INABILITY = "ability"
"""The cue role of a sign that is told as something that the person cannot do."""

_LONGEST_SENTENCE = 1_000  # letters before and behind a finding; farther nobody looks for the ends of its sentence
_OPENS_WITHIN = 4  # characters, so that "So, for two days" opens a sentence, too
_COUNTS = frozenset({Stance.PRESENT, Stance.UNSURE})


@dataclass(frozen=True)
class Match:
    """What made a condition hold: findings, and spans of numbers or conflicts."""

    findings: tuple[Finding, ...] = ()
    spans: tuple[Span, ...] = ()


NOTHING_TO_SHOW = Match()


@dataclass(frozen=True)
class Signs:
    """One reading by concept. `medicines` maps a class of medicines to the findings that name one of them."""

    by_concept: dict[str, list[Finding]]
    medicines: dict[str, list[Finding]]
    measures: tuple[Measure, ...]
    conflicts: tuple[Conflict, ...]
    person: Person
    age_years: float | None
    answered: Mapping[str, str] = field(default_factory=dict)
    text: str = ""

    def share_a_sentence(self, one: Finding, other: Finding) -> bool:
        """Whether no sentence ends between two findings; one that stands nowhere in the text is beside everything."""
        if ANSWERED in {one.cue_role, other.cue_role}:
            return True
        first, last = sorted((one.span, other.span))
        return _SENTENCE_END.search(self.text, first[1], max(first[1], last[0])) is None


def sentence_bounds(finding: Finding, text: str) -> Span:
    """Return where the sentence of a finding begins and ends."""
    first = max(0, finding.span[0] - _LONGEST_SENTENCE)
    begin = max((end.end() for end in _SENTENCE_END.finditer(text, first, finding.span[0])), default=first)
    last = min(len(text), finding.span[1] + _LONGEST_SENTENCE)
    end = _SENTENCE_END.search(text, finding.span[1], last)
    return begin, end.start() if end else last


def sentence_around(finding: Finding, text: str) -> str:
    """Return the sentence in which a finding stands."""
    return text[slice(*sentence_bounds(finding, text))]


def gather(
    reading: Reading, *, class_of: Mapping[str, tuple[str, ...]], asks: Mapping[str, Ask], answers: Mapping[str, str]
) -> Signs:
    """Return the signs of a reading, completed by the answers ("yes", "no" or "unsure") to follow-up questions.

    A "no" takes away what the text left unsure, never what it says plainly. Unknown question ids are ignored: the
    knowledge may have changed since they were asked.
    """
    by_concept: dict[str, list[Finding]] = {}
    for finding in reading.findings:
        by_concept.setdefault(finding.concept, []).append(finding)
    conflicts = reading.conflicts
    for ask_id, answer in answers.items():
        ask = asks.get(ask_id)
        if ask is None:
            continue
        if ask.settles_conflict and answer == "no":
            conflicts = tuple(c for c in conflicts if c.kind != ask.settles_conflict)
        if ask.decides is not None:
            _answer(by_concept, ask=ask, answer=answer)
    return Signs(
        by_concept=by_concept,
        medicines=classes_of(by_concept.get("medication", []), reading=reading, class_of=class_of),
        measures=reading.measures,
        conflicts=conflicts,
        person=reading.person,
        age_years=age_of(reading.person),
        answered=dict(answers),
        text=reading.text,
    )


def with_opening_times(reading: Reading) -> Reading:
    """Return the reading with a time that opens a sentence ("For half a year my lid droops ...") given to all of it."""
    ends = [end.end() for end in _SENTENCE_END.finditer(reading.text)]
    sentence_of = [bisect_right(ends, f.span[0]) for f in reading.findings]
    opening = {}
    for number, finding in zip(sentence_of, reading.findings, strict=True):
        if finding.since is not None:
            first, begin = finding.since.span[0], ends[number - 1] if number else 0
            if 0 <= first - begin <= _OPENS_WITHIN and reading.text[first].isalpha():  # not "32 weeks, she shook"
                opening[number] = finding.since
    if not opening:
        return reading
    findings = tuple(
        replace(f, since=opening[number]) if number in opening and _is_undated(f) else f
        for number, f in zip(sentence_of, reading.findings, strict=True)
    )
    return replace(reading, findings=findings)


def _is_undated(finding: Finding) -> bool:
    return finding.since is None and finding.stance in _COUNTS and finding.onset is None


def _answer(by_concept: dict[str, list[Finding]], *, ask: Ask, answer: str) -> None:
    assert ask.decides is not None  # noqa: S101 - the caller looked
    told = ask.decides
    held = by_concept.setdefault(told.concept, [])
    if answer == "no":
        held[:] = [f for f in held if f.stance is not Stance.UNSURE]
        held.append(Finding(told.concept, Stance.ABSENT, (0, 0), cue_role=ANSWERED))
        return
    stance = Stance.PRESENT if answer == "yes" else Stance.UNSURE
    since = None if told.within_days is None else Since((0, 0), told.within_days)
    held.append(
        Finding(
            told.concept, stance, (0, 0), cue_role=ANSWERED, side=told.side, onset=told.onset, course=told.course,
            severity=told.severity, since=since,
        )
    )  # fmt: skip


def classes_of(
    findings: list[Finding], *, reading: Reading, class_of: Mapping[str, tuple[str, ...]]
) -> dict[str, list[Finding]]:
    """Return the findings that name a medicine by its classes."""
    named = {dose.span: dose.medicine for dose in reading.doses}
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        words = reading.words(finding.span).lower()
        for name in {words, named.get(finding.span, words).lower(), *words.split()}:
            for class_id in class_of.get(name, ()):
                found.setdefault(class_id, []).append(finding)
    return found


def age_of(person: Person) -> float | None:
    """Return the age in years; of a band ("10~19") its middle; None when nothing is said."""
    if person.age_years is not None:
        return person.age_years
    low, _, high = person.age_band.partition("~")
    if low.strip().isdigit() and high.strip().isdigit():
        return (float(low) + float(high) + 1) / 2
    return None


def holds(condition: Condition, signs: Signs) -> Match | None:
    """Return what makes the condition hold, or None when it does not."""
    if not _person_fits(condition, signs):
        return None
    if condition.conflict:
        found = [c for c in signs.conflicts if c.kind in condition.conflict]
        return Match(spans=tuple(c.span for c in found if c.span)) if found else None
    if condition.concept or condition.medicine:
        findings = tuple(f for f in _candidates(condition, signs) if _fits(f, condition))
        if len({f.concept for f in findings}) >= condition.distinct:
            return Match(findings=findings)
        return _measured(condition, signs) if condition.measure else None
    if condition.measure:
        return _measured(condition, signs)
    if condition.pregnant:
        return Match(findings=tuple(f for f in signs.by_concept.get("pregnancy", ()) if f.stance in _COUNTS))
    return NOTHING_TO_SHOW


def _person_fits(condition: Condition, signs: Signs) -> bool:
    if condition.age_below is not None and (signs.age_years is None or signs.age_years >= condition.age_below):
        return False
    if condition.age_at_least is not None and (signs.age_years is None or signs.age_years < condition.age_at_least):
        return False
    if condition.sex and signs.person.sex != condition.sex:
        return False
    return not condition.pregnant or _pregnant(signs)


def _pregnant(signs: Signs) -> bool:
    return bool(signs.person.pregnant) or any(f.stance in _COUNTS for f in signs.by_concept.get("pregnancy", ()))


def _measured(condition: Condition, signs: Signs) -> Match | None:
    low = -math.inf if condition.at_least is None else condition.at_least
    high = math.inf if condition.at_most is None else condition.at_most
    spans = tuple(m.span for m in signs.measures if m.kind == condition.measure and low <= m.value <= high)
    return Match(spans=spans) if spans else None


def _candidates(condition: Condition, signs: Signs) -> Iterator[Finding]:
    for concept in condition.concept:
        yield from signs.by_concept.get(concept, ())
    for class_id in condition.medicine:
        yield from signs.medicines.get(class_id, ())


def _fits(finding: Finding, condition: Condition) -> bool:
    return (
        _stance_fits(finding, condition)
        and (not condition.inability or finding.cue_role == INABILITY)
        and (not condition.side or _side_of(finding) in condition.side or finding.side in condition.side)
        and (not condition.site or bool(set(finding.sites) & set(condition.site)))
        and (not condition.onset or finding.onset in condition.onset)
        and (not condition.course or finding.course in condition.course)
        and (not condition.severity or finding.severity in condition.severity)
        and (not condition.result or finding.result in condition.result)
        and _time_fits(finding, condition)
    )


def _stance_fits(finding: Finding, condition: Condition) -> bool:
    if condition.stance and finding.stance not in condition.stance:
        return False
    if not condition.stance and finding.stance not in _COUNTS:
        return False
    if finding.stance is not Stance.UNSURE:
        return True
    return not condition.sure and finding.leans is not Stance.ABSENT


def _side_of(finding: Finding) -> str | None:
    return "one" if finding.side in {"left", "right"} else finding.side


def _time_fits(finding: Finding, condition: Condition) -> bool:
    days = finding.since.days if finding.since else None
    if condition.within_days is not None and (days is None or days > condition.within_days):
        return False
    if condition.sudden_within_days is not None and not _sudden(finding, within_days=condition.sudden_within_days):
        return False
    if condition.at_least_days is not None and (days is None or days < condition.at_least_days):
        return False
    return condition.unless_older_than_days is None or days is None or days <= condition.unless_older_than_days


def _sudden(finding: Finding, *, within_days: float) -> bool:
    days = finding.since.days if finding.since else None
    return finding.onset == "sudden" if days is None else days <= within_days
