"""Tells whether a text can be understood at all, and if not, why."""

from consilia.domain.language.words import Words

FEWEST_WORDS = 2
_LEAST_LATIN = 0.6
_LEAST_KNOWN = 0.25


def why_unreadable(text: str, words: Words, *, known: frozenset[str], found: bool) -> str | None:
    """Return "empty", "too-short", "not-english" or "no-sense", or None for a text that can be read.

    `found` says that a concept was recognised: then a short text has been understood ("chest pain"). A text of many
    unknown words is taken for another language, or for no sense when it holds hardly a word at all.
    """
    if not text.strip():
        return "empty"
    letters = [c for c in text if c.isalpha()]
    if letters and sum(c.isascii() for c in letters) / len(letters) < _LEAST_LATIN:
        return "not-english"
    spoken = [word for word in words.plain if word.isalpha()]
    if found:
        return None
    if len(spoken) < FEWEST_WORDS:
        return "too-short" if spoken else "no-sense"
    share = sum(word in known for word in spoken) / len(spoken)
    if share >= _LEAST_KNOWN:
        return None
    return "not-english" if len(spoken) > 3 else "no-sense"
