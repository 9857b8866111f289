"""Makes patterns of word lists: any of the words, written in any of the ways that people space and quote them."""

import re
from collections.abc import Iterable

_APOSTROPHE = "['’`´]?"


def lowered(text: str) -> str:
    """Return the text in small letters, each at its place; patterns of small letters are found in it twice as fast."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)  # the Turkish I is two


def any_of(words: Iterable[str]) -> str:
    """Return a pattern that matches any of the words in a `lowered` text, with any white space between their parts.

    The longest is tried first. Words that begin alike share their beginning, so that a text is compared with it once.
    """
    tree: _Tree = {}
    for word in words:
        node = tree
        for letter in " ".join(word.lower().split()):
            node = node.setdefault(letter, {})
        node[""] = {}
    return f"(?:{_pattern_of(tree)})"


_Tree = dict[str, "_Tree"]


def _pattern_of(tree: _Tree) -> str:
    branches = [_written(letter) + _pattern_of(after) for letter, after in tree.items() if letter]
    if not branches:
        return ""
    if len(branches) == 1 and "" not in tree:
        return branches[0]
    return f"(?:{'|'.join(branches)}){'?' if '' in tree else ''}"


def _written(letter: str) -> str:
    return r"\s+" if letter == " " else re.escape(letter)


def any_said(words: Iterable[str]) -> str:
    """Return the same pattern with every apostrophe free to be of another kind, or missing: "I'm", "I’m", "Im"."""
    return any_of(words).replace("'", _APOSTROPHE)


def any_whole(words: Iterable[str]) -> str:
    """Return a pattern of words that must not go on with another letter or digit; marks such as "°" may."""
    words = list(words)
    whole, marks = [w for w in words if w[-1].isalnum()], [w for w in words if not w[-1].isalnum()]
    parts = ([rf"{any_said(whole)}\b"] if whole else []) + ([any_of(marks)] if marks else [])
    return f"(?:{'|'.join(parts)})"
