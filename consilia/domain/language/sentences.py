"""Finds where sentences end, never at "Mr.", "e.g." or "0.5 mg"."""

from consilia.domain.language.words import Words

_ENDS = frozenset(".!?\n|。！？…")
_HARD_ENDS = frozenset("!?\n|。！？")


def sentence_bounds(words: Words, *, text: str, abbreviations: frozenset[str]) -> list[tuple[int, int]]:
    """Return the sentences as half-open ranges of word numbers; every word lies in exactly one.

    A dot ends a sentence unless it follows an abbreviation or a single initial, stands inside a number, or is
    followed at once by a small letter that continues an address ("www.example.org"). A dot without a space after it
    ("pain.Denies", "day.no") still ends one between two words.
    """
    bounds: list[tuple[int, int]] = []
    begin = 0
    for i, word in enumerate(words.plain):
        if word in _ENDS and _ends_here(words, i, text=text, abbreviations=abbreviations):
            bounds.append((begin, i + 1))
            begin = i + 1
    if begin < len(words):
        bounds.append((begin, len(words)))
    return bounds


def _ends_here(words: Words, i: int, *, text: str, abbreviations: frozenset[str]) -> bool:
    mark = words.plain[i]
    if mark in _HARD_ENDS:
        return True
    before = words.plain[i - 1] if i else ""
    if before in abbreviations or (len(before) == 1 and before.isalpha() and before != "i"):
        return False
    after = words.plain[i + 1] if i + 1 < len(words) else ""
    glued = bool(after) and words.starts[i + 1] == words.ends[i]
    return not (glued and before in {"www", "http", "https"}) and not (glued and after in {"com", "org", "net", "gov"})
