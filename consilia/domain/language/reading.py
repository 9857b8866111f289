"""Reads a patient's words: the one door of this room."""

from collections.abc import Sequence
from datetime import date

from consilia.domain.language.concepts import settle
from consilia.domain.language.lexicon import Lexicon
from consilia.domain.language.model import Finding, Person, Reading, Span, Stance
from consilia.domain.language.questions import find_questions, sentence_span
from consilia.domain.language.sentences import sentence_bounds
from consilia.domain.language.stance import Cues, Decision
from consilia.domain.language.words import Words, cut


def read(
    text: str,
    *,
    lexicon: Lexicon,
    person: Person = Person(),  # noqa: B008 - a frozen value
    asked_on: date | None = None,
    targets: Sequence[Span] = (),
) -> Reading:
    """Return what the text says: findings with stance and cue, questions, measures, conflicts, and whether it can be read.

    `targets` are spans of any words; each gets its stance in `Reading.targets`, in the order given. Never raises for any text.
    """
    words = cut(text)
    bounds = sentence_bounds(words, text=text, abbreviations=lexicon.words.abbreviations)
    cues = Cues(words, bounds=bounds, lexicon=lexicon)
    findings = _findings(words, cues=cues, lexicon=lexicon)
    asking = find_questions(words, bounds=bounds, plain_words=lexicon.words)
    return Reading(
        text=text,
        findings=tuple(findings),
        questions=tuple(sentence_span(words, bounds[number]) for number in asking),
        person=person,
        asked_on=asked_on,
        readable=bool(text.strip()),
        reason=None if text.strip() else "empty",
        targets=tuple(_target(words, span, cues=cues) for span in targets),
    )


def _findings(words: Words, *, cues: Cues, lexicon: Lexicon) -> list[Finding]:
    found: list[Finding] = []
    for match in settle(lexicon.phrases.find(words)):
        kind = lexicon.concepts[match.label.name].kind
        if match.label.role == "ability":
            said = cues.ability(match.first, match.last)
            if said is None:
                continue
            able, cue = said
            decided = Decision(Stance.ABSENT if able else Stance.PRESENT, cue)
        else:
            decided = cues.decide(match.first, match.last, anchor=match.anchor, kind=kind)
        found.append(_finding(match.label.name, words, match.first, match.last, decided))
    return found


def _finding(concept: str, words: Words, first: int, last: int, decided: Decision) -> Finding:
    cue = decided.cue
    return Finding(
        concept=concept,
        stance=decided.stance,
        span=(words.starts[first], words.ends[last - 1]),
        cue=(words.starts[cue.first], words.ends[cue.last - 1]) if cue else None,
        cue_role=cue.label.role if cue else None,
        leans=decided.leans,
    )


def _target(words: Words, span: Span, *, cues: Cues) -> Finding:
    inside = [i for i in range(len(words)) if words.starts[i] < span[1] and words.ends[i] > span[0]]
    if not inside:
        return Finding("target", Stance.PRESENT, span)
    decided = cues.decide(inside[0], inside[-1] + 1, anchor=inside[0], kind="symptom")
    found = _finding("target", words, inside[0], inside[-1] + 1, decided)
    return Finding("target", found.stance, span, found.cue, found.cue_role, leans=found.leans)
