"""Gives each question a title of its own, made from facts that stand in the question."""

import re
from collections.abc import Iterator

from consilia.domain.composing.facts import TESTS, Facts
from consilia.domain.composing.knowledge import ComposingKnowledge
from consilia.domain.composing.wording import duration, join, place_claims
from consilia.domain.language.identity import mark_identity, without_identity
from consilia.domain.language.model import Finding, Reading, Stance
from consilia.domain.triage.model import Assessment, Urgency

_SPACES = re.compile(r"\s+")
_LONE_I = re.compile(r"(?<![\w’'])i(?=[\s,.?!’']|$)")
_ENOUGH_TEXT = 2000  # a title is found near the beginning or not at all
_FEWEST_WORDS = 2
_SENTENCE = re.compile(r"[^.?!]+[.?!]*")


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
    if from_facts and " " in from_facts[0].removeprefix(facts.complaints[0].title):
        yield from from_facts
    if own:
        yield own
        for extra in _companions(facts):
            yield f"{own.rstrip('.?! ')}, {extra}"
    yield from from_facts


def _from_facts(facts: Facts) -> Iterator[str]:
    if not facts.complaints or not facts.main_findings:
        return
    patterns, words = facts.knowledge.titles.patterns, facts.knowledge.words
    title = facts.complaints[0].title
    title = _placed(title, facts)
    if facts.since:
        title = patterns["since"].format(title=title, since=duration(facts.since, words))
    triggers = [text for name, text in facts.knowledge.titles.triggers.items() if name in facts.details]
    if triggers:
        title = f"{title} {triggers[0]}"
    else:
        companions = list(_companions(facts))
        title = f"{title}, {companions[0]}" if companions else title
    yield title
    for extra in _companions(facts):
        if extra not in title:
            title = f"{title}, {extra}"
            yield title


def _placed(title: str, facts: Facts) -> str:
    """The title with one or two places; with the side, when there is one place and one side."""
    complaint, patterns = facts.complaints[0], facts.knowledge.titles.patterns
    claims = place_claims(facts, facts.main_findings) if complaint.has_places == "yes" else ()
    places = [claim.words for claim in claims if claim.value not in complaint.own_places][:2]
    if not places:
        return title
    sides = {finding.side for finding in facts.main_findings if finding.sites}
    side = (
        facts.knowledge.words.sides[next(iter(sides)) or ""] if len(sides) == 1 and sides <= {"left", "right"} else ""
    )
    if side and len(places) == 1 and side not in places[0]:
        return patterns["sided"].format(title=title, side=side, places=places[0])
    return patterns["place"].format(title=title, places=join(places, facts.knowledge.words))


def _companions(facts: Facts) -> Iterator[str]:
    """What else the question holds, strongest first: a fear, other things present, what is denied."""
    patterns = facts.knowledge.titles.patterns
    skip = set(facts.complaints[0].concepts) if facts.complaints else set()
    seen: set[str] = set()
    for stance, pattern in ((Stance.FEARED, "feared"), (Stance.PRESENT, "present"), (Stance.ABSENT, "absent")):
        for finding in facts.reading.findings:
            phrase = facts.knowledge.phrase(finding.concept)
            name = phrase.title or phrase.name
            if (
                finding.stance is stance
                and finding.concept not in skip
                and name not in seen
                and _sayable(finding, facts)
            ):
                seen.add(name)
                yield patterns[pattern].format(name=name)


def _sayable(finding: Finding, facts: Facts) -> bool:
    """Medicines and tests are no titles, and a "no" that the text takes back is no fact."""
    taken_back = finding.stance is Stance.ABSENT and facts.possible(finding.concept) is not None
    may_be_said = facts.knowledge.may_be_named if finding.stance is Stance.FEARED else facts.knowledge.may_be_told
    never = (*TESTS, "medication", *facts.knowledge.titles.never)
    if not may_be_said(finding.concept) or finding.concept in never:
        return False
    return finding.result != "planned" and not taken_back


def _own_words(facts: Facts) -> str:
    """The first sentence of the subject, or else of the text, that says something and gives nobody away."""
    words = facts.knowledge.titles
    for text in (facts.subject, facts.reading.text[:_ENOUGH_TEXT]):
        marks = mark_identity(text)
        secrets = {text[slice(*mark.span)].casefold() for mark in marks} - {""}
        for sentence in _SENTENCE.findall(_SPACES.sub(" ", without_identity(text, marks))):
            tidy = _tidy(sentence, words.greetings, words.drop_endings)
            gives_away = "[" in sentence or any(secret in tidy.casefold() for secret in secrets)
            if len(tidy.split()) >= _FEWEST_WORDS and not gives_away:
                return _capitals(tidy, words.keep_capitals)
    return ""


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
    return text[:1].upper() + text[1:].rstrip(" ,;:")


def _cut(title: str, most: int) -> str:
    """At most `most` characters, cut between words; a sentence's full stop is dropped, a question mark kept."""
    title = title.strip().rstrip(".").rstrip()
    if len(title) <= most:
        return title
    return title[: most - 1].rsplit(" ", 1)[0].rstrip(" ,.;:-(") + "…"
