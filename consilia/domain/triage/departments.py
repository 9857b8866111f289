"""Suggests which departments could answer, the most fitting first, each with the words that speak for it."""

from dataclasses import dataclass, field

from consilia.domain.language.model import Reading, Span
from consilia.domain.language.words import Words, cut
from consilia.domain.triage.model import Assessment, DepartmentHint, Urgency
from consilia.domain.triage.overlaps import Placed
from consilia.domain.triage.phrases import Said
from consilia.domain.triage.routing import Routing, Weighing
from consilia.domain.triage.rules import Rules
from consilia.domain.triage.signs import age_of

MOST_DEPARTMENTS = 3
GENERAL = "internal-medicine"
EMERGENCY = "emergency-medicine"
PREGNANCY = "obstetrics-gynecology"
_MOST_WORDS = 4  # that are quoted for one department


@dataclass(slots=True)
class _Voice:
    """What speaks for one department: points, and the words they rest on."""

    points: float = 0
    spoken: list[tuple[float, Span]] = field(default_factory=list)
    heard: Placed = field(default_factory=Placed)
    times: dict[str, int] = field(default_factory=dict)
    tiers: set[str] = field(default_factory=set)
    of_rules: float = 0

    def hear(self, what: str, tier: str, span: Span, *, weighing: Weighing, factor: float = 1, less: float = 0) -> None:
        """Add the points of a thing of a tier. One more of the tier counts a share, and so does a thing heard again."""
        full = weighing.points.of(tier) * factor
        if full <= less:
            return
        times = self.times[what] = self.times.get(what, 0) + 1
        if times == 1:
            share = weighing.further.of(tier) if tier in self.tiers else 1
        else:
            share = weighing.again if times == 2 else 0
        self.tiers.add(tier)
        self.points += (full - less) * share
        self.spoken.append((full, span))
        self.heard.add(span, full)

    def heard_at(self, span: Span) -> float:
        """The points that words at this place gave already."""
        return max(self.heard.over(span), default=0)

    def rank(self) -> tuple[float, int]:
        """Where it stands among the others: by points, then by what was told first."""
        return -self.points, min((span[0] for _, span in self.spoken), default=0)

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
    ranked = sorted((d for d in voices if voices[d].points > 0), key=lambda d: voices[d].rank())
    least = voices[ranked[0]].points * routing.weighing.least_share
    return tuple(
        DepartmentHint(d, routing.departments[d].reason, voices[d].loudest())
        for d in ranked[:MOST_DEPARTMENTS]
        if voices[d].points >= least
    )


def _hear_words(voices: dict[str, _Voice], reading: Reading, *, routing: Routing) -> None:
    """Words and phrases count unless they are denied; in the words of a finding they count by its stance."""
    words, weighing = routing.speller.mend(cut(reading.text), text=reading.text), routing.weighing
    asked, told = Placed(reading.questions), Placed()
    for finding in reading.findings:
        told.add(finding.span, weighing.stances.get(finding.stance, 0))
    for said in routing.phrasebook.find(words, text=reading.text):
        factor = min(told.over(said.span), default=1)
        if factor == 0 or _is_denied(said, words, routing=routing):
            continue
        factor *= weighing.in_a_question if _is_asked(asked, said.span) else 1
        for department, tier in said.speaks_for:
            voices[department].hear(said.phrase, tier, said.span, weighing=weighing, factor=factor)


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
            said = voice.heard_at(finding.span)
            voice.hear(finding.concept, tier, finding.span, weighing=weighing, factor=weight, less=said)


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
            voice.of_rules = max(voice.of_rules, 0 if department == GENERAL else points)
            voice.spoken += [(points, span) for span in fired.evidence]
    for voice in voices.values():
        voice.points += voice.of_rules


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
    """General medicine always speaks a little, and more where many speak about as loudly, each for words of its own."""
    spread = routing.weighing.spread
    least = max(voice.points for voice in voices.values()) * spread.share
    loud = sorted((v for v in voices.values() if v.points >= least > 0), key=lambda voice: -voice.points)
    others, own = Placed(), 0
    for voice in loud:
        own += not all(others.covers(span) for _, span in voice.spoken)
        for points, span in voice.spoken:
            others.add(span, points)
    voices[GENERAL].points += routing.weighing.general + (spread.points if own >= spread.departments else 0)


def _is_asked(asked: Placed, span: Span) -> bool:
    return asked.covers((span[0], span[0] + 1))


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
