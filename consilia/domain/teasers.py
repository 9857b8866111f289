"""Teasers: the first words of a text that say something, cut where a word ends."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from consilia.domain import plain_yaml

VISIBLE_CHARACTERS = 280
_CUT = "..."
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    openers: tuple[str, ...]
    addressed: tuple[str, ...]
    titles: tuple[str, ...]
    closers: tuple[str, ...]


@dataclass(frozen=True)
class Greetings:
    """The patterns of courtesies, made from the knowledge file."""

    opening: re.Pattern[str]
    closing: re.Pattern[str]


def load_greetings(path: Path) -> Greetings:
    """Return the greetings of the file. Raises pydantic.ValidationError when a list is missing."""
    return _compiled(_File.model_validate(plain_yaml.load(path)))


@lru_cache(maxsize=2)
def _compiled(words: _File) -> Greetings:
    name = r"[^\W\d_a-z][\w'\u2019-]*"  # begins with a capital, or is written in a script that has none
    titles, openers, addressed = (_either(w) for w in (words.titles, words.openers, words.addressed))
    titled = rf"(?i:{titles})\b\.?(?:\s+{name}){{0,3}}"
    person = rf"(?:{titled}|(?i:{addressed})\b|{name}(?:\s+{name})?(?=\s*[:!,\n]))"
    opening = rf"\s*(?:(?i:{openers})\b[ ,]*(?:{person})?|{titled})\s*(?:[,:;.!\u2026\uff0c\uff1a\n-]+\s*|$)"
    return Greetings(re.compile(opening), re.compile(rf"\s*{_either(words.closers)}\b", re.IGNORECASE))


def _either(words: tuple[str, ...]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first) + ")"


def without_greeting(text: str, *, greetings: Greetings) -> str:
    """Return the text without a greeting at its beginning and a courtesy at its end, its first letter made large.

    A text that is nothing but courtesy is returned as it was.
    """
    rest = text
    while (match := greetings.opening.match(rest)) and match.end() > 0:
        rest = rest[match.end() :]
    sentences = _SENTENCE_END.split(rest.strip())
    while len(sentences) > 1 and greetings.closing.match(sentences[-1]):
        sentences.pop()
    rest = " ".join(sentences)
    return rest[:1].upper() + rest[1:] if rest else text.strip()


def teaser(text: str, *, greetings: Greetings, limit: int = VISIBLE_CHARACTERS) -> str:
    """Return at most `limit` visible characters of a text, on one line, without its greeting.

    Cut at the end of a word, with "..." within the limit, and only when something was cut. Not escaped: whoever shows
    it escapes it, after the cut.

    >>> from consilia.loaded import greetings
    >>> teaser("Hello Doctor: my thigh twitches.", greetings=greetings(), limit=15)
    'My thigh...'
    """
    line = " ".join(without_greeting(text, greetings=greetings).split())
    if len(line) <= limit:
        return line
    room = limit - len(_CUT)
    kept = line[: room + 1]
    at = kept.rfind(" ")
    kept = kept[:at] if at > room // 2 else line[:room]
    return kept.rstrip(" ,;:.-") + _CUT
