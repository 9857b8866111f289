"""Makes titles from the facts of a question: what, where, for how long, with what and without what."""

from collections.abc import Iterator
from dataclasses import dataclass

from consilia.domain.composing.facts import TESTS, Facts
from consilia.domain.composing.files import Complaint
from consilia.domain.composing.model import Claim
from consilia.domain.composing.places import is_one
from consilia.domain.composing.wording import duration, join, place_claims
from consilia.domain.language.model import Finding, Stance

_WORTH_TELLING_DAYS = 2


@dataclass(frozen=True)
class Lead:
    """What a title is made of: a complaint, what is told of it, and for how long."""

    complaint: Complaint
    findings: tuple[Finding, ...]
    since: Claim | None

    @property
    def places(self) -> int:
        """1 when it sits somewhere that can be told, or on one side."""
        own = set(self.complaint.own_places)
        sided = bool(own) and any(f.side in ("left", "right") for f in self.findings)
        return int(self.complaint.has_places == "yes" and (sided or any(set(f.sites) - own for f in self.findings)))

    @property
    def told(self) -> int:
        """How much more than its name is told of it: a place, a time."""
        return self.places + (self.since is not None)


def lead_of(facts: Facts) -> Lead | None:
    """Return what the page is about, or the next complaint where more was told of that; None when nothing is there."""
    leads = [Lead(c, facts.present_of(c), facts.since_of(facts.present_of(c))) for c in facts.complaints]
    if not leads or not leads[0].findings:
        return None
    placed = [lead for lead in leads[1:] if lead.findings and lead.places]
    return leads[0] if facts.failing else max((leads[0], *placed), key=lambda lead: lead.told)


@dataclass(frozen=True)
class Extra:
    """One more fact for a title: told in its own way (`tail`), or joined with others of its kind."""

    kind: str  # tail, with, without
    words: str


def from_facts(facts: Facts, *, lead: Lead) -> Iterator[str]:
    """Titles from the plainest good one to ones with more and more facts."""
    extras = list(extras_of(facts, lead=lead))
    for count in range(min(1, len(extras)), len(extras) + 1):
        yield _joined(facts, extras[:count], lead=lead)


def _joined(facts: Facts, extras: list[Extra], *, lead: Lead) -> str:
    """ "Twitching in the left calf for three weeks, with pain and a fear of ALS"; "Weakness and fever" when bare."""
    words, patterns = facts.knowledge.words, facts.knowledge.titles.patterns
    bare = _name(facts, lead)
    title = _placed(bare, facts, lead)
    if lead.since and float(lead.since.value) >= _WORTH_TELLING_DAYS:
        title = patterns["since"].format(title=title, since=duration(lead.since, words))
    for extra in (one for one in extras if one.kind == "tail"):
        title = f"{title} {extra.words}"
    with_names = [one.words for one in extras if one.kind == "with"]
    if with_names and title == bare:
        title = join([title, *with_names], words)
    elif with_names:
        title = patterns["present"].format(title=title, name=join(with_names, words))
    without = [one.words for one in extras if one.kind == "without"]
    return patterns["absent"].format(title=title, name=" or ".join(without)) if without else title


def _name(facts: Facts, lead: Lead) -> str:
    """The complaint's title: closer where all that was told of it is one thing; a fear where worry leads."""
    titles, complaint = facts.knowledge.titles, lead.complaint
    concepts = {finding.concept for finding in lead.findings}
    fears = [one.words for one in feared(facts)]
    if complaint.id in titles.becomes_fear and fears:
        return titles.patterns["fear"].format(name=fears[0])
    if len(concepts) == 1 and (closer := titles.closer.get(next(iter(concepts)))):
        return closer
    return complaint.title


def _placed(title: str, facts: Facts, lead: Lead) -> str:
    """The title with one or two places; with the side, when the first place has one and no other."""
    complaint, titles, words = lead.complaint, facts.knowledge.titles, facts.knowledge.words
    claims = place_claims(facts, lead.findings, most=2) if complaint.has_places == "yes" else ()
    if complaint.own_places and not any(claim.value in titles.paired for claim in claims):
        sides = {finding.side for finding in lead.findings if finding.side}
        if len(sides) == 1 and sides <= {"left", "right"}:
            return titles.patterns["on_side"].format(title=title, side=words.sides[next(iter(sides)) or ""])
    if not claims:
        return title
    placed = titles.placed.get(complaint.id, title) if title == complaint.title else title
    first = claims[0]
    side = _side_of(first, lead, several=len(claims) > 1)
    if side and side not in first.words and first.value in titles.paired:
        place = first.words if is_one(first.words, knowledge=facts.knowledge) else titles.one_of[first.words]
        return titles.patterns["sided"].format(title=placed, side=words.sides[side], places=place)
    return titles.patterns["place"].format(title=placed, places=join((claim.words for claim in claims), words))


def _side_of(place: Claim, lead: Lead, *, several: bool) -> str:
    """Left or right, where all that sits there says the same; beside other places it must be told of this one."""
    there = [finding for finding in lead.findings if place.value in finding.sites]
    sides = {finding.side for finding in there if finding.side or not several}
    is_plain = not several or all(len(finding.sites) == 1 for finding in there if finding.side)
    return next(iter(sides)) or "" if is_plain and len(sides) == 1 and sides <= {"left", "right"} else ""


def feared(facts: Facts) -> Iterator[Extra]:
    for finding in facts.reading.findings:
        if finding.stance is Stance.FEARED and sayable(finding, facts):
            phrase = facts.knowledge.phrase(finding.concept)
            yield Extra("with", phrase.title or phrase.name)


def extras_of(facts: Facts, *, lead: Lead | None) -> Iterator[Extra]:
    """What else the question holds, strongest first: what sets it off, a fear, what it goes with, what is denied."""
    titles = facts.knowledge.titles
    yield from (Extra("tail", text) for name, text in titles.triggers.items() if _sets_it_off(name, facts, lead))
    seen = set[str]()
    led_by_fear = lead and lead.complaint.id in titles.becomes_fear
    for number, fear in enumerate(dict.fromkeys(feared(facts))):
        seen.add(fear.words)
        if not (led_by_fear and number == 0):
            yield Extra("with", titles.patterns["feared"].format(name=fear.words))
    skip = set(lead.complaint.concepts) if lead else set()
    bare = _name(facts, lead) if lead else "?"
    placed = _placed(bare, facts, lead) if lead else bare
    kin = {concept for complaint in facts.complaints for concept in complaint.concepts}
    mind = facts.knowledge.policy.of_the_mind
    ways = titles.circumstances
    ordered = sorted(
        facts.reading.findings, key=lambda f: (not ways.get(f.concept), f.concept not in kin, f.concept in mind)
    )
    for stance, kind in ((Stance.PRESENT, "with"), (Stance.ABSENT, "without")):
        for finding in ordered:
            extra = _extra(finding, facts, kind=kind)
            if finding.stance is not stance or finding.concept in skip or not extra or extra.words in seen:
                continue
            if not _is_told(extra, bare=bare, placed=placed, facts=facts):
                seen.add(extra.words)
                yield extra


def _is_told(extra: Extra, *, bare: str, placed: str, facts: Facts) -> bool:
    """Whether the title so far says it already: back pain after a spasm in the back."""
    words = set(extra.words.casefold().split())
    same_place = words & set(placed.casefold().split()) & facts.knowledge.places.keys()
    return bool(same_place) or bare.casefold().split()[-1] in extra.words.casefold()


def _extra(finding: Finding, facts: Facts, *, kind: str) -> Extra | None:
    """A sign or an illness goes with it; a circumstance is told only in the way the knowledge tells it."""
    if not sayable(finding, facts):
        return None
    told = facts.knowledge.titles.circumstances.get(finding.concept)
    if told is not None or facts.knowledge.kinds.get(finding.concept) == "circumstance":
        return Extra("tail", told) if told and kind == "with" else None
    phrase = facts.knowledge.phrase(finding.concept)
    return Extra(kind, phrase.title or phrase.name)


def _sets_it_off(detail: str, facts: Facts, lead: Lead | None) -> bool:
    span = facts.details.get(detail)
    concepts = lead.complaint.concepts if lead else ()
    return span is not None and any(
        facts.in_one_sentence(span, f.span) for c in concepts for f in facts.by_concept.get(c, ())
    )


def sayable(finding: Finding, facts: Facts) -> bool:
    """Medicines and tests are no titles, and a "no" that the text takes back is no fact."""
    taken_back = finding.stance is Stance.ABSENT and facts.possible(finding.concept) is not None
    may_be_said = facts.knowledge.may_be_named if finding.stance is Stance.FEARED else facts.knowledge.may_be_told
    never = (*TESTS, "medication", *facts.knowledge.titles.never)
    if not may_be_said(finding.concept) or finding.concept in never:
        return False
    return finding.result != "planned" and not taken_back
