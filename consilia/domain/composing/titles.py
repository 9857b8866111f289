"""Gives each question a title of its own, made from facts that stand in the question."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from consilia.domain.composing.facts import TESTS, Facts
from consilia.domain.composing.knowledge import ComposingKnowledge, TitleWords
from consilia.domain.composing.wording import duration, join, place_claims
from consilia.domain.language.identity import mark_identity, without_identity
from consilia.domain.language.model import Finding, Reading, Stance
from consilia.domain.triage.model import Assessment, Urgency

_SPACES = re.compile(r"\s+")
_LONE_I = re.compile(r"(?<![\w’'])i(?=[\s,.?!’']|$)")
_ENOUGH_TEXT = 2000  # a title is found near the beginning or not at all
_FEWEST_WORDS = 3
_SAYS_IT_ALL = 3  # words: a shorter subject, such as "Muscle twitching", leaves it to the facts
_WORTH_TELLING_DAYS = 2
_SENTENCE = re.compile(r"(?:[^.?!…]|(?<=\d)\.(?=\d))+[.?!…]*")
_PAUSE = re.compile(r"(?<=\w)\s*(?:…|\.{2,})+\.*\s*(?=\w)")
_SPLIT_NUMBER = re.compile(r"(?<=\d)\. (?=\d)")


def title_for(
    reading: Reading, *, knowledge: ComposingKnowledge, subject: str = "", taken: frozenset[str] = frozenset()
) -> str:
    """Return a title of at most `most_characters`, not in `taken` (compared without case).

    Facts come first: what, where, for how long, with what. Where the knowledge has no name for what is asked, the
    title is the asker's own words, without what gives a person away. A number is added only when nothing else sets
    two questions apart.
    """
    facts = Facts(reading, Assessment(Urgency.SELFCARE), knowledge, subject)
    used = {title.casefold() for title in taken}
    last = ""
    for candidate in _candidates(facts):
        last = _cut(candidate, knowledge.titles.most_characters)
        if last and last.casefold() not in used:
            return last
    return _numbered(last or knowledge.titles.unnamed, used, knowledge.titles.most_characters)


def _numbered(title: str, used: set[str], most: int) -> str:
    number = 2
    while True:
        tail = f" ({number})"
        candidate = _cut(title, most - len(tail)) + tail
        if candidate.casefold() not in used:
            return candidate
        number += 1


def _candidates(facts: Facts) -> Iterator[str]:
    """Titles from the plainest good one to ones with more and more facts."""
    from_facts = list(_from_facts(facts))
    own = _own_words(facts)
    if from_facts and " " in from_facts[0].removeprefix(facts.complaints[0].title) and _is_about(facts, own):
        yield from from_facts
    if own:
        yield own
        words = facts.knowledge.words
        extras = [extra.words for extra in _extras(facts) if extra.kind == "with"]
        for count in range(1, len(extras) + 1):
            yield f"{own.rstrip('.?! ')}, with {join(extras[:count], words)}"
    yield from from_facts


def _is_about(facts: Facts, own: str) -> bool:
    """Whether what leads the page is what the asker put first at the head: a passing word in the text is no title."""
    leads_by_itself = not any(True for _ in _feared(facts))
    if facts.complaints[0].id in facts.knowledge.titles.give_way and (facts.subject.strip() or leads_by_itself):
        return not own
    if not facts.subject.strip() or not own or len(own.split()) < _SAYS_IT_ALL:
        return True
    head = facts.subject.casefold()
    told = ((_place_of(f, head, facts), f in facts.main_findings) for f in facts.reading.findings if _had(f, facts))
    first = min(((place, not leads) for place, leads in told if place >= 0), default=None)
    return first is not None and not first[1]


def _place_of(finding: Finding, head: str, facts: Facts) -> int:
    """Where the finding's words stand in the asker's head line; -1 when they do not."""
    said = re.search(rf"(?<!\w){re.escape(facts.reading.words(finding.span).casefold())}(?!\w)", head)
    return said.start() if said else -1


def _had(finding: Finding, facts: Facts) -> bool:
    is_sign = facts.knowledge.kinds.get(finding.concept) in ("symptom", "disease")
    return is_sign and finding.stance in (Stance.PRESENT, Stance.UNSURE, Stance.PAST)


@dataclass(frozen=True)
class _Extra:
    """One more fact for a title: told in its own way (`tail`), or joined with others of its kind."""

    kind: str  # tail, with, without
    words: str


def _from_facts(facts: Facts) -> Iterator[str]:
    if not facts.complaints or not facts.main_findings:
        return
    extras = list(_extras(facts))
    for count in range(min(1, len(extras)), len(extras) + 1):
        yield _joined(facts, extras[:count])


def _joined(facts: Facts, extras: list[_Extra]) -> str:
    """ "Twitching in the left calf for three weeks, with pain and a fear of ALS"; "Weakness and fever" when bare."""
    words, patterns = facts.knowledge.words, facts.knowledge.titles.patterns
    bare = _name(facts)
    title = _placed(bare, facts)
    if facts.since and float(facts.since.value) >= _WORTH_TELLING_DAYS:
        title = patterns["since"].format(title=title, since=duration(facts.since, words))
    for extra in (one for one in extras if one.kind == "tail"):
        title = f"{title} {extra.words}"
    with_names = [one.words for one in extras if one.kind == "with"]
    if with_names and title == bare:
        title = join([title, *with_names], words)
    elif with_names:
        title = patterns["present"].format(title=title, name=join(with_names, words))
    without = [one.words for one in extras if one.kind == "without"]
    return patterns["absent"].format(title=title, name=" or ".join(without)) if without else title


def _name(facts: Facts) -> str:
    """The complaint's title: closer where all that was told of it is one thing; a fear where worry leads."""
    titles, complaint = facts.knowledge.titles, facts.complaints[0]
    concepts = {finding.concept for finding in facts.main_findings}
    feared = [one.words for one in _feared(facts)]
    if complaint.id in titles.becomes_fear and feared:
        return titles.patterns["fear"].format(name=feared[0])
    if len(concepts) == 1 and (closer := titles.closer.get(next(iter(concepts)))):
        return closer
    return complaint.title


def _placed(title: str, facts: Facts) -> str:
    """The title with one or two places; with the side, when there is one place and one side."""
    complaint, titles, words = facts.complaints[0], facts.knowledge.titles, facts.knowledge.words
    claims = place_claims(facts, facts.main_findings) if complaint.has_places == "yes" else ()
    places = [claim.words for claim in claims if claim.value not in complaint.own_places][:2]
    sides = {finding.side for finding in facts.main_findings if finding.sites}
    side = words.sides[next(iter(sides)) or ""] if len(sides) == 1 and sides <= {"left", "right"} else ""
    if not places:
        own_side = side and complaint.own_places and facts.main_findings
        return titles.patterns["on_side"].format(title=title, side=side) if own_side else title
    placed = titles.placed.get(complaint.id, title) if title == complaint.title else title
    if side and len(places) == 1 and side not in places[0] and claims[0].value in titles.paired:
        return titles.patterns["sided"].format(title=placed, side=side, places=titles.one_of.get(places[0], places[0]))
    return titles.patterns["place"].format(title=placed, places=join(places, words))


def _feared(facts: Facts) -> Iterator[_Extra]:
    for finding in facts.reading.findings:
        if finding.stance is Stance.FEARED and _sayable(finding, facts):
            phrase = facts.knowledge.phrase(finding.concept)
            yield _Extra("with", phrase.title or phrase.name)


def _extras(facts: Facts) -> Iterator[_Extra]:
    """What else the question holds, strongest first: what sets it off, a fear, what it goes with, what is denied."""
    titles = facts.knowledge.titles
    yield from (_Extra("tail", text) for name, text in titles.triggers.items() if _sets_it_off(name, facts))
    seen = set[str]()
    led_by_fear = facts.complaints and facts.complaints[0].id in titles.becomes_fear
    for number, fear in enumerate(dict.fromkeys(_feared(facts))):
        seen.add(fear.words)
        if not (led_by_fear and number == 0):
            yield _Extra("with", titles.patterns["feared"].format(name=fear.words))
    skip = set(facts.complaints[0].concepts) if facts.complaints else set()
    bare = _name(facts) if facts.complaints and facts.main_findings else "?"
    for stance, kind in ((Stance.PRESENT, "with"), (Stance.ABSENT, "without")):
        for finding in facts.reading.findings:
            extra = _extra(finding, facts, kind=kind)
            is_more = extra and extra.words not in seen and bare.casefold().split()[-1] not in extra.words.casefold()
            if finding.stance is stance and finding.concept not in skip and extra and is_more:
                seen.add(extra.words)
                yield extra


def _extra(finding: Finding, facts: Facts, *, kind: str) -> _Extra | None:
    """A sign or an illness goes with it; a circumstance is told only in the way the knowledge tells it."""
    if not _sayable(finding, facts):
        return None
    told = facts.knowledge.titles.circumstances.get(finding.concept)
    if told is not None or facts.knowledge.kinds.get(finding.concept) == "circumstance":
        return _Extra("tail", told) if told and kind == "with" else None
    phrase = facts.knowledge.phrase(finding.concept)
    return _Extra(kind, phrase.title or phrase.name)


def _sets_it_off(detail: str, facts: Facts) -> bool:
    span = facts.details.get(detail)
    concepts = facts.complaints[0].concepts if facts.complaints else ()
    return span is not None and any(
        facts.in_one_sentence(span, f.span) for c in concepts for f in facts.by_concept.get(c, ())
    )


def _sayable(finding: Finding, facts: Facts) -> bool:
    """Medicines and tests are no titles, and a "no" that the text takes back is no fact."""
    taken_back = finding.stance is Stance.ABSENT and facts.possible(finding.concept) is not None
    may_be_said = facts.knowledge.may_be_named if finding.stance is Stance.FEARED else facts.knowledge.may_be_told
    never = (*TESTS, "medication", *facts.knowledge.titles.never)
    if not may_be_said(finding.concept) or finding.concept in never:
        return False
    return finding.result != "planned" and not taken_back


def _own_words(facts: Facts) -> str:
    """The first sentence of the subject, or else of the text, that says something and gives nobody away.

    One that tells of thoughts of harm is never taken. A sentence of two words will do when there is no other.
    """
    found = list(_own_sentences(facts))
    telling = [one for one in found if len(one.split()) >= _FEWEST_WORDS and not _only_introduces(one, facts)]
    return next(iter(telling or found), "")


def _only_introduces(sentence: str, facts: Facts) -> bool:
    """ "I am 21 years old": who asks, and nothing of what is asked."""
    said = sentence.casefold()
    introduces = any(one in said for one in facts.knowledge.titles.introduces)
    is_short = len(said.split()) <= facts.knowledge.titles.longest_introduction
    tells = any(facts.reading.words(f.span).casefold() in said for f in facts.reading.findings)
    return introduces and is_short and not tells


def _own_sentences(facts: Facts) -> Iterator[str]:
    words = facts.knowledge.titles
    harm = {facts.reading.words(f.span).casefold() for c in words.harm for f in facts.by_concept.get(c, ())}
    for text in (facts.subject, facts.reading.text[:_ENOUGH_TEXT]):
        marks = mark_identity(text)
        secrets = {text[slice(*mark.span)].casefold() for mark in marks} - {""} | harm
        flat = _SPLIT_NUMBER.sub(".", _SPACES.sub(" ", without_identity(text, marks)))
        flat = _PAUSE.sub(", ", flat)
        for sentence in _SENTENCE.findall(flat):
            tidy = _tidy(sentence, words.greetings, words.drop_endings)
            gives_away = "[" in sentence or any(secret in tidy.casefold() for secret in secrets)
            if len(tidy.split()) > 1 and not gives_away:
                yield _capitals(_as_said(tidy, words), words.keep_capitals)


def is_asked(sentence: str, titles: TitleWords) -> bool:
    """Whether a sentence asks something: many put a question mark behind a statement."""
    said = " " + " ".join(re.findall(r"[\w']+", sentence.casefold().replace("’", "'"))) + " "
    starts = tuple(f" {one} " for one in titles.question_starts)
    return any(f" {one} " in said for one in titles.question_words) or said.startswith(starts)


def _as_said(sentence: str, titles: TitleWords) -> str:
    """The sentence without a question mark that somebody put behind a statement, and without dots at its end."""
    return sentence.rstrip(" .…") if is_asked(sentence, titles) else sentence.rstrip(" .…?!")


def _tidy(sentence: str, greetings: tuple[str, ...], endings: tuple[str, ...]) -> str:
    text = sentence.strip(" -–—,;:*#\"'“”<>[](){}")
    changed = True
    while changed:
        changed = False
        for greeting in greetings:
            if re.match(re.escape(greeting) + r"(?!\w)", text, re.IGNORECASE):
                text, changed = text[len(greeting) :].lstrip(" ,.!:;-"), True
        for ending in endings:
            if re.search(r"(?<!\w)" + re.escape(ending) + r"[ .!?]*$", text, re.IGNORECASE):
                text = re.sub(r"(?<!\w)" + re.escape(ending) + r"[ .!?]*$", "", text, flags=re.IGNORECASE).rstrip(" ,.")
                changed = True
    return text


def _capitals(text: str, keep: tuple[str, ...]) -> str:
    text = _LONE_I.sub("I", text)
    for word in keep:
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", word, text, flags=re.IGNORECASE)
    return text[:1].upper() + text[1:].rstrip(" ,;:&+-–")


def _cut(title: str, most: int) -> str:
    """At most `most` characters, cut between words; a sentence's full stop is dropped, a question mark kept."""
    title = title.strip().rstrip(".").rstrip()
    if len(title) <= most:
        return title
    return title[: most - 1].rsplit(" ", 1)[0].rstrip(" ,.;:-(") + "…"
