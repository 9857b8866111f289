"""Lays out one text before anything is found in it: words, sentences, cues, people, and the sentences that ask."""

from dataclasses import dataclass

from consilia.domain.language.cues import Cues
from consilia.domain.language.lexicon import Lexicon
from consilia.domain.language.people import People, follow
from consilia.domain.language.questions import find_questions, is_general
from consilia.domain.language.sentences import sentence_bounds
from consilia.domain.language.ticks import Ticks, ticked
from consilia.domain.language.words import Words, cut


@dataclass(frozen=True)
class WholeText:
    """One text on its way: its words, its cues and people, and the sentences that ask."""

    text: str
    words: Words
    bounds: list[tuple[int, int]]
    cues: Cues
    people: People
    asking: list[int]
    general: frozenset[int]  # sentences that ask about a thing in general
    ticks: Ticks  # what the boxes of a form say


def lay_out(text: str, lexicon: Lexicon) -> WholeText:
    """Return the text cut into words, with slips of the pen mended, and what cues and people speak to each."""
    words = lexicon.speller.mend(cut(text), text=text)
    bounds = sentence_bounds(words, text=text, abbreviations=lexicon.words.abbreviations)
    asking = find_questions(words, bounds=bounds, plain_words=lexicon.words)
    people = follow(
        words,
        bounds=bounds,
        people=lexicon.people,
        asking=frozenset(asking),
        names=_names(words, text=text, lexicon=lexicon),
    )
    general = frozenset(n for n in asking if is_general(words, bounds[n], people=people, plain_words=lexicon.words))
    ticks = ticked(words.plain, bounds=bounds, known=lexicon.ticks)
    cues = Cues(words, bounds=bounds, asking=asking, lexicon=lexicon, without=ticks.marks)
    return WholeText(text, words, bounds, cues, people, asking, general, ticks)


def _names(words: Words, *, text: str, lexicon: Lexicon) -> frozenset[int]:
    """Return the numbers of the words that have a capital and are neither English nor known to the lexicon."""
    return frozenset(
        i
        for i, (start, end) in enumerate(zip(words.starts, words.ends, strict=True))
        if text[start].isupper() and text[start + 1 : end].islower() and lexicon.speller.is_strange(words.plain[i])
    )
