"""Finds the parts of guides that speak of what somebody looks for. They are few: all are held in memory.

The rooms that have guides say so on their AppConfig (`passages`, `passages_version`), since rooms do not import each
other.
"""

import threading
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, cast

from django.apps import apps
from django.conf import settings

from consilia import loaded
from consilia.domain import retrieval
from consilia.domain.retrieval import Document, Entry, Query
from consilia.domain.retrieval.asking import Asked
from consilia.domain.retrieval.embedding import Embedder
from consilia.domain.retrieval.engine import EmbeddedEngine
from consilia.domain.retrieval.remembered import RememberedEmbedder
from consilia.domain.retrieval.vectors import document_vectors
from consilia.web.questions.index_choice import keeper

_one_at_a_time = threading.Lock()
_held: dict[Path, "_Held"] = {}


@dataclass(frozen=True)
class Passage:
    """A part of a guide, at its own address."""

    url: str
    title: str
    text: str
    guide: str
    mark: str  # "imported, unverified", or "" for one of ours


class _HasPassages(Protocol):
    def passages_version(self) -> str: ...

    def passages(self) -> Iterable[tuple[str, str, str, str, str]]: ...


@dataclass(frozen=True)
class _Held:
    version: str
    engine: EmbeddedEngine
    passages: dict[str, Passage]


def find_passages(asked: Asked, *, most: int) -> list[Passage]:
    """Return the parts of guides that speak of what was asked, best first; `asked` comes from `searching.prepared`.

    While another thread reads the guides there are none, or those from before: nobody waits for them.
    """
    held = _opened()
    if held is None:
        return []
    found = retrieval.search(Query(""), engine=held.engine, k=most, asked=asked)
    return [held.passages[item.key] for item in found.items]


def make_ready() -> None:
    """Read the guides before anybody looks for something in them: their vectors take seconds the first time."""
    _opened()


def _opened() -> _Held | None:
    """Return what this process holds, read anew when a guide came, went or changed."""
    embedder = keeper().opened().embedder
    rooms = [cast("_HasPassages", room) for room in apps.get_app_configs() if hasattr(room, "passages_version")]
    version = " ".join([embedder.fingerprint if embedder else "", *(room.passages_version() for room in rooms)])
    place = Path(settings.DATA_DIR)
    held = _held.get(place)
    if (held and held.version == version) or not _one_at_a_time.acquire(blocking=False):
        return held
    try:
        passages = [Passage(*passage) for room in rooms for passage in room.passages()]
        _held[place] = _made(passages, version=version, embedder=embedder)
    finally:
        _one_at_a_time.release()
    return _held[place]


def _made(passages: list[Passage], *, version: str, embedder: Embedder | None) -> _Held:
    index = Path(settings.DATA_DIR) / "index"
    knowledge = loaded.retrieval()
    entries = [Entry(Document(passage.url, passage.title, passage.text)) for passage in passages]
    if embedder and passages:
        kept = RememberedEmbedder(embedder, file=index / "guide-vectors.sqlite3")
        texts = [(passage.title, passage.text) for passage in passages]
        vectors = document_vectors(texts, embedder=kept, knowledge=knowledge)
        entries = [replace(entry, vector=vector) for entry, vector in zip(entries, vectors, strict=True)]
    engine = EmbeddedEngine(index / "guides", embedder=embedder, knowledge=knowledge)
    engine.start_over(1, entries=entries)
    return _Held(version, engine, {passage.url: passage for passage in passages})
