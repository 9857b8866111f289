"""Readings made by hand, so that the composer is tested on what it is given and not on how a text was read."""

from dataclasses import dataclass, field
from typing import Any

from consilia import loaded
from consilia.domain.composing import Leaflet, compose
from consilia.domain.language.model import Conflict, Dose, Finding, Measure, Person, Reading, Since, Stance
from consilia.domain.triage.model import Assessment, Fired, Urgency


def span_of(text: str, words: str) -> tuple[int, int]:
    """Where the words stand; a slip in a test is an error and not an empty table."""
    start = text.index(words)
    return start, start + len(words)


@dataclass
class Case:
    """One question by hand: `has("coffee", "caffeine", "absent")` marks words of the text."""

    text: str
    person: Person = field(default_factory=Person)
    findings: list[Finding] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    doses: list[Dose] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    fired: list[tuple[str, Urgency]] = field(default_factory=list)
    urgency: Urgency = Urgency.ROUTINE
    crisis: bool = False
    readable: bool = True

    def has(self, words: str, concept: str, stance: str = "present", **more: Any) -> "Case":
        since = more.pop("since", None)
        if since:
            more["since"] = Since(span_of(self.text, since[0]), since[1])
        self.findings.append(Finding(concept, Stance(stance), span_of(self.text, words), **more))
        return self

    @property
    def reading(self) -> Reading:
        return Reading(
            self.text,
            findings=tuple(self.findings),
            questions=tuple(span_of(self.text, q) for q in self.questions),
            measures=tuple(self.measures),
            doses=tuple(self.doses),
            conflicts=tuple(self.conflicts),
            person=self.person,
            readable=self.readable,
        )

    @property
    def assessment(self) -> Assessment:
        fired = tuple(
            Fired(rule, level, tuple(f.span for f in self.findings[:1]), tuple(self.findings[:1]))
            for rule, level in self.fired
        )
        return Assessment(self.urgency, fired=fired, crisis=self.crisis, readable=self.readable)

    def page(self, **more: Any) -> Leaflet:
        return compose(
            self.reading, self.assessment, knowledge=loaded.composing(), locale=loaded.locale("en-GB"), **more
        )


def words_of(leaflet: Leaflet, *sections: str) -> str:
    """The text of the page, or of some of its sections."""
    return " ".join(s.text for s in leaflet.sentences if not sections or s.section in sections)


def twitching(more: str = "", **person: Any) -> Case:
    """A plain question about twitching legs, to hang other facts on."""
    case = Case(f"My legs have been twitching for three months. {more}".strip(), Person(**person))
    return case.has("twitching", "twitching", sites=("leg",), since=("three months", 91.0))


def calm(more: str = "", **person: Any) -> Case:
    """The same with weakness denied."""
    return twitching(f"I have no weakness. {more}", **person).has("weakness", "muscle-weakness", "absent")


def feared(text: str = "", **person: Any) -> Case:
    """The same with a fear of ALS."""
    return calm(f"I read about ALS and fear it. {text}", **person).has("ALS", "als", "feared")
