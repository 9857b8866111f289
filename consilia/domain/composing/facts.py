"""What a reading and an assessment say of the asker, ready to be asked by a knowledge item's conditions."""

from dataclasses import dataclass
from functools import cached_property

from consilia.domain.composing.failing import failing_signs
from consilia.domain.composing.files import Complaint
from consilia.domain.composing.knowledge import ComposingKnowledge
from consilia.domain.composing.leading import leading_complaints
from consilia.domain.composing.model import Claim
from consilia.domain.composing.places import place_words
from consilia.domain.composing.quoting import in_one_sentence, quotable, since_of
from consilia.domain.language.model import Finding, Reading, Span, Stance
from consilia.domain.triage.model import Assessment, Urgency

TESTS = ("emg", "nerve-conduction", "mri", "ct", "blood-test", "eeg")
_RED = (Urgency.EMERGENCY, Urgency.URGENT, Urgency.SOON)


@dataclass(frozen=True)
class Facts:
    """The reading, seen from the composer's side. All lookups return claims, which carry their words."""

    reading: Reading
    assessment: Assessment
    knowledge: ComposingKnowledge
    subject: str = ""
    earlier: Reading | None = None  # an answered question of the same person
    information_only: bool = False  # the operator may not say how soon this person should be seen

    @cached_property
    def by_concept(self) -> dict[str, tuple[Finding, ...]]:
        found: dict[str, list[Finding]] = {}
        for finding in self.reading.findings:
            found.setdefault(finding.concept, []).append(finding)
        return {concept: tuple(findings) for concept, findings in found.items()}

    def with_stance(self, concept: str, stance: Stance) -> Finding | None:
        """The first finding of the concept with the stance. An illness that is feared here is not also had."""
        found = self.by_concept.get(concept, ())
        is_feared = concept in self.knowledge.policy.grave and any(f.stance is Stance.FEARED for f in found)
        if stance is Stance.PRESENT and is_feared:
            return None
        return next((f for f in found if f.stance is stance), None)

    def possible(self, concept: str) -> Finding | None:
        """Present, or unsure without leaning to "no"."""
        return self.with_stance(concept, Stance.PRESENT) or next(
            (f for f in self.by_concept.get(concept, ()) if f.stance is Stance.UNSURE and f.leans is not Stance.ABSENT),
            None,
        )

    def denied(self, concept: str) -> Finding | None:
        """Absent, or unsure leaning to "no"; never when the text elsewhere leaves it possible."""
        if self.possible(concept):
            return None
        leaning = (f for f in self.by_concept.get(concept, ()) if f.leans is Stance.ABSENT)
        return self.with_stance(concept, Stance.ABSENT) or next(leaning, None)

    @cached_property
    def is_proxy(self) -> bool:
        return self.reading.person.for_someone_else or any(f.about == "subject" for f in self.reading.findings)

    @cached_property
    def age_years(self) -> float | None:
        said = self.reading.person.age_years
        return (
            said if said is not None else next((m.value for m in self.reading.measures if m.kind == "age_years"), None)
        )

    @cached_property
    def age_at_least(self) -> float | None:
        """The age, or the lower end of the band."""
        band = self.reading.person.age_band
        digits = "".join(c for c in band.split("~")[0] if c.isdigit())
        return self.age_years if self.age_years is not None else float(digits) if digits else None

    @cached_property
    def is_young(self) -> bool:
        policy = self.knowledge.policy
        if self.age_years is not None:
            return self.age_years < policy.young_below
        return self.reading.person.age_band in policy.young_bands

    @cached_property
    def is_pregnant(self) -> bool:
        return bool(self.reading.person.pregnant) or self.possible("pregnancy") is not None

    @cached_property
    def bmi(self) -> float | None:
        return next((m.value for m in self.reading.measures if m.kind == "bmi"), None)

    @cached_property
    def complaints(self) -> tuple[Complaint, ...]:
        """What the page is about, the most specific and first named ahead; at most three."""
        return leading_complaints(self)

    @cached_property
    def failing(self) -> tuple[Finding, ...]:
        """Signs of a muscle that fails, each concept once."""
        return failing_signs(self.reading, knowledge=self.knowledge)

    @cached_property
    def topics(self) -> frozenset[str]:
        """What items may be filed under to stand on this page."""
        if self.assessment.crisis:
            return frozenset({"crisis"})
        if not (self.reading.readable and self.assessment.readable):
            return frozenset({"unreadable"})
        named = {name for c in self.complaints for name in (c.id, *c.families)}
        if named:
            return frozenset({"any", "covered", *named})
        return frozenset({"any", "uncovered"} if self.troubles else {"any", "uncovered", "bare"})

    @property
    def is_covered(self) -> bool:
        return "covered" in self.topics

    @cached_property
    def main_findings(self) -> tuple[Finding, ...]:
        return self.present_of(self.complaints[0]) if self.complaints else ()

    def present_of(self, complaint: Complaint) -> tuple[Finding, ...]:
        """What is present of one complaint."""
        return tuple(f for f in self.reading.findings if f.concept in complaint.concepts and f.stance is Stance.PRESENT)

    @cached_property
    def topic_words(self) -> str:
        """What the page is about: "slurred speech" and not "trouble with speech", where nothing else was told."""
        concepts = {f.concept for f in self.main_findings}
        if len(concepts) == 1 and concepts <= self.knowledge.titles.closer.keys():
            return self.knowledge.phrase(next(iter(concepts))).name
        return self.complaints[0].name if self.complaints else ""

    @property
    def placed_findings(self) -> tuple[Finding, ...]:
        """What sits somewhere, of the main complaint: worry does not, and another sign's place is not this one's."""
        return self.main_findings if self.complaints and self.complaints[0].has_places == "yes" else ()

    @cached_property
    def troubles(self) -> tuple[Finding, ...]:
        """What the asker has that has a name of its own, each once: what the page is about first."""
        leading = [concept for complaint in self.complaints[:1] for concept in complaint.concepts]
        concepts = dict.fromkeys((*leading, *(f.concept for f in self.reading.findings)))
        silent = self.knowledge.policy.not_salient
        told = (concept for concept in concepts if concept not in silent and self.knowledge.may_be_told(concept))
        had = (self.possible(concept) for concept in told)
        return tuple(
            finding for finding in had if finding is not None and finding.concept in self.knowledge.plain_names
        )

    @cached_property
    def named_troubles(self) -> tuple[Finding, ...]:
        """The troubles without those that a closer name covers: "twitching of the face" says "twitching" too."""
        names = [self.knowledge.phrase(f.concept).name for f in self.troubles]
        closer = [name for name in names if not any(name != other and name in other for other in names)]
        return tuple(f for f, name in zip(self.troubles, names, strict=True) if name in closer)

    @cached_property
    def quotable(self) -> dict[str, tuple[Span, ...]]:
        """Whole sentences of the asker by slot."""
        return quotable(self.reading, knowledge=self.knowledge, troubles=self.named_troubles[:2])

    @cached_property
    def since(self) -> Claim | None:
        """How long the main complaint has lasted."""
        return self.since_of(self.main_findings)

    def since_of(self, findings: tuple[Finding, ...]) -> Claim | None:
        """How long the findings have lasted: the longest time given for one of them."""
        return since_of(findings, reading=self.reading, knowledge=self.knowledge)

    def in_one_sentence(self, one: Span, other: Span) -> bool:
        """Whether two places of the text stand in one sentence."""
        return in_one_sentence(one, other, text=self.reading.text)

    @cached_property
    def details(self) -> dict[str, tuple[int, int]]:
        """Details whose phrases stand in the text, with the place of the first."""
        hits = ((name, pattern.search(self.reading.text)) for name, pattern in self.knowledge.detail_patterns.items())
        return {name: hit.span() for name, hit in hits if hit}

    def on_one_side(self, concepts: tuple[str, ...]) -> tuple[Finding, ...]:
        """What is present of the concepts on the left or right only; a twitch in the face is a twitch of the face."""
        own = [c for c in self.knowledge.complaints if set(c.concepts) & set(concepts)]
        kin = {f for c in own for f in c.families}
        alike = {name for c in self.knowledge.complaints if kin & set(c.families) for name in c.concepts}
        places = {place for c in own for place in c.own_places}
        return tuple(
            f
            for f in self.reading.findings
            if f.stance is Stance.PRESENT
            and f.side in ("left", "right")
            and (f.concept in concepts or (f.concept in alike and places & set(f.sites)))
        )

    def can_sit(self, concept: str, site: str) -> bool:
        """Whether a place is worth telling of a concept."""
        own = [complaint for complaint in self.knowledge.complaints if concept in complaint.concepts]
        return all(site not in one.own_places and (not one.only_places or site in one.only_places) for one in own)

    def place_words(self, site: str) -> str:
        """How to name a place: as closely as the asker did."""
        return place_words(site, text=self.reading.text, knowledge=self.knowledge)

    @cached_property
    def medicines(self) -> tuple[tuple[Finding, str], ...]:
        """Each medicine taken now, with its name in lower case: the lexicon's where a dose names it."""
        doses = {dose.span: dose.medicine for dose in self.reading.doses}
        taken = [f for f in self.by_concept.get("medication", ()) if f.stance is Stance.PRESENT]
        return tuple((f, self._international(f, doses).lower()) for f in taken)

    def _international(self, finding: Finding, doses: dict[tuple[int, int], str]) -> str:
        overlapping = (name for span, name in doses.items() if span[0] < finding.span[1] and finding.span[0] < span[1])
        return next(overlapping, self.reading.words(finding.span))

    def takes(self, group: str) -> tuple[Finding, ...]:
        names = self.knowledge.medicines.get(group, ())
        return tuple(f for f, name in self.medicines if any(known in name for known in names))

    @property
    def is_level_hidden(self) -> bool:
        """How soon this person should be seen may not be said. An emergency and a crisis are always said."""
        return self.information_only and not self.assessment.crisis and self.assessment.urgency is not Urgency.EMERGENCY

    @cached_property
    def open_flag(self) -> bool:
        """A rule asks for a doctor within two weeks or sooner, for more than worry or a dose."""
        calm = self.knowledge.policy.calm_rules
        return self.assessment.crisis or any(f.urgency in _RED and f.rule_id not in calm for f in self.assessment.fired)

    @cached_property
    def reassurance_blocked(self) -> bool:
        """Comfort has not been earned: a flag is open, or one of the signs that would matter is possible."""
        return (
            self.open_flag
            or not self.reading.readable
            or any(self.possible(concept) for concept in self.knowledge.policy.blocks_reassurance)
        )

    @cached_property
    def _before(self) -> "Facts | None":
        return Facts(self.earlier, Assessment(Urgency.SELFCARE), self.knowledge) if self.earlier else None

    @cached_property
    def repeats(self) -> bool:
        """The same fear again, with no sign that is new or worse and nothing that must be looked at first."""
        before = self._before
        is_calm = self.assessment.urgency in (Urgency.ROUTINE, Urgency.SELFCARE)
        if before is None or self.reassurance_blocked or not is_calm:
            return False
        worse = any(f.course == "worse" or f.onset == "sudden" for f in self._signs_of_the_body)
        return before.reading.readable and self._shares_fear_with(before) and not self.new_signs and not worse

    def _shares_fear_with(self, before: "Facts") -> bool:
        fears = [{c for c, found in one.by_concept.items() if one.fears(found)} for one in (self, before)]
        if fears[0] & fears[1]:
            return True
        same_complaint = {c.id for c in self.complaints} & {c.id for c in before.complaints}
        return bool(same_complaint) and self.is_afraid and before.is_afraid

    @staticmethod
    def fears(found: tuple[Finding, ...]) -> bool:
        """Whether the findings of one concept tell of a fear of it."""
        return any(f.stance is Stance.FEARED for f in found)

    @property
    def is_afraid(self) -> bool:
        """The text tells of worry or of a fear of something grave."""
        policy = self.knowledge.policy
        return any(d in self.details for d in policy.fear_details) or any(
            self.possible(c) for c in policy.fear_concepts
        )

    @property
    def _signs_of_the_body(self) -> tuple[Finding, ...]:
        had = (Stance.PRESENT, Stance.UNSURE)
        return tuple(f for f in self.reading.findings if f.stance in had and self._is_of_the_body(f))

    def _is_of_the_body(self, finding: Finding) -> bool:
        is_sign = self.knowledge.kinds.get(finding.concept) == "symptom"
        return is_sign and finding.concept not in self.knowledge.policy.of_the_mind

    @cached_property
    def new_facts(self) -> tuple[Finding, ...]:
        """What is told now and was not told before: things had or possible, and tests done."""
        if self._before is None:
            return ()
        told = (self.possible(concept) for concept in self.by_concept if not self._before.possible(concept))
        return tuple(f for f in told if f and self.knowledge.may_be_told(f.concept))

    @property
    def new_signs(self) -> tuple[Finding, ...]:
        """The new facts that are signs of the body."""
        return tuple(f for f in self.new_facts if self._is_of_the_body(f))
