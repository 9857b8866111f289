"""Finds the [places] of a snippet that nobody has filled in yet."""

import re

_PLACE = re.compile(r"\[[^\[\]\n]{1,120}\]")


def open_places(text: str) -> list[str]:
    """Return what still stands in square brackets, so that it is not signed unseen.

    >>> open_places("Book a visit at a [neurology] clinic.")
    ['[neurology]']
    """
    return _PLACE.findall(text)
