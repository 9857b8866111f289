"""The embedded engine: an index on disk that all processes read, and the newest changes in memory."""

import hashlib
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from consilia.domain.retrieval import preparing, shelf
from consilia.domain.retrieval.embedding import Embedder, Vectors
from consilia.domain.retrieval.files import RetrievalKnowledge
from consilia.domain.retrieval.fresh import Fresh
from consilia.domain.retrieval.lexical import likeliest
from consilia.domain.retrieval.model import FallbackReason
from consilia.domain.retrieval.shelf import Entry, Record, Shelf

_DEPTH_OF_WORDS = 1000  # how many documents the index of words may propose


@dataclass(frozen=True)
class Asked:
    """A query made ready: its terms as the index knows them, and its vector (None: not searched by meaning)."""

    terms: tuple[str, ...]
    vector: Vectors | None
    reason: FallbackReason = ""


@dataclass(frozen=True)
class Hit:
    """A document that some part of the engine proposes, with what each part says of it."""

    record: Record
    meaning: float | None  # cosine, None without vectors
    words: float  # BM25, not yet scaled
    vector: Vectors | None


class Engine(Protocol):
    """What the door asks of an engine, embedded or server."""

    knowledge: RetrievalKnowledge

    def prepare(self, text: str, *, is_typing: bool = False) -> Asked:
        """Return the query of a text."""

    def find(self, asked: Asked, *, most: int) -> list[Hit]:
        """Return the documents that the words or the meaning propose, in no order."""

    def rarity(self, term: str) -> float:
        """Return how much a term says."""

    def anything(self, *, most: int) -> list[Hit]:
        """Return some documents, the newest first."""


class EmbeddedEngine:
    """Searches the index in a folder. Any thread may search while another applies changes."""

    def __init__(self, folder: Path, *, embedder: Embedder | None, knowledge: RetrievalKnowledge) -> None:
        self.folder, self.embedder, self.knowledge = folder, embedder, knowledge
        self._changing = threading.RLock()
        self._state: tuple[Shelf | None, Fresh] = (None, Fresh())
        self._seen = ""  # the name of the index that was opened, or found useless
        self.reload()

    @property
    def vector_fingerprint(self) -> str:
        """A digest of the model and of what prepares a text for it, "" without a model: what makes a vector stale."""
        if self.embedder is None:
            return ""
        made = f"{preparing.PREPARATION}|{self.embedder.fingerprint}|{self.knowledge.fingerprint}"
        return hashlib.sha256(made.encode()).hexdigest()

    @property
    def fingerprint(self) -> str:
        """A digest of vectors, preparation of words and layout: what makes an index of other making useless."""
        made = f"{shelf.layout_fingerprint()}|{self.vector_fingerprint}"
        return hashlib.sha256(made.encode()).hexdigest()

    @property
    def change(self) -> int:
        """The number of the last change that this process knows."""
        return self._state[1].change

    @property
    def has_shelf(self) -> bool:
        """Whether a finished index is open."""
        return self._state[0] is not None

    @property
    def waiting(self) -> int:
        """How many changes are held in memory until the next building."""
        return len(self._state[1].touched)

    @property
    def shelved(self) -> int:
        """How many documents the index on disk holds."""
        held = self._state[0]
        return held.meta.documents if held else 0

    def is_current(self) -> bool:
        """Whether the index on disk is still the one this process looked at. One small file is read."""
        return shelf.current_name(self.folder) == self._seen

    def reload(self) -> None:
        """Open the index that is in place now, and forget the changes that it knows already."""
        with self._changing:
            self._seen = shelf.current_name(self.folder)
            found = shelf.open_current(
                self.folder, fingerprint=self.fingerprint, title_boost=self.knowledge.ranking.title_boost
            )
            self._state = (found, Fresh(change=found.meta.change if found else 0))

    def apply(self, change: int, *, put: Iterable[Entry], removed: Iterable[str]) -> None:
        """Take over the changes of the database up to `change`."""
        with self._changing:
            held, fresh = self._state
            self._state = (held, fresh.after(change, put=put, removed=removed))

    def start_over(self, change: int, *, entries: Iterable[Entry]) -> None:
        """Forget the index on disk and hold all entries in memory: a few, or until the index is built again."""
        with self._changing:
            self._state = (None, Fresh().after(change, put=entries, removed=()))

    def build(self, entries: Iterable[Entry], *, change: int) -> shelf.Meta:
        """Build the index anew from all entries, put it in place and open it. Call under `shelf.builders_lock`."""
        dimensions = self.embedder.dimensions if self.embedder else 0
        meta = shelf.build(self.folder, entries, fingerprint=self.fingerprint, change=change, dimensions=dimensions)
        self.reload()
        return meta

    def text_to_embed(self, title: str, text: str) -> str:
        """Return the words of a document that are compared by meaning."""
        phrases = self.knowledge.words.courtesies
        return preparing.without_courtesies(preparing.clean(f"{title}\n{text}"), phrases=phrases)

    def prepare(self, text: str, *, is_typing: bool = False, vector: Vectors | None = None) -> Asked:
        """Return the query of a text. Without a telling word it asks for nothing, and says so.

        `vector` is that of the text where it is known already.
        """
        cleaned = preparing.clean(text)
        told = preparing.without_courtesies(cleaned, phrases=self.knowledge.words.courtesies)
        terms = preparing.telling_tokens(told, empty=self.knowledge.words.empty)
        if not terms:
            return Asked((), None, "empty-query")
        reason: FallbackReason = ""
        if self.embedder is None:
            reason = "no-model"
        elif preparing.language_of(told) == "other":
            reason = "language"
        if vector is None and self.embedder and not reason:
            vector = self.embedder.embed([told])[0]
        return Asked(tuple(self._known(terms, is_typing=is_typing)), vector, reason)

    def _known(self, terms: Sequence[str], *, is_typing: bool) -> Iterable[str]:
        """Yield the terms, unknown ones with the likeliest known one, an unfinished last one with its completions."""
        held, fresh = self._state
        ranking = self.knowledge.ranking
        for place, term in enumerate(terms):
            yield term
            if (held and held.words.documents_with(term)) or fresh.knows(term):
                continue
            if is_typing and place == len(terms) - 1 and len(term) >= ranking.prefix_from:
                yield from held.words.completions(term, most=5) if held else ()
                yield from sorted(known for known in fresh.terms() if known.startswith(term))[:5]
            elif len(term) >= ranking.spelling_from:
                on_shelf = held.words.alike(term, likeness=ranking.spelling_likeness) if held else None
                likely = on_shelf or likeliest(term, fresh.terms(), likeness=ranking.spelling_likeness)
                if likely:
                    yield likely

    def rarity(self, term: str) -> float:
        """Return BM25's weight of a term."""
        held, fresh = self._state
        return fresh.rarity(term, shelf=held)

    def find(self, asked: Asked, *, most: int) -> list[Hit]:
        """Return the documents that the words or the meaning propose, `most` or more of each, in no order."""
        held, fresh = self._state
        return [
            *(_found_on_shelf(asked, shelf=held, hidden=fresh.touched, most=most) if held else ()),
            *_found_in_memory(asked, fresh=fresh, shelf=held, title_boost=self.knowledge.ranking.title_boost),
        ]

    def anything(self, *, most: int) -> list[Hit]:
        """Return some documents, the newest first."""
        held, fresh = self._state
        hits = [Hit(d.record, None, 0.0, d.vector) for d in reversed(list((fresh.documents or {}).values()))][:most]
        for place in reversed(range(held.meta.documents if held else 0)):
            if len(hits) >= most or held is None:
                break
            record = held.record(place)
            if record.key not in fresh.touched:
                hits.append(Hit(record, None, 0.0, None))
        return hits


def _found_on_shelf(asked: Asked, *, shelf: Shelf, hidden: frozenset[str], most: int) -> list[Hit]:
    depth = most + len(hidden)
    by_words = {f.place: f.score for f in shelf.words.search(asked.terms, most=max(depth, _DEPTH_OF_WORDS))}
    places = set(sorted(by_words, key=by_words.__getitem__, reverse=True)[:depth])
    meanings = None
    if asked.vector is not None and shelf.vectors.size:
        meanings = shelf.vectors @ asked.vector
        nearest = min(depth, len(meanings))
        places.update(np.argpartition(meanings, len(meanings) - nearest)[len(meanings) - nearest :].tolist())
    records = {place: shelf.record(place) for place in sorted(places)}
    return [
        Hit(
            record,
            (float(meanings[place]) or None) if meanings is not None else None,  # 0: its vector is still to be made
            by_words.get(place, 0.0),
            shelf.vectors[place] if shelf.vectors.size else None,
        )
        for place, record in records.items()
        if record.key not in hidden
    ]


def _found_in_memory(asked: Asked, *, fresh: Fresh, shelf: Shelf | None, title_boost: float) -> list[Hit]:
    by_words = fresh.words(asked.terms, shelf=shelf, title_boost=title_boost)
    by_meaning = fresh.meanings(asked.vector) if asked.vector is not None else {}
    return [
        Hit(document.record, by_meaning.get(key), by_words.get(key, 0.0), document.vector)
        for key, document in (fresh.documents or {}).items()
        if key in by_words or key in by_meaning
    ]


def open_engine(folder: Path, *, embedder: Embedder | None, knowledge: RetrievalKnowledge) -> EmbeddedEngine:
    """Return the engine on the folder's index; without a finished one it finds only what is applied to it."""
    return EmbeddedEngine(folder, embedder=embedder, knowledge=knowledge)
