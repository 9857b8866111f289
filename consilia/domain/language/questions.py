"""Finds the sentences in which the asker asks something."""

from collections.abc import Sequence

from consilia.domain.language.files import PlainWords
from consilia.domain.language.model import Span
from consilia.domain.language.people import People
from consilia.domain.language.words import Words

_SHORTEST_QUESTION = 3
_OPENS_WITHIN = 4


def find_questions(words: Words, *, bounds: Sequence[tuple[int, int]], plain_words: PlainWords) -> list[int]:
    """Return the numbers of the sentences that ask: by their mark, first word, or a phrase like "please advise"."""
    asks = [f" {' '.join(phrase.split())} " for phrase in plain_words.asks]
    found = []
    for number, (begin, end) in enumerate(bounds):
        sentence = words.plain[begin:end]
        if _asks(sentence, plain_words, phrases=asks):
            found.append(number)
    return found


def _asks(sentence: list[str], known: PlainWords, *, phrases: list[str]) -> bool:
    if not any(word.isalpha() for word in sentence):
        return False
    if sentence[-1] == "?":
        return True
    said = [word for word in sentence if word.isalpha()]
    tells = len(said) > 1 and said[1] in known.telling  # "Can not sleep"
    if said[0] in known.question_openers and not tells and len(sentence) > _SHORTEST_QUESTION:
        return True
    joined = f" {' '.join(sentence)} "
    return any(phrase in joined for phrase in phrases)


def is_general(words: Words, bound: tuple[int, int], *, people: People, plain_words: PlainWords) -> bool:
    """Tell whether a sentence that asks is about a thing in general: nobody's body is named in it."""
    begin, end = bound
    if not plain_words.question_openers & set(words.plain[begin : begin + _OPENS_WITHIN]):
        return False
    personal = any(holder for holder in people.holder[begin:end])
    return not personal and not plain_words.pointing & set(words.plain[begin:end])


def sentence_span(words: Words, bound: tuple[int, int]) -> Span:
    """Return the offsets of a sentence without the line breaks around it."""
    begin, end = bound
    while begin < end - 1 and words.plain[begin] == "\n":
        begin += 1
    while end > begin + 1 and words.plain[end - 1] == "\n":
        end -= 1
    return words.starts[begin], words.ends[end - 1]
