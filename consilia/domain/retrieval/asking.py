"""What passes between the door and an engine: a query made ready, the hits, and what an engine must be able to do."""

from dataclasses import dataclass, field
from typing import Protocol

from consilia.domain.retrieval.coverage import Shares
from consilia.domain.retrieval.embedding import Vectors
from consilia.domain.retrieval.files import RetrievalKnowledge
from consilia.domain.retrieval.model import FallbackReason
from consilia.domain.retrieval.shelf import Record


@dataclass(frozen=True)
class Asked:
    """A query made ready: its terms as the index knows them, and its vectors (None: not searched by meaning)."""

    terms: tuple[str, ...] = ()
    vector: Vectors | None = None
    sentences: Vectors | None = None  # one row a sentence, where there are several
    words: int = 0
    reason: FallbackReason = ""
    corrections: tuple[tuple[str, str], ...] = ()  # (as written, as read)


@dataclass(frozen=True)
class Hit:
    """A document that some part of the engine proposes, with what each part says of it."""

    record: Record
    vector: Vectors | None
    meaning: float | None = None  # cosine, None without vectors
    best_sentence: float | None = None  # the greatest cosine with a sentence of the query
    words: float = 0.0  # BM25, not yet scaled
    shares: Shares = field(default_factory=Shares)


class Engine(Protocol):
    """What the door asks of an engine, embedded or server."""

    knowledge: RetrievalKnowledge

    def prepare(self, text: str, *, is_typing: bool = False, as_written: bool = False) -> Asked:
        """Return the query of a text; `as_written` leaves its spelling alone."""

    def find(self, asked: Asked, *, most: int) -> list[Hit]:
        """Return the documents that the words or the meaning propose, in no order."""

    def usual_words(self) -> float:
        """Return how many words a document usually has."""

    def anything(self, *, most: int) -> list[Hit]:
        """Return some documents, the newest first."""
