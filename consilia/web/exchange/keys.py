"""Keys that make an import repeatable: the same question has the same key wherever it is met."""

import hashlib
import re

# A card that is cut shows 264 characters at least, less half a word: its opening agrees with that of the whole page.
_OPENING = 200


def words_key(text: str) -> str:
    """Return the key of a question by its opening words, the same for a card that cuts it and for the whole page."""
    return "words:" + _digest(re.sub(r"\s+", " ", text).strip().casefold()[:_OPENING])


def row_key(site: str, address: str) -> str:
    """Return the key of a question that a file of rows identifies by its address, or by its words where it has none."""
    return f"{site or 'rows'}:" + _digest(address)


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:32]
