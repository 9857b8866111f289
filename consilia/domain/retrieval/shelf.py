"""One finished index on disk, never changed after it was put in place: words, vectors, and what each place holds.

A new one is built beside the old one and then named in the file `current`, in one step: whoever is killed at any
moment leaves either the old index or the new one, and rubbish that the next builder sweeps away.
"""

import contextlib
import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from consilia.domain.retrieval import preparing
from consilia.domain.retrieval.coverage import Coverage, CoverageWriter, Numbers
from consilia.domain.retrieval.embedding import Vectors
from consilia.domain.retrieval.lexical import LexicalIndex, LexicalWriter
from consilia.domain.retrieval.model import Document
from consilia.domain.retrieval.nearest import SignsOfVectors, write_signs

LAYOUT = "4"  # raise it when the files of a shelf change
_JSON = json.JSONEncoder(ensure_ascii=False)


class AnotherBuilds(RuntimeError):
    """The index is being built by another process."""


@dataclass(frozen=True)
class Meta:
    """What a shelf was built from. `change` is the number of the last change of the database that it knows."""

    fingerprint: str
    change: int
    documents: int
    dimensions: int
    without_vector: int
    usual_words: float  # of a document: the median


@dataclass(frozen=True)
class Record:
    """What is kept of a document for showing and comparing candidates; its text is not."""

    key: str
    title: str
    facets: frozenset[str]
    duplicate_group: str


@dataclass(frozen=True)
class Entry:
    """A document to index, with the vector a model made of it."""

    document: Document
    vector: Vectors | None = None


@contextlib.contextmanager
def builders_lock(folder: Path, *, wait: bool) -> Iterator[None]:
    """Hold the one place at the workbench. The kernel frees it when the holder dies.

    Raises AnotherBuilds when it is taken and `wait` is not asked for.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            raise AnotherBuilds(f"{folder} is being built by another process") from None
        yield


def build(
    folder: Path,
    entries: Iterable[Entry],
    *,
    fingerprint: str,
    change: int,
    dimensions: int,
    empty: frozenset[str] = frozenset(),
) -> Meta:
    """Build an index of the entries beside the present one and put it in its place. Call under `builders_lock`.

    `empty` are the words that say nothing.
    """
    for left_over in folder.glob("building-*"):
        shutil.rmtree(left_over, ignore_errors=True)
    beside = folder / f"building-{secrets.token_hex(4)}"
    writer, coverage, offsets = LexicalWriter(beside / "words"), CoverageWriter(beside), [0]
    numbers, without_vector, lengths = Numbers(empty=empty), 0, []
    nothing = np.zeros(dimensions, dtype=np.float32)
    with (beside / "vectors.f32").open("wb") as vectors, (beside / "records.jsonl").open("wb") as records:
        for place, entry in enumerate(entries):
            document = entry.document
            title, text = (preparing.spaced(preparing.clean(part)) for part in (document.title, document.text))
            writer.add(title, text, place=place)
            coverage.add(numbers.of(f"{title}\n{text}"))
            lengths.append(len(title.split()) + len(text.split()))
            has_vector = entry.vector is not None and entry.vector.shape == (dimensions,)
            without_vector += not has_vector
            if dimensions:
                vectors.write(np.asarray(entry.vector if has_vector else nothing, dtype=np.float32).tobytes())
            offsets.append(offsets[-1] + records.write(_row(document)))
    writer.finish()
    coverage.finish()
    np.save(beside / "offsets.npy", np.array(offsets, dtype=np.int64))
    if dimensions and lengths:
        written = np.memmap(beside / "vectors.f32", dtype=np.float32, mode="r", shape=(len(lengths), dimensions))
        write_signs(beside, vectors=written.view(np.ndarray))
    usual_words = float(np.median(lengths)) if lengths else 0.0
    meta = Meta(fingerprint, change, len(lengths), dimensions, without_vector, usual_words)
    (beside / "meta.json").write_text(json.dumps(meta.__dict__), "utf-8")
    _put_in_place(folder, beside, name=f"at-{change}-{secrets.token_hex(4)}")
    return meta


def _row(document: Document) -> bytes:
    """Return what is kept of a document: a list in JSON, put together from texts, which is much quicker."""
    facets = "\n".join(sorted(document.facets))
    parts = (document.key, document.title, facets, document.duplicate_group)
    return f"[{','.join(map(_JSON.encode, parts))}]\n".encode()


def _put_in_place(folder: Path, beside: Path, *, name: str) -> None:
    for path in beside.rglob("*"):
        if path.is_file():
            with path.open("rb") as written:
                os.fsync(written.fileno())
    before = current_name(folder)
    beside.rename(folder / name)
    pointer = folder / "current.new"
    pointer.write_text(name, "utf-8")
    pointer.replace(folder / "current")
    for old in folder.glob("at-*"):
        if old.name not in {name, before}:  # another process may be opening the one before
            shutil.rmtree(old, ignore_errors=True)


def current_name(folder: Path) -> str:
    """Return the name of the index in place, "" when there is none."""
    try:
        return (folder / "current").read_text("utf-8").strip()
    except (FileNotFoundError, UnicodeDecodeError):
        return ""


class Shelf:
    """An index in place, open for reading by any thread; processes share its pages in memory."""

    def __init__(self, folder: Path, *, title_boost: float) -> None:
        self.meta = Meta(**json.loads((folder / "meta.json").read_text("utf-8")))
        self.words = LexicalIndex(folder / "words", title_boost=title_boost)
        self.coverage = Coverage(folder)
        self._offsets = np.load(folder / "offsets.npy", mmap_mode="r").view(np.ndarray)
        rows, length = self.meta.documents, self.meta.dimensions
        self.vectors: Vectors = np.zeros((rows, length), dtype=np.float32)
        if rows and length:  # a view, because each step through a memmap costs
            mapped = np.memmap(folder / "vectors.f32", dtype=np.float32, mode="r", shape=(rows, length))
            self.vectors = mapped.view(np.ndarray)
        has_signs = (folder / "signs.u64").exists()
        self.signs = SignsOfVectors(folder, vectors=self.vectors) if has_signs else None
        size = (folder / "records.jsonl").stat().st_size
        if len(self._offsets) != rows + 1 or int(self._offsets[-1]) != size:
            raise ValueError(f"{folder} holds {size} bytes of records; its offsets expect {self._offsets[-1]}")
        self._records = np.zeros(0, np.uint8)
        if size:
            self._records = np.memmap(folder / "records.jsonl", dtype=np.uint8, mode="r").view(np.ndarray)

    def record(self, place: int) -> Record:
        """Return what stands at a place."""
        start, end = int(self._offsets[place]), int(self._offsets[place + 1])
        key, title, facets, group = json.loads(self._records[start:end].tobytes())
        return Record(key, title, frozenset(filter(None, facets.split("\n"))), group)


def open_current(folder: Path, *, fingerprint: str, title_boost: float) -> Shelf | None:
    """Return the index in place, or None when there is none, it is broken, or other code or another model made it."""
    name = current_name(folder)
    if not name:
        return None
    try:
        shelf = Shelf(folder / name, title_boost=title_boost)
    except (OSError, ValueError, TypeError, KeyError):  # a damaged folder is as good as none: it is built again
        return None
    return shelf if shelf.meta.fingerprint == fingerprint else None


def layout_fingerprint() -> str:
    """Return a text that changes with the files' layout and the preparation of texts."""
    return f"{LAYOUT}.{preparing.PREPARATION}"
