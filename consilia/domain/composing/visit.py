"""One page to take to a visit: what was told, in the order in which a doctor asks, in the person's own words.

Nothing is weighed or advised here. Each line names what it rests on, so that it can be checked like More Info.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from consilia.domain.composing.facts import TESTS, Facts
from consilia.domain.composing.knowledge import ComposingKnowledge
from consilia.domain.composing.visit_files import VisitWords
from consilia.domain.composing.wording import join, place_claims
from consilia.domain.language.model import Finding, Reading, Span, Stance
from consilia.domain.triage.model import Assessment

_SENTENCE_END = re.compile(r"[.?!]+\s+|\n+")
_DAY = 1.0  # what lasts less is a spell, not the time since when
Notes = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class VisitLine:
    """One fact with what hangs on it: `notes` are (label, words), `spans` the person's words it rests on."""

    name: str
    notes: Notes = ()
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True)
class VisitPart:
    """A part of the summary, never empty."""

    id: str
    heading: str
    lines: tuple[VisitLine, ...]


@dataclass(frozen=True)
class VisitSummary:
    """The summary of one question; a part with nothing to say is left out."""

    parts: tuple[VisitPart, ...]


def compose_visit_summary(
    reading: Reading, assessment: Assessment, *, knowledge: ComposingKnowledge, text: str = ""
) -> VisitSummary:
    """Return what a person told, for a doctor to take in at a glance.

    An illness that somebody only fears stands under the fears; a grave one never stands here as had. `text` limits
    explicit questions to the question's own text when the reading holds more (subject, illnesses, medicines).
    """
    view = _View(Facts(reading, assessment, knowledge), len(text) or len(reading.text))
    parts = []
    for part in knowledge.visit.parts:
        lines = tuple(view.lines(part.id))[: part.at_most]
        if lines:
            parts.append(VisitPart(part.id, part.heading, lines))
    return VisitSummary(tuple(parts))


@dataclass(frozen=True)
class _View:
    """The facts, seen from the side of a visit."""

    facts: Facts
    end_of_text: int

    @property
    def words(self) -> VisitWords:
        return self.facts.knowledge.visit

    @property
    def reading(self) -> Reading:
        return self.facts.reading

    def lines(self, part: str) -> Iterable[VisitLine]:
        made: dict[str, Callable[[], Iterable[VisitLine]]] = {
            "complaint": self._complaints,
            "also": self._changes,
            "signs": self._signs,
            "tests": self._tests,
            "medicines": self._medicines,
            "health": self._health,
            "fears": self._fears,
            "asked": self._asked,
        }
        return made[part]()

    def _complaints(self) -> Iterator[VisitLine]:
        for finding in self.facts.troubles:
            if self.facts.knowledge.kinds.get(finding.concept) == "symptom":
                same = [
                    f for f in self.facts.by_concept[finding.concept] if f.stance in (Stance.PRESENT, Stance.UNSURE)
                ]
                yield self._line(finding.concept, same, notes=self._story(same))

    def _line(self, concept: str, findings: Iterable[Finding], *, notes: Notes = ()) -> VisitLine:
        name = self.facts.knowledge.phrase(concept).name
        return VisitLine(name[:1].upper() + name[1:], notes, tuple(f.span for f in findings))

    def _story(self, same: list[Finding]) -> Notes:
        """Where, since when, how often, how it goes: what was told of one complaint, all mentions taken together."""
        labels, told = self.words.labels, list[tuple[str, str]]()
        places = self._places(same)
        told += [(labels["where"], join(places, self.facts.knowledge.words))] if places else []
        times = [f.since for f in same if f.since and f.since.days is not None]
        spells = (s.span for s in times if (s.days or 0) < _DAY and self._begins(s.span, self.words.spells_begin))
        told += self._quoted("since", (s.span for s in times if (s.days or 0) >= _DAY))
        told += self._quoted("spell", spells)
        told += self._quoted("often", (f.frequency for f in same if f.frequency))
        courses = dict.fromkeys(f.course for f in same if f.course in self.words.course)
        told += [(labels["course"], self.words.course[str(c)]) for c in courses] if len(courses) == 1 else []
        if all(f.stance is Stance.UNSURE for f in same):
            told.append((labels["unsure"], self._sentence(same[0].span)))
        return tuple(told)

    def _begins(self, span: Span, words: tuple[str, ...]) -> bool:
        return self.reading.words(span).casefold().startswith(words)

    def _places(self, same: list[Finding]) -> list[str]:
        """The places as the person named them, with the side where one place has one; worry sits nowhere."""
        facts = self.facts
        if any(same[0].concept in c.concepts for c in facts.knowledge.complaints if c.has_places == "no"):
            return []
        sided = {f.span: f.side for f in same if f.side in ("left", "right") and self._in_one_place(f)}
        named = []
        for claim in place_claims(facts, same, most=self.words.most_places, every=True):
            side = facts.knowledge.words.sides[sided[claim.span]] if claim.span in sided else ""
            named.append(claim.words if not side or side in claim.words else f"{side} {claim.words}")
        return named

    def _in_one_place(self, finding: Finding) -> bool:
        """One place, or places that lie together, such as eye and jaw: their side is one."""
        regions = (set(complaint.only_places) for complaint in self.facts.knowledge.complaints)
        return len(finding.sites) == 1 or any(set(finding.sites) <= region for region in regions)

    def _quoted(self, label: str, spans: Iterable[Span]) -> Notes:
        """One note with the different words, longest first where one holds another; at most three."""
        found = [self._quote(span) for span in dict.fromkeys(spans)]
        apart = [q for q in dict.fromkeys(found) if not any(q != o and q.strip("“”") in o for o in found)]
        return ((self.words.labels[label], ", ".join(apart[:3])),) if apart else ()

    def _quote(self, span: Span) -> str:
        said = " ".join(self.reading.words(span).split()).strip(" ,;")
        parts = said.split()
        most = self.words.most_words_of_a_quote
        return f"“{said}”" if len(parts) <= most else f"“{' '.join(parts[:most])} …”"

    def _with_cue(self, finding: Finding) -> str:
        """The words with those that decided: “do not drink coffee”, not “coffee”."""
        spans = (finding.span, finding.cue or finding.span)
        return self._quote((min(s[0] for s in spans), max(s[1] for s in spans)))

    def _sentence(self, span: Span) -> str:
        """The sentence that the words stand in: a hedge is often said at its end."""
        text = self.reading.text
        before = max((m.end() for m in _SENTENCE_END.finditer(text, 0, span[0])), default=0)
        after = _SENTENCE_END.search(text, span[1])
        return self._quote((before, after.start() + 1 if after else len(text)))

    def _changes(self) -> Iterator[VisitLine]:
        found = [f for f in self.reading.findings if f.stance is Stance.PRESENT]
        details = self.facts.details
        starts = [span for f in found for span in f.triggers] + self._detail_spans(self.words.starts, details)
        eases = [span for f in found for span in f.relievers]
        often = any(f.frequency for f in found)
        manner = self._detail_spans(
            (n for n in self.words.manner if n not in self.words.told_as_often or not often), details
        )
        for label, spans in (("starts", starts), ("eases", eases), ("words", manner)):
            for _, quotes in self._quoted(label, spans):
                yield VisitLine(self._capital(self.words.labels[label]), (("", quotes),), tuple(spans))

    @staticmethod
    def _detail_spans(names: Iterable[str], details: dict[str, Span]) -> list[Span]:
        return [details[name] for name in names if name in details]

    @staticmethod
    def _capital(words: str) -> str:
        return words[:1].upper() + words[1:]

    def _signs(self) -> Iterator[VisitLine]:
        """Signs that matter at once: there, not sure, denied, and what a doctor asks for and nobody spoke of."""
        policy, facts = self.facts.knowledge.policy, self.facts
        wanted = dict.fromkeys((*self.words.asked_first, *policy.blocks_reassurance))
        told = [c for c in wanted if facts.knowledge.may_be_told(c) and c in facts.by_concept]
        yes = [f for c in told if (f := facts.with_stance(c, Stance.PRESENT))]
        maybe = [
            f for c in told if (f := facts.with_stance(c, Stance.UNSURE)) and f.concept not in {y.concept for y in yes}
        ]
        no = [f for c in told if (f := facts.with_stance(c, Stance.ABSENT)) and not facts.possible(c)]
        for label, several in (("present", yes), ("maybe", maybe), ("absent", no)):
            if several:
                yield self._named(label, several)
        families = {family for complaint in facts.complaints for family in complaint.families}
        if families.intersection(self.words.asked_first_families):
            silent = [facts.knowledge.phrase(c).name for c in self.words.asked_first if c not in facts.by_concept]
            if silent:
                yield VisitLine(self.words.labels["silent"], (("", ", ".join(silent)),))

    def _named(self, label: str, findings: list[Finding]) -> VisitLine:
        once = {f.concept: f for f in reversed(findings)}
        told: dict[str, list[str]] = {}  # the person's words -> the signs they speak of
        for finding in reversed(once.values()):
            told.setdefault(self._said(label, finding), []).append(self.facts.knowledge.phrase(finding.concept).name)
        listed = [f"{', '.join(names)} {said}".rstrip() for said, names in told.items()]
        return VisitLine(self.words.labels[label], (("", ", ".join(listed)),), tuple(f.span for f in findings))

    def _said(self, label: str, finding: Finding) -> str:
        """The words beside the name of a sign, where they say more than the name."""
        if label == "maybe":
            return self._sentence(finding.span)
        name = self.facts.knowledge.phrase(finding.concept).name
        is_told = label == "absent" or self.reading.words(finding.span).casefold() in name
        return "" if is_told else self._quote(finding.span)

    def _tests(self) -> Iterator[VisitLine]:
        for test in TESTS:
            same = [f for f in self.facts.by_concept.get(test, ()) if f.stance is Stance.PRESENT]
            results = dict.fromkeys(f.result or "unknown" for f in same)
            results = {r: None for r in results if r != "unknown"} or results
            if same:
                said = ", ".join(self.words.results[result] for result in results)
                places = self._places([f for f in same if f.result == next(iter(results)) and f.sites] or same)
                where: Notes = (
                    ((self.words.labels["where"], join(places, self.facts.knowledge.words)),) if places else ()
                )
                yield self._line(test, same, notes=((self.words.labels["result"], said), *where))
        for span in self._detail_spans(self.words.told, self.facts.details):
            yield VisitLine(self._capital(self.words.labels["told"]), (("", self._sentence(span)),), (span,))

    def _medicines(self) -> Iterator[VisitLine]:
        conflicts = (*self.reading.conflicts, *self.facts.assessment.conflicts)
        doubtful = [c.said.casefold() for c in conflicts if c.kind == "dose"]
        seen: set[str] = set()
        for finding in self.facts.by_concept.get("medication", ()):
            name = self.reading.words(finding.span)
            if finding.stance not in (Stance.PRESENT, Stance.UNSURE, Stance.PAST) or name.casefold() in seen:
                continue
            seen.add(name.casefold())
            notes: Notes = ((self.words.labels["dose"], finding.quantity),) if finding.quantity else ()
            if any(name.casefold() in said for said in doubtful):
                notes += (("", self.words.dose_to_check),)
            if finding.stance is Stance.PAST:
                notes += (("", self.words.labels["past"]),)
            yield VisitLine(name, notes, (finding.span,))

    def _health(self) -> Iterator[VisitLine]:
        knowledge, labels = self.facts.knowledge, self.words.labels
        grave = knowledge.policy.grave
        stances = {Stance.PRESENT: "present", Stance.UNSURE: "maybe", Stance.ABSENT: "absent", Stance.PAST: "past"}
        for concept, found in self.facts.by_concept.items():
            is_illness = knowledge.kinds.get(concept) == "disease"
            others = [f for f in found if f.stance is Stance.OTHER_PERSON]
            if is_illness and others:
                yield self._line(concept, others, notes=((labels["other"], self._quote(others[0].span)),))
            own = [f for f in found if f.stance in stances]
            if not own or not (is_illness or concept in self.words.habits):
                continue
            if concept in grave and own[0].stance in (Stance.PRESENT, Stance.UNSURE):
                continue
            yield self._line(concept, own, notes=((labels[stances[own[0].stance]], self._with_cue(own[0])),))
        for measure in self.reading.measures:
            if measure.kind in self.words.measures:
                said = self.words.measures[measure.kind].format(value=f"{measure.value:.4g}")
                yield VisitLine(self._capital(said), (), (measure.span,))

    def _fears(self) -> Iterator[VisitLine]:
        for concept, found in self.facts.by_concept.items():
            feared = [f for f in found if f.stance is Stance.FEARED]
            if feared and self.facts.knowledge.may_be_named(concept):
                yield self._line(concept, feared, notes=self._quoted("words", (f.span for f in feared)))
        for _, quotes in self._quoted("words", self._detail_spans(self.words.fears, self.facts.details)):
            yield VisitLine(self._capital(self.words.labels["words"]), (("", quotes),))

    def _asked(self) -> Iterator[VisitLine]:
        for span in self.reading.questions:
            if span[1] <= self.end_of_text:
                yield VisitLine(" ".join(self.reading.words(span).split()), (), (span,))
