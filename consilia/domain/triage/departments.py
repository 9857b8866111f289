"""Suggests which departments could answer, the most fitting first, each with the words that speak for it."""

from dataclasses import dataclass, field

from consilia.domain.language.model import Reading, Span, Stance
from consilia.domain.language.words import Words, cut
from consilia.domain.triage.model import Assessment, DepartmentHint, Urgency
from consilia.domain.triage.overlaps import Placed
from consilia.domain.triage.phrases import Said
from consilia.domain.triage.routing import Routing
from consilia.domain.triage.rules import Rules
from consilia.domain.triage.signs import age_of

MOST_DEPARTMENTS = 3
GENERAL = "internal-medicine"
EMERGENCY = "emergency-medicine"
PREGNANCY = "obstetrics-gynecology"
_MOST_WORDS = 4  # that are quoted for one department
_NOT_HERE = frozenset({Stance.ABSENT, Stance.OTHER_PERSON})
_A_RULE = "a rule"


@dataclass(slots=True)
class _Voice:
    """What speaks for one department: points, the words they rest on, and the title of a rule that puts it first."""

    points: float = 0
    spoken: list[tuple[float, Span]] = field(default_factory=list)
    heard: Placed = field(default_factory=Placed)
    times: dict[str, int] = field(default_factory=dict)
    because: str = ""

    def hear(self, what: str, points: float, span: Span, *, again: float) -> None:
        """Add points and words; what was heard before counts less, and from the third time on nothing."""
        times = self.times[what] = self.times.get(what, 0) + 1
        self.points += points if times == 1 else points * again if times == 2 else 0
        self.spoken.append((points, span))
        self.heard.add(span, points)

    def heard_at(self, span: Span) -> float:
        """The points that words at this place gave already."""
        return max(self.heard.over(span), default=0)

    def loudest(self) -> tuple[Span, ...]:
        """The words that counted most, in the order of the text."""
        by_points = sorted(self.spoken, key=lambda spoken: -spoken[0])
        kept: list[Span] = []
        for _, span in by_points:
            if len(kept) == _MOST_WORDS:
                break
            if span[0] < span[1] and not any(_overlap(span, other) for other in kept):
                kept.append(span)
        return tuple(sorted(kept))


def suggest_departments(assessment: Assessment, reading: Reading, *, rules: Rules) -> tuple[DepartmentHint, ...]:
    """Return up to three departments, the most fitting first; general medicine when nothing points anywhere."""
    routing = rules.routing
    voices = {department: _Voice() for department in routing.departments}
    _hear_words(voices, reading, routing=routing)
    _hear_findings(voices, reading, routing=routing)
    _hear_rules(voices, assessment, rules=rules)
    _hear_person(voices, reading, routing=routing)
    _hear_spread(voices, routing=routing)
    ranked = sorted((d for d in voices if voices[d].points > 0), key=lambda d: -voices[d].points)
    least = voices[ranked[0]].points * routing.weighing.least_share
    return tuple(
        DepartmentHint(d, voices[d].because or routing.departments[d].reason, voices[d].loudest())
        for d in ranked[:MOST_DEPARTMENTS]
        if voices[d].points >= least
    )


def _hear_words(voices: dict[str, _Voice], reading: Reading, *, routing: Routing) -> None:
    """Words and phrases count where the text neither denies them nor tells them of somebody else."""
    words, weighing = routing.speller.mend(cut(reading.text), text=reading.text), routing.weighing
    elsewhere = Placed(f.span for f in reading.findings if f.stance in _NOT_HERE)
    asked = Placed(reading.questions)
    for said in routing.phrasebook.find(words, text=reading.text):
        if elsewhere.covers(said.span) or _is_denied(said, words, routing=routing):
            continue
        factor = weighing.in_a_question if _is_asked(asked, said.span) else 1
        for department, tier in said.speaks_for:
            points = weighing.points.of(tier) * factor
            voices[department].hear(said.phrase, points, said.span, again=weighing.again)


def _is_denied(said: Said, words: Words, *, routing: Routing) -> bool:
    """Whether a word of denial stands shortly before it, in the same clause."""
    for place in range(said.first - 1, max(-1, said.first - 1 - routing.weighing.denied_within_words), -1):
        if words.plain[place] in routing.denied_until:
            return False
        if words.plain[place] in routing.denied_by:
            return True
    return False


def _hear_findings(voices: dict[str, _Voice], reading: Reading, *, routing: Routing) -> None:
    """Findings count by their stance, and only for what the words at their place did not give already."""
    weighing, asked = routing.weighing, Placed(reading.questions)
    for finding in reading.findings:
        weight = weighing.stances.get(finding.stance, 0)
        if _is_asked(asked, finding.span):
            weight *= weighing.in_a_question
        for department, tier in routing.of_concept.get(finding.concept, ()):
            voice = voices[department]
            points = weighing.points.of(tier) * weight - voice.heard_at(finding.span)
            if points > 0:
                voice.hear(finding.concept, points, finding.span, again=weighing.again)


def _hear_rules(voices: dict[str, _Voice], assessment: Assessment, *, rules: Rules) -> None:
    """Rules that fired name departments; before the emergency department comes whoever else could answer."""
    weighing = rules.routing.weighing
    if assessment.urgency is Urgency.EMERGENCY:
        voices[EMERGENCY].points += weighing.emergency
    for fired in assessment.fired:
        rule = rules.all[fired.rule_id]
        homes = [d for d in rule.departments if d != EMERGENCY] or rule.departments
        for place, department in enumerate(homes):
            voice = voices[department]
            points = weighing.rule_next if place else weighing.rule_first
            voice.hear(_A_RULE, points, (0, 0), again=weighing.again)
            voice.spoken += [(points, span) for span in fired.evidence]
            voice.because = voice.because or ("" if place else rule.title)


def _hear_person(voices: dict[str, _Voice], reading: Reading, *, routing: Routing) -> None:
    age, weighing = age_of(reading.person), routing.weighing
    for department in routing.departments.values():
        voice = voices[department.id]
        if department.age_below is None:
            continue
        if age is None:
            is_child = reading.person.for_someone_else and voice.points >= weighing.points.plainly
            voice.points += weighing.child_of_no_age if is_child else 0
        elif age < department.age_below:
            voice.points += next((line.points for line in weighing.children if age < line.below), 0)
        else:
            voice.points = 0
    if reading.person.pregnant:
        voices[PREGNANCY].points += weighing.pregnant


def _hear_spread(voices: dict[str, _Voice], *, routing: Routing) -> None:
    """General medicine always speaks a little, and more where many departments speak about as loudly."""
    spread = routing.weighing.spread
    least = max(voice.points for voice in voices.values()) * spread.share
    loud = sum(voice.points >= least > 0 for voice in voices.values())
    voices[GENERAL].points += routing.weighing.general + (spread.points if loud >= spread.departments else 0)


def _is_asked(asked: Placed, span: Span) -> bool:
    return asked.covers((span[0], span[0] + 1))


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
