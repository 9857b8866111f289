"""Cuts a text into words with their offsets, and brings each word to the form the lexicon is written in."""

import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from consilia.domain import plain_yaml

_TOKEN = re.compile(r"https?://\S+|www\.\S+|[^\W\d_]+(?:['’`´][^\W\d_]+)*|\d+(?:[.,]\d+)*|\n+|[^\w\s]|_")
_APOSTROPHES = str.maketrans("", "", "'’`´")
FILE = Path(__file__).parents[2] / "knowledge" / "words" / "forms.yaml"


class Forms(BaseModel):
    """The content of `knowledge/words/forms.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    british: tuple[tuple[str, str], ...]
    odd: dict[str, frozenset[str]]
    tails: frozenset[str]
    contractions: frozenset[str]
    keep_double: frozenset[str]
    stops_a_gap: frozenset[str]

    @cached_property
    def form_of(self) -> dict[str, str]:
        """The form that each odd word is read as."""
        return {word: form for form, words in self.odd.items() for word in words}


@cache
def forms() -> Forms:
    """Return how words are brought to one form, read once."""
    return Forms.model_validate(plain_yaml.load(FILE))


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text, as lists of equal length: where each begins and ends, its plain form and its stem.

    The plain form is lower case without apostrophes ("Can't" is "cant"); a punctuation mark stands for itself, a line
    break for "\\n". Hyphens inside a word are no words. `written` keeps the plain forms when slips are mended.
    """

    starts: list[int]
    ends: list[int]
    plain: list[str]
    stems: list[str]
    written: list[str]

    def __len__(self) -> int:
        return len(self.plain)


def cut(text: str) -> Words:
    """Return the words of the text, in order. Offsets are code points into the text as given."""
    starts, ends, plain, stems = _cut(text)
    return Words(list(starts), list(ends), list(plain), list(stems), written=list(plain))


@lru_cache(maxsize=2)  # the reader and the departments cut the same text
def _cut(text: str) -> tuple[list[int], list[int], list[str], list[str]]:
    starts: list[int] = []
    ends: list[int] = []
    plain: list[str] = []
    stems: list[str] = []
    end = 0
    for word in _TOKEN.findall(text):
        start = text.index(word, end)  # nothing but white space lies between
        end = start + len(word)
        form, root, is_tail = _met.get(word) or _meet(word)
        if is_tail:
            if form == "-" and start > 0 and end < len(text) and text[start - 1].isalnum() and text[end].isalnum():
                continue
            if plain and plain[-1] + form in forms().contractions and start - ends[-1] == 1:
                ends[-1] = end
                plain[-1] = stems[-1] = plain[-1] + form
                continue
        starts.append(start)
        ends.append(end)
        plain.append(form)
        stems.append(root)
    return starts, ends, plain, stems


def forms_in(text: str) -> set[str]:
    """Return the plain forms of the words of a text, each once."""
    return {(_met.get(word) or _meet(word))[0] for word in set(_TOKEN.findall(text))}


_met: dict[str, tuple[str, str, bool]] = {}  # most words of a text have been met before
_MOST_MET = 50_000


def _meet(word: str) -> tuple[str, str, bool]:
    """Return a word's plain form, its stem, and whether it may belong to the words beside it; remember them."""
    if len(_met) >= _MOST_MET:
        _met.clear()
    form = _plain(word)
    _met[word] = met = form, stem(form), form == "-" or form in forms().tails
    return met


def _plain(word: str) -> str:
    if word[0] == "\n":
        return "\n"
    return word.lower().translate(_APOSTROPHES) if len(word) > 1 else word.lower()


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the word without its plural, tense and British or American spelling: "twitches" and "twitching" agree."""
    if len(word) < 4 or not word.isalpha():
        return word
    known = forms()
    if word in known.form_of:
        return known.form_of[word]
    for british, american in known.british:
        if british in word and len(word) > 5:
            word = word.replace(british, american)
    if len(word) > 5 and "our" in word[3:]:
        word = word[:3] + word[3:].replace("our", "or")
    return _without_ending(word)


def _without_ending(word: str) -> str:
    if word.endswith(("ies", "ied")):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and not word.endswith("eed"):
            rest = word[: -len(ending)]
            if len(rest) > 2 and any(vowel in rest for vowel in "aeiouy"):
                return _bare(rest[:-1] if rest[-1] == rest[-2] and rest[-2:] not in forms().keep_double else rest)
    if word.endswith(("sses", "xes", "zes", "ches", "shes")):
        return _bare(word[:-2])
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return _bare(word[:-1])
    return _bare(word)


def _bare(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("e") else word
