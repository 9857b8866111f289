"""A sentence as words that can be compared: short forms written out, small words set aside."""

import re
from dataclasses import dataclass

from consilia.domain.smoothing.files import Smoothing

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE_START = re.compile(r"(?:^|[.!?]\s+)[\"“(]?$")


@dataclass(frozen=True)
class Word:
    """One word that carries meaning. `canonical` is the same for words that may stand for each other."""

    text: str
    canonical: str
    opens: bool  # it begins a sentence, where a capital says nothing

    @property
    def is_name(self) -> bool:
        """Whether its capitals say something: MRI, or a capital inside a sentence."""
        return any(c.isupper() for c in self.text[1:]) or (self.text[0].isupper() and not self.opens)


def words_of(text: str, *, rules: Smoothing) -> tuple[Word, ...]:
    """Return the words that carry meaning, in order."""
    plain = _written_out(text.replace("’", "'"), rules)
    return tuple(word for word in _all_words(plain, rules) if word.canonical not in rules.glue)


def all_words(text: str) -> tuple[str, ...]:
    """Return every word of the text, in small letters."""
    return tuple(match[0].casefold().replace("’", "'") for match in _WORD.finditer(text))


def _written_out(text: str, rules: Smoothing) -> str:
    if not rules.written_out:
        return text
    return rules.contraction.sub(lambda match: rules.written_out[match[0].casefold()], text)


def _all_words(text: str, rules: Smoothing) -> list[Word]:
    found = []
    for match in _WORD.finditer(text):
        folded = match[0].casefold()
        opens = bool(_SENTENCE_START.search(text[: match.start()]))
        found.append(Word(match[0], rules.group_of.get(folded, folded), opens))
    return found
