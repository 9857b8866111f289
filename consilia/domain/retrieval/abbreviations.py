"""Adds to a query what its abbreviations stand for: "NPH" is found where "normal pressure hydrocephalus" is told."""

import re
from collections.abc import Callable, Mapping

from consilia.domain.retrieval import preparing
from consilia.domain.retrieval.files import Abbreviations

_WORD = re.compile(r"[^\W_]+")


def spelled_out(
    text: str, *, abbreviations: Abbreviations, empty: frozenset[str], is_used: Callable[[str], bool]
) -> str:
    """Return the text with the words behind each abbreviation's first mention, in brackets.

    Nothing is added where documents use the abbreviation too (`is_used`), or where the text says half of the words
    itself. Where all is in capitals, they tell nothing.
    """
    said = set(preparing.telling_tokens(text, empty=empty))
    in_capitals: Mapping[str, str] = {} if text.isupper() else abbreviations.capitals
    done: set[str] = set()

    def told(match: re.Match[str]) -> str:
        word = match[0]
        meaning = in_capitals.get(word) or abbreviations.any_case.get(word.lower())
        if meaning is None or meaning in done or is_used(word.lower()):
            return word
        done.add(meaning)
        words = preparing.telling_tokens(meaning, empty=empty)
        return word if 2 * len(said.intersection(words)) >= len(words) else f"{word} ({meaning})"

    return _WORD.sub(told, text)
