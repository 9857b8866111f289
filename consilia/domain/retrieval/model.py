"""What retrieval works on and returns: candidates, which are not yet permission to show anything."""

from dataclasses import dataclass, field
from typing import Literal

Mode = Literal["hybrid", "lexical", "dense"]
FallbackReason = Literal["", "no-model", "index-building", "language", "empty-query"]


@dataclass(frozen=True)
class Document:
    """One answered question (or guide, or topic) as the index sees it."""

    key: str
    title: str
    text: str
    facets: frozenset[str] = frozenset()  # "concept:stance", "site:face", "department:neurology", "age:20~29"
    duplicate_group: str = ""  # same asker and text: collapsed to one


@dataclass(frozen=True)
class Candidate:
    """A document that may be like the query. Only `access` may turn it into something a reader sees."""

    key: str
    score: float
    shared: tuple[str, ...] = ()  # facets in common, for "why this one"


@dataclass(frozen=True)
class Candidates:
    """A ranking, with the named reason when a part of the search could not run."""

    items: tuple[Candidate, ...] = ()
    fallback_reason: FallbackReason = ""
    nothing_like_it: bool = False
    corrections: tuple[tuple[str, str], ...] = ()  # words that were read as others: (as written, as read)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys, best first."""
        return tuple(item.key for item in self.items)


@dataclass(frozen=True)
class Query:
    """What is searched for, and what must not be found.

    `is_typing`: the last word may be unfinished. `fill`: give the nearest even when nothing is really like it, as the
    four cards of a published page want. `as_written`: read no word as another, for whoever meant just that word.
    `is_wide`: a list to look through, where what says the same words may mean less of the same than a twin must.
    """

    text: str
    facets: frozenset[str] = frozenset()
    exclude: frozenset[str] = field(default_factory=frozenset)  # keys, the asker's own question among them
    exclude_groups: frozenset[str] = field(default_factory=frozenset)  # duplicate groups
    is_typing: bool = False
    fill: bool = False
    as_written: bool = False
    is_wide: bool = False
