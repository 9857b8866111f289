"""A question -> answered questions like it. One door: `search`."""

from consilia.domain.retrieval.asking import Engine
from consilia.domain.retrieval.embedding import open_embedder
from consilia.domain.retrieval.engine import EmbeddedEngine, open_engine
from consilia.domain.retrieval.files import RetrievalKnowledge, load_retrieval
from consilia.domain.retrieval.model import Candidate, Candidates, Document, Query
from consilia.domain.retrieval.searching import search
from consilia.domain.retrieval.shelf import AnotherBuilds, Entry, builders_lock

__all__ = [
    "AnotherBuilds",
    "Candidate",
    "Candidates",
    "Document",
    "EmbeddedEngine",
    "Engine",
    "Entry",
    "Query",
    "RetrievalKnowledge",
    "builders_lock",
    "load_retrieval",
    "open_embedder",
    "open_engine",
    "search",
]
