"""Gives each question a title of its own, made from facts that stand in the question."""

import re
from collections.abc import Iterator

from consilia.domain.composing.facts import Facts
from consilia.domain.composing.knowledge import ComposingKnowledge, TitleWords
from consilia.domain.composing.title_facts import Lead, extras_of, feared, from_facts, lead_of
from consilia.domain.composing.wording import join
from consilia.domain.language.identity import mark_identity, without_identity
from consilia.domain.language.model import Finding, Reading, Stance
from consilia.domain.triage.model import Assessment, Urgency

_SPACES = re.compile(r"\s+")
_LONE_I = re.compile(r"(?<![\w’'])i(?=[\s,.?!’']|$)")
_ENOUGH_TEXT = 2000  # a title is found near the beginning or not at all
_FEWEST_WORDS = 3
_CUT_AT_MOST = 1.3  # times the length of a title: own words longer than that lose too much when they are cut
_SAYS_IT_ALL = 3  # words: a shorter subject, such as "Muscle twitching", leaves it to the facts
_SENTENCE = re.compile(r"(?:[^.?!…]|(?<=\d)\.(?=\d))+[.?!…]*")
_WORDS = re.compile(r"[\w'’]+")
_BETWEEN = r"[^\w'’.?!]{1,4}"
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
    return title_of(Facts(reading, Assessment(Urgency.SELFCARE), knowledge, subject), taken=taken)


def title_of(facts: Facts, *, taken: frozenset[str] = frozenset()) -> str:
    """The same from facts that are known already; how soon somebody should look is not asked of them."""
    titles = facts.knowledge.titles
    used = {title.casefold() for title in taken}
    last = ""
    for candidate in _candidates(facts):
        last = _cut(candidate, titles.most_characters)
        if last and last.casefold() not in used:
            return last
    return _numbered(last or titles.unnamed, used, titles.most_characters)


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
    lead = lead_of(facts)
    made = list(from_facts(facts, lead=lead)) if lead else []
    own = _own_words(facts)
    if lead and made and _says_enough(facts, lead, own) and _is_about(facts, lead, own):
        yield from made
    if own:
        yield own
        words = facts.knowledge.words
        extras = [extra.words for extra in extras_of(facts, lead=lead) if extra.kind == "with"]
        for count in range(1, len(extras) + 1):
            yield f"{own.rstrip('.?! ')}, with {join(extras[:count], words)}"
    yield from made


def _says_enough(facts: Facts, lead: Lead, own: str) -> bool:
    """Whether the facts make more than two bare names: those stand back where the asker's own words fit in a title."""
    told = lead.told or any(extra.kind == "tail" for extra in extras_of(facts, lead=lead)) or any(feared(facts))
    return (
        bool(told)
        or len(own) > facts.knowledge.titles.most_characters * _CUT_AT_MOST
        or len(own.split()) < _SAYS_IT_ALL
    )


def _is_about(facts: Facts, lead: Lead, own: str) -> bool:
    """Whether what leads the title is what the asker put first at the head: a passing word in the text is no title."""
    leads_by_itself = not any(feared(facts))
    if lead.complaint.id in facts.knowledge.titles.give_way and (facts.subject.strip() or leads_by_itself):
        return not own
    if not facts.subject.strip() or not own or len(own.split()) < _SAYS_IT_ALL:
        return True
    head = facts.subject.casefold()
    told = ((_place_of(f, head, facts), f in lead.findings) for f in facts.reading.findings if _had(f, facts))
    first = min(((place, not leads) for place, leads in told if place >= 0), default=None)
    return first is not None and not first[1]


def _place_of(finding: Finding, head: str, facts: Facts) -> int:
    """Where the finding's words stand in the asker's head line; -1 when they do not."""
    said = re.search(rf"(?<!\w){re.escape(facts.reading.words(finding.span).casefold())}(?!\w)", head)
    return said.start() if said else -1


def _had(finding: Finding, facts: Facts) -> bool:
    is_sign = facts.knowledge.kinds.get(finding.concept) in ("symptom", "disease")
    return is_sign and finding.stance in (Stance.PRESENT, Stance.UNSURE, Stance.PAST)


def _own_words(facts: Facts) -> str:
    """The first sentence of the subject, or else of the text, that says something and gives nobody away.

    One that tells of thoughts of harm is never taken. A sentence of two words will do when there is no other.
    """
    first = ""
    for one in _own_sentences(facts):
        if len(one.split()) >= _FEWEST_WORDS and not _only_introduces(one, facts):
            return one
        first = first or one
    return first


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
        for sentence in _sentences(flat, words):
            tidy = _tidy(_as_written(sentence, facts), words.greetings, words.drop_endings)
            gives_away = "[" in sentence or any(secret in tidy.casefold() for secret in secrets)
            if len(tidy.split()) > 1 and not gives_away:
                yield _capitals(_as_said(tidy, words), words.keep_capitals)


def _sentences(flat: str, titles: TitleWords) -> Iterator[str]:
    """The sentences of a text in one line; "approx." and the like end none."""
    begun = ""
    for part in _SENTENCE.findall(flat):
        begun += part
        if not begun.casefold().rstrip().endswith(titles.abbreviations):
            yield begun
            begun = ""
    if begun:
        yield begun


def _as_written(sentence: str, facts: Facts) -> str:
    """The same words as they stand in the text, where a head line lost its commas and capitals."""
    words = _WORDS.findall(sentence)
    if len(words) < _FEWEST_WORDS or sentence != sentence.lower():
        return sentence
    same = re.search(_BETWEEN.join(map(re.escape, words)), facts.reading.text[:_ENOUGH_TEXT], re.IGNORECASE)
    end = sentence[len(sentence.rstrip("?!.… ")) :]
    return _SPACES.sub(" ", same.group()) + end if same else sentence


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
