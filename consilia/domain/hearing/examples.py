"""What the ear learns from: sentences that mean danger, each with its rule, and sentences that mean none."""

from collections.abc import Iterable
from dataclasses import dataclass

from consilia.domain.hearing.files import Hearing
from consilia.domain.samples import Samples
from consilia.domain.triage.files import RuleFile
from consilia.domain.triage.model import Urgency

_LEAST_WORDS, _MOST_WORDS = 2, 30  # of a piece of text that is compared
_QUIET = frozenset({Urgency.ROUTINE, Urgency.SELFCARE})


@dataclass(frozen=True)
class Examples:
    """Sentences that mean danger, with the rule they belong to, and sentences that mean none; none stands twice."""

    danger: tuple[tuple[str, str], ...]
    harmless: tuple[str, ...]


def examples_of(hearing: Hearing, *, rules: Iterable[RuleFile], samples: Samples) -> Examples:
    """Return all examples: those of `hearing/`, the rules' own cases, and the sample questions that can wait."""
    danger = dict(hearing.sentences())
    harmless = [sentence for one in hearing.dangers.values() for sentence in one.harmless]
    for rule in rules:
        if rule.id in hearing.dangers:
            danger |= {case.text: rule.id for case in rule.cases if case.fires}
        harmless += [case.text for case in rule.cases if not case.fires]
    for question in samples.questions:
        if question.expected_urgency in _QUIET:
            harmless += pieces_of(question.text)
    quiet = dict.fromkeys(sentence for sentence in harmless if sentence not in danger)
    return Examples(danger=tuple(danger.items()), harmless=tuple(quiet))


def pieces_of(text: str) -> list[str]:
    """Return the sentences of a text, a very long one in pieces. One word alone is no sentence."""
    ended = text.replace("?", ".").replace("!", ".").replace(";", ".").replace("\n", ". ")
    pieces = []
    for sentence in ended.split(". "):
        words = sentence.strip(" .").split()
        pieces += [" ".join(words[i : i + _MOST_WORDS]) for i in range(0, len(words), _MOST_WORDS)]
    return [piece for piece in pieces if len(piece.split()) >= _LEAST_WORDS]
