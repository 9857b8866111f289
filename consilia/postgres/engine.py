"""The server engine: what the embedded engine does, in PostgreSQL; changes are part of the caller's transaction."""

import hashlib
import itertools
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from psycopg import Connection
from psycopg.errors import UndefinedTable

from consilia.domain.retrieval import preparing
from consilia.domain.retrieval.asking import Asked, Hit
from consilia.domain.retrieval.embedding import Embedder, Vectors
from consilia.domain.retrieval.files import RetrievalKnowledge
from consilia.domain.retrieval.preparer import Preparer
from consilia.domain.retrieval.shelf import Entry
from consilia.postgres import building, changing, counting, finding
from consilia.postgres.counting import Counts
from consilia.postgres.servers import Servers
from consilia.postgres.tables import LAYOUT, Generation, Making, stay_made

T = TypeVar("T")

SCHEMA = "consilia_search"
BATCH = 2000  # documents loaded in one transaction


@dataclass(frozen=True)
class State:
    """What a process knows of the index in use."""

    generation: Generation
    counts: Counts


class ServerEngine(Preparer):
    """Searches the tables of one schema. Any thread may search while others change documents."""

    def __init__(
        self, servers: Servers, *, embedder: Embedder | None, knowledge: RetrievalKnowledge, schema: str = SCHEMA
    ) -> None:
        super().__init__(embedder=embedder, knowledge=knowledge)
        self.servers, self.schema = servers, schema
        self._state: State | None = None
        self._reading_counts = threading.Lock()

    @property
    def fingerprint(self) -> str:
        """A digest of vectors, preparation of words and layout: what makes an index of other making useless."""
        made = f"{LAYOUT}|{preparing.PREPARATION}|{self.knowledge.fingerprint}|{self.vector_fingerprint}"
        return hashlib.sha256(made.encode()).hexdigest()

    @property
    def dimensions(self) -> int:
        """The length of the vectors, 0 without a model."""
        return self.embedder.dimensions if self.embedder else 0

    # --- searching

    def look(self) -> bool:
        """Take notice of a new index and of what changed; return whether there is an index to search."""
        self._state = self.servers.read(self._look)
        return self._state is not None

    def prepare(
        self, text: str, *, is_typing: bool = False, as_written: bool = False, vector: Vectors | None = None
    ) -> Asked:
        """Return the query of a text, with the index as it is now."""
        self.look()
        return super().prepare(text, is_typing=is_typing, as_written=as_written, vector=vector)

    def find(self, asked: Asked, *, most: int) -> list[Hit]:
        """Return the documents that the words or the meaning propose, in no order."""
        boost = self.knowledge.ranking.title_boost
        return self._read(
            lambda connection, state: finding.found(
                connection, asked, most=most, title_boost=boost, counts=state.counts, generation=state.generation
            ),
            otherwise=[],
        )

    def anything(self, *, most: int) -> list[Hit]:
        """Return some documents, the newest first."""
        return self._read(
            lambda connection, state: finding.anything(connection, most=most, generation=state.generation), otherwise=[]
        )

    def usual_words(self) -> float:
        """Return how many words a document of this index usually has."""
        return self._state.counts.usual_words if self._state else 0.0

    def has_word(self, word: str) -> bool:
        return self._read(lambda c, state: counting.has_word(c, word, generation=state.generation), otherwise=False)

    def documents_with(self, term: str) -> int:
        return self._state.counts.documents_with(term) if self._state else 0

    def words_like(self, word: str) -> Mapping[str, int]:
        return self._read(lambda c, state: counting.words_like(c, word, generation=state.generation), otherwise={})

    def completions(self, start: str, *, most: int) -> list[str]:
        return self._read(
            lambda c, state: counting.completions(c, start, most=most, generation=state.generation), otherwise=[]
        )

    def _read(self, work: Callable[[Connection, State], T], *, otherwise: T) -> T:
        state = self._state
        if state is None:
            return otherwise
        try:
            return self.servers.read(lambda connection: work(connection, state))
        except UndefinedTable:  # another index has just been put in its place
            self.look()
        now = self._state
        return self.servers.read(lambda connection: work(connection, now)) if now else otherwise

    def _look(self, connection: Connection) -> State | None:
        old = self._state
        if old is not None:
            last = counting.newest_row_if_in_use(connection, generation=old.generation)
            if last is not None and old.counts.are_fresh(last):
                return old
        found = building.generations(connection, schema=self.schema, fingerprint=self.fingerprint)
        generation = next((one for one in found if one.is_ready), None)
        if generation is None:
            return None
        if old is None or old.generation.number != generation.number:
            return State(generation, counting.read_counts(connection, generation=generation))
        if not self._reading_counts.acquire(blocking=old.counts.is_small):
            return old  # another thread is reading them
        try:
            return State(generation, counting.read_counts(connection, generation=generation))
        finally:
            self._reading_counts.release()

    # --- changing

    def apply(self, change: int, *, put: Iterable[Entry], removed: Iterable[str]) -> None:
        """Take entries in and out, in every index of this making that is in use or being built.

        `change` is the number of the change, 0 for one that has none; the index remembers the last.
        """
        entries, keys, empty = list(put), list(removed), self.knowledge.words.empty
        with self.servers.writing() as connection:
            stay_made(connection)
            for generation in building.generations(connection, schema=self.schema, fingerprint=self.fingerprint):
                changing.remove(connection, keys, generation=generation, empty=empty)
                changing.put(connection, entries, generation=generation, empty=empty)
                building.note_change(connection, generation, change)

    def count_documents(self) -> int:
        """Return how many documents the index in use holds now."""
        self.look()
        return self._read(lambda c, state: counting.documents(c, generation=state.generation), otherwise=0)

    def on_primary(self) -> tuple[int, int] | None:
        """Return how many documents the primary's index holds and the last change it knows, None without an index."""
        with self.servers.writing() as connection:
            found = building.generations(connection, schema=self.schema, fingerprint=self.fingerprint)
            for generation in found:
                if generation.is_ready:
                    return counting.documents(connection, generation=generation), generation.change
        return None

    def tidy(self) -> None:
        """Put the counts of changes together when they have become many. For a quiet moment."""
        with self.servers.writing() as connection:
            for generation in building.generations(connection, schema=self.schema, fingerprint=self.fingerprint):
                if generation.is_ready and counting.are_many(connection, generation=generation):
                    counting.fold(connection, generation=generation)

    # --- building

    @contextmanager
    def builder(self, *, wait: bool) -> Iterator["Builder"]:
        """Hold the one place at the workbench and give who builds there.

        Raises AnotherBuilds when the place is taken and `wait` is not asked for.
        """
        with self.servers.alone() as connection, building.builders_place(connection, schema=self.schema, wait=wait):
            yield Builder(self, connection)

    def build(self, entries: Iterable[Entry], *, change: int = 0) -> int:
        """Build the index from all entries, put it in place and return its size.

        Stopped and called again with the same entries in the same order it goes on where it was. Lengths are compared
        with those of some entries from all over a list, and with the first ones of anything else.
        """
        rest = iter(entries)
        first = list(itertools.islice(rest, BATCH))
        with self.builder(wait=True) as builder:
            builder.begin(spread(entries) if isinstance(entries, Sequence) else first)
            done = int(builder.loaded_to or 0)
            left = itertools.islice(itertools.chain(first, rest), done, None)
            while batch := list(itertools.islice(left, BATCH)):
                done += len(batch)
                builder.load(batch, upto=str(done), change=change)
            builder.finish()
        return self.count_documents()


def spread(entries: Sequence[Entry]) -> list[Entry]:
    """Return some of many entries, from all over."""
    return list(entries[:: max(len(entries) // BATCH, 1)])


class Builder:
    """Fills a generation, from where an earlier builder was stopped."""

    def __init__(self, engine: ServerEngine, connection: Connection) -> None:
        self._engine, self._connection = engine, connection
        self._generation: Generation | None = None
        self.loaded_to = ""  # what the last `load` was told, of this builder or the one before

    def begin(self, sample: Sequence[Entry]) -> None:
        """Begin, or go on. `sample` are some of the documents: BM25 compares lengths with theirs."""
        engine = self._engine
        usual = building.usual_lengths(sample, empty=engine.knowledge.words.empty)
        making = Making(engine.schema, engine.fingerprint, engine.dimensions)
        self._generation = building.begin(self._connection, making, usual=usual)
        self.loaded_to = self._generation.loaded_to

    def load(self, entries: Sequence[Entry], *, upto: str, change: int = 0) -> None:
        """Take a batch in, and remember how far the loading came and the last change that it knows."""
        with self._engine.servers.writing() as connection:
            changing.put(connection, entries, generation=self._begun, empty=self._engine.knowledge.words.empty)
            building.note(connection, self._begun, loaded_to=upto)
            building.note_change(connection, self._begun, change)
        self.loaded_to = upto

    def finish(self) -> None:
        """Make the indexes and put the generation into use in place of the others."""
        building.finish(self._connection, generation=self._begun)
        self._engine.look()

    @property
    def _begun(self) -> Generation:
        if self._generation is None:
            raise ValueError("a builder has to begin first")
        return self._generation
