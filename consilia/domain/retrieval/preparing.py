"""Makes a text ready to be searched for: cleaned, without courtesies, cut into the tokens that the index knows."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

import tantivy

PREPARATION = "5"  # raise it on any change below that can alter tokens or the text that is embedded
MOST_CHARACTERS = 20_000
_KEPT_OF_A_QUERY = (4500, 1500)  # characters
_HAN = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_HAN_RUN = re.compile(f"[{_HAN}]+")
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+|\n|\.{2,}")
_LEAST_OF_A_SENTENCE = 3  # words
_EDGE = r"(?:^|(?<=[.!?,;:\n()-]))\s*"
_END = r"\s*(?:[.!?,;:\n()-]+|$)"


def clean(text: str) -> str:
    """Return the text in one Unicode form, without control and direction marks, at most 20,000 characters."""
    if len(text) <= MOST_CHARACTERS and text.isascii() and text.replace("\n", " ").isprintable():
        return text.strip()  # nothing to change, which is quick to see
    return _UNSEEN.sub(" ", unicodedata.normalize("NFKC", text[:MOST_CHARACTERS]))[:MOST_CHARACTERS].strip()


def shortened(text: str) -> str:
    """Return a long query's first 4,500 and last 1,500 characters: what happened, and what is asked."""
    first, last = _KEPT_OF_A_QUERY
    return text if len(text) <= first + last else f"{text[:first]}\n{text[-last:]}"


@lru_cache(maxsize=4)
def _courtesy(phrases: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    words = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest_first)
    return re.compile(f"{_EDGE}(?:{words}){_END}", re.IGNORECASE)


def without_courtesies(text: str, *, phrases: tuple[str, ...]) -> str:
    """Return the text without greetings, thanks and apologies that are a clause of their own.

    A text that is nothing but courtesy is returned as it was: something must be compared.
    """
    pattern, before, rest = _courtesy(phrases), "", text
    while rest != before:  # "Hello, doctor! " goes in two steps
        before, rest = rest, pattern.sub(" ", rest).strip()
    return rest or text


@lru_cache(maxsize=1)
def analyzer() -> tantivy.TextAnalyzer:
    """Return the one analyzer of index and query: words without case, accents and English endings."""
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(40))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.stemmer("english"))
        .build()
    )


def spaced(text: str) -> str:
    """Return the text with runs of Chinese or Japanese characters as overlapping pairs: 肌肉跳 becomes 肌肉 肉跳."""
    return text if text.isascii() else _HAN_RUN.sub(lambda run: f" {' '.join(_pairs(run[0]))} ", text)


def _pairs(run: str) -> Iterator[str]:
    if len(run) == 1:
        yield run
    for first, second in pairwise(run):
        yield first + second


def tokens(text: str) -> list[str]:
    """Return the tokens of a cleaned text, in order, as the index holds them."""
    return list(analyzer().analyze(spaced(text)))


@lru_cache(maxsize=1)
def plain_analyzer() -> tantivy.TextAnalyzer:
    """Return the analyzer that keeps words as they are written, but for case and accents: to mend spelling with."""
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(40))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .build()
    )


def plain_words(text: str) -> list[str]:
    """Return the words of a cleaned text as they are written, in lower case."""
    return list(plain_analyzer().analyze(text))


def sentences(text: str) -> list[str]:
    """Return the sentences of three words or more, in order; a text without any is one sentence."""
    parts = (part.strip() for part in _SENTENCE_END.split(text))
    return [part for part in parts if len(part.split()) >= _LEAST_OF_A_SENTENCE] or [text]


def telling_tokens(text: str, *, empty: frozenset[str]) -> list[str]:
    """Return the distinct tokens of a cleaned text that say what it is about, in order.

    `empty` are whole words in lower case. A single letter is no word to search for; a single Chinese character is.
    """
    words = (word for word in re.findall(r"[^\W_]+", spaced(text).lower()) if word not in empty)
    kept: Iterable[str] = (token for word in words for token in analyzer().analyze(word))
    return list(dict.fromkeys(token for token in kept if len(token) > 1 or _HAN_RUN.match(token)))
