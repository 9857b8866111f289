"""Finds what may be said back to the asker: whole sentences of theirs, and how long a thing has lasted."""

import re
from collections.abc import Iterable
from itertools import islice

from consilia.domain.composing.knowledge import ComposingKnowledge
from consilia.domain.composing.model import Claim
from consilia.domain.language.model import Finding, Reading, Since, Span

SENTENCE_END = re.compile(r"[.?!;]\s|\n")
_SAYING = re.compile(r"\w[^\n.?!]{8,}")


def quotable(
    reading: Reading, *, knowledge: ComposingKnowledge, troubles: Iterable[Finding]
) -> dict[str, tuple[Span, ...]]:
    """Whole sentences of the asker by slot: what is told first and next, and a question that is not among them."""
    asked = tuple(span for span in (sentence_at(q, reading, knowledge) for q in reading.questions) if span[0] < span[1])
    told = _told(reading, knowledge, troubles, asked)
    return {
        "told": told[:1],
        "told_more": told[1:2],
        "asked": tuple(islice((span for span in asked if span not in told), 1)),
    }


def _told(
    reading: Reading, knowledge: ComposingKnowledge, troubles: Iterable[Finding], asked: tuple[Span, ...]
) -> tuple[Span, ...]:
    """The sentences that tell of the troubles; where there is none, the first two that say anything."""
    places = list(dict.fromkeys(sentence_at(finding.span, reading, knowledge) for finding in troubles))
    sentences = (sentence_at(m.span(), reading, knowledge) for m in _SAYING.finditer(reading.text))
    least = knowledge.policy.fewest_words_told
    others = (s for s in sentences if s not in places and s not in asked)
    telling = (s for s in others if len(reading.words(s).split()) >= least and not _introduces(s, reading, knowledge))
    return tuple(dict.fromkeys([*places, *islice(telling, 2), *asked]))[:2]


def _introduces(span: Span, reading: Reading, knowledge: ComposingKnowledge) -> bool:
    """ "I am 16 years old": who asks, and nothing of what is asked."""
    said = reading.words(span).casefold()
    introduces = any(one in said for one in knowledge.titles.introduces)
    tells = any(span[0] <= finding.span[0] < span[1] for finding in reading.findings)
    return introduces and not tells and len(said.split()) <= knowledge.titles.longest_introduction


def sentence_at(span: Span, reading: Reading, knowledge: ComposingKnowledge) -> Span:
    """The sentence that the words stand in, without the mark at its end."""
    text = reading.text
    start = max((m.end() for m in SENTENCE_END.finditer(text, 0, span[0])), default=0)
    end = SENTENCE_END.search(text, span[1])
    if greeting := knowledge.greeting_pattern.match(text, start):
        start = greeting.end()
    said = text[start : end.start() if end else len(text)]
    return start + len(said) - len(said.lstrip()), start + len(said.rstrip(" .?!;,\n\r\t"))


def in_one_sentence(one: Span, other: Span, *, text: str) -> bool:
    """Whether two places of the text stand in one sentence."""
    first, second = sorted((one, other))
    return not SENTENCE_END.search(text[first[1] : second[0]])


def since_of(findings: tuple[Finding, ...], *, reading: Reading, knowledge: ComposingKnowledge) -> Claim | None:
    """How long the findings have lasted: the longest time given for one of them, or None."""
    told = [f for f in (*findings, *_beside(findings, reading, knowledge)) if f.since and f.since.days]
    known = [f.since for f in told if f.since and _is_counted(f.since, reading, knowledge)]
    if not known:
        return None
    longest = max(known, key=lambda since: since.days or 0)
    said = reading.words(longest.span).casefold()
    if set(said.split()) & set(knowledge.words.vague):  # "a few months" are not three
        unit = next(several for name, (_, several) in knowledge.words.units.items() if name in said)
        return Claim("since", str(longest.days), f"{knowledge.words.some} {unit}", longest.span)
    is_over = longest.at_least and not said.startswith(knowledge.words.during)
    return Claim("since", str(longest.days), "over" if is_over else "", longest.span)


def _beside(findings: tuple[Finding, ...], reading: Reading, knowledge: ComposingKnowledge) -> tuple[Finding, ...]:
    """Findings that only help a rule ("years ago"), in one sentence with one of these: their time is its."""
    helpers = [f for f in reading.findings if not knowledge.may_be_named(f.concept)]
    return tuple(f for f in helpers if any(in_one_sentence(f.span, one.span, text=reading.text) for one in findings))


def _is_counted(since: Since, reading: Reading, knowledge: ComposingKnowledge) -> bool:
    """ "two weeks" is a length that may be repeated to the asker; "recently" is not."""
    said = reading.words(since.span).casefold()
    return any(unit in said for unit in knowledge.words.units)
