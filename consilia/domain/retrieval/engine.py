"""The embedded engine: an index on disk that all processes read, and the newest changes in memory."""

import hashlib
import threading
from collections.abc import Iterable
from pathlib import Path

from consilia.domain.retrieval import shelf
from consilia.domain.retrieval.asking import Asked, Hit
from consilia.domain.retrieval.embedding import Embedder
from consilia.domain.retrieval.files import RetrievalKnowledge
from consilia.domain.retrieval.finding import found_in_memory, found_on_shelf
from consilia.domain.retrieval.fresh import Fresh
from consilia.domain.retrieval.preparer import Preparer
from consilia.domain.retrieval.shelf import Entry, Shelf


class EmbeddedEngine(Preparer):
    """Searches the index in a folder. Any thread may search while another applies changes."""

    def __init__(self, folder: Path, *, embedder: Embedder | None, knowledge: RetrievalKnowledge) -> None:
        super().__init__(embedder=embedder, knowledge=knowledge)
        self.folder = folder
        self._changing = threading.RLock()
        self._state: tuple[Shelf | None, Fresh] = (None, Fresh())
        self._seen = ""  # the name of the index that was opened, or found useless
        self.reload()

    @property
    def fingerprint(self) -> str:
        """A digest of vectors, preparation of words and layout: what makes an index of other making useless."""
        made = f"{shelf.layout_fingerprint()}|{self.knowledge.fingerprint}|{self.vector_fingerprint}"
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
        meta = shelf.build(
            self.folder,
            entries,
            fingerprint=self.fingerprint,
            change=change,
            dimensions=self.embedder.dimensions if self.embedder else 0,
            empty=self.knowledge.words.empty,
        )
        self.reload()
        return meta

    def has_word(self, word: str) -> bool:
        held, fresh = self._state
        return fresh.has_word(word) or bool(held and held.words.has_word(word))

    def documents_with(self, term: str) -> int:
        held, fresh = self._state
        return fresh.documents_with(term) + (held.words.documents_with(term) if held else 0)

    def words_like(self, word: str) -> dict[str, int]:
        held, fresh = self._state
        return fresh.words_like(word) | (held.words.words_like(word) if held else {})

    def completions(self, start: str, *, most: int) -> list[str]:
        held, fresh = self._state
        on_shelf = held.words.completions(start, most=most) if held else []
        return [*on_shelf, *fresh.completions(start, most=most)]

    def usual_words(self) -> float:
        """Return how many words a document of this index usually has."""
        held, fresh = self._state
        return held.meta.usual_words if held and held.meta.documents else fresh.usual_words()

    def find(self, asked: Asked, *, most: int) -> list[Hit]:
        """Return the documents that the words or the meaning propose, `most` or more of each, in no order."""
        held, fresh = self._state
        weights = {term: fresh.rarity(term, shelf=held) for term in asked.terms}
        ranking = self.knowledge.ranking
        boost, bm25_counts = ranking.title_boost, not ranking.words.is_nothing
        on_shelf = []
        if held:
            on_shelf = found_on_shelf(
                asked, shelf=held, hidden=fresh.touched, most=most, weights=weights, bm25_counts=bm25_counts
            )
        return [*on_shelf, *found_in_memory(asked, fresh=fresh, shelf=held, title_boost=boost, weights=weights)]

    def anything(self, *, most: int) -> list[Hit]:
        """Return some documents, the newest first."""
        held, fresh = self._state
        hits = [Hit(d.record, d.vector) for d in reversed(list(fresh.documents.values()))][:most]
        for place in reversed(range(held.meta.documents if held else 0)):
            if len(hits) >= most or held is None:
                break
            record = held.record(place)
            if record.key not in fresh.touched:
                hits.append(Hit(record, None))
        return hits


def open_engine(folder: Path, *, embedder: Embedder | None, knowledge: RetrievalKnowledge) -> EmbeddedEngine:
    """Return the engine on the folder's index; without a finished one it finds only what is applied to it."""
    return EmbeddedEngine(folder, embedder=embedder, knowledge=knowledge)
