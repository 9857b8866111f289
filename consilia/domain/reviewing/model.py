"""A problem with the knowledge, in words for the person who edits the files."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that is not right. An `error` must be mended before patients see it; a `note` is for the review."""

    file: str
    weight: str  # error or note
    what: str
