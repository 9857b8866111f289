"""Remembers the vectors of documents in an SQLite file, so that nothing is embedded twice. Never used for queries."""

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from consilia.domain.retrieval.embedding import Embedder, Vectors

_BATCH = 256  # vectors written at once: so many are lost at most when the work is stopped


class RememberedEmbedder:
    """A model whose vectors are kept by the hash of model and text. May be stopped at any moment and goes on there."""

    def __init__(self, embedder: Embedder, *, file: Path) -> None:
        self._embedder, self._file = embedder, file
        file.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(file)) as kept, kept:
            kept.execute("PRAGMA journal_mode=WAL")
            kept.execute("CREATE TABLE IF NOT EXISTS vectors (hash BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID")

    @property
    def fingerprint(self) -> str:
        return self._embedder.fingerprint

    @property
    def dimensions(self) -> int:
        return self._embedder.dimensions

    def has_word(self, word: str) -> bool:
        return self._embedder.has_word(word)

    def embed(self, texts: Sequence[str], *, progress: Callable[[int], object] | None = None) -> Vectors:
        """Return one vector for each text, in order; those not seen before are made, shortest text first, and kept."""
        hashes = [self._hash(text) for text in texts]
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        with closing(sqlite3.connect(self._file, timeout=60)) as kept:
            missing: dict[bytes, list[int]] = {}
            for place, key in enumerate(hashes):
                found = kept.execute("SELECT vector FROM vectors WHERE hash = ?", (key,)).fetchone()
                if found:
                    vectors[place] = np.frombuffer(found[0], dtype=np.float16)
                else:
                    missing.setdefault(key, []).append(place)
            if progress:
                progress(len(texts) - sum(map(len, missing.values())))
            order = sorted(missing, key=lambda key: len(texts[missing[key][0]]))
            for start in range(0, len(order), _BATCH):
                keys = order[start : start + _BATCH]
                made = self._embedder.embed([texts[missing[key][0]] for key in keys])
                for key, vector in zip(keys, made, strict=True):
                    vectors[missing[key]] = vector
                rows = [(k, v.astype(np.float16).tobytes()) for k, v in zip(keys, made, strict=True)]
                with kept:
                    kept.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?)", rows)
                if progress:
                    progress(sum(len(missing[key]) for key in keys))
        return vectors

    def _hash(self, text: str) -> bytes:
        return hashlib.blake2b(f"{self.fingerprint}\0{text}".encode(), digest_size=16).digest()
