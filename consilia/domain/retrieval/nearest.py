"""Finds the nearest vectors: all are compared up to a size; above it those whose signs agree most are."""

from pathlib import Path

import numpy as np
import numpy.typing as npt

from consilia.domain.retrieval.embedding import Vectors

EXACT_UP_TO = 20_000  # vectors; beyond, comparing all takes longer than choosing by signs first
LOOKED_AT = 2000  # vectors at least that are compared exactly after the signs have chosen them,
ONE_IN = 200  # and at least one in so many: of the ten nearest of a million, 97 of 100 are found
_COUNTED = 100_000  # numbers that are enough to tell where to cut
_BLOCK = 16_384  # vectors whose signs are compared at once: what comes in between stays near the processor
_CHUNK = 20_000  # vectors in memory at once while signs are written

Signs = npt.NDArray[np.uint64]


class SignsOfVectors:
    """One bit a dimension: whether it is above the mean of all vectors. 48 bytes for 384 dimensions."""

    def __init__(self, folder: Path, *, vectors: Vectors) -> None:
        rows = -(-vectors.shape[1] // 64)
        self._mean = np.load(folder / "mean.npy")
        path = folder / "signs.u64"
        self._signs = np.memmap(path, dtype=np.uint64, mode="r", shape=(rows, len(vectors))).view(np.ndarray)
        self._vectors = vectors

    def nearest(self, vector: Vectors, *, most: int) -> npt.NDArray[np.int64]:
        """Return the places of `most` vectors with about the greatest cosines, in no order."""
        ours = _signs(vector[None] - self._mean)
        differing = np.empty(self._signs.shape[1], dtype=np.uint16)
        for start in range(0, len(differing), _BLOCK):
            bits = np.bitwise_count(self._signs[:, start : start + _BLOCK] ^ ours)
            np.add.reduce(bits, axis=0, dtype=np.uint16, out=differing[start : start + _BLOCK])
        looked_at = min(max(LOOKED_AT, 2 * most, len(differing) // ONE_IN), len(differing))
        chosen = _least(differing, about=looked_at)
        cosines = self._vectors[chosen] @ vector
        best = np.argpartition(-cosines, min(most, len(chosen)) - 1)[:most]
        return np.asarray(chosen[best], dtype=np.int64)


def write_signs(folder: Path, *, vectors: Vectors) -> None:
    """Write the signs of all vectors into the folder, when they are too many to be compared one by one."""
    if len(vectors) <= EXACT_UP_TO:
        return
    chunks = range(0, len(vectors), _CHUNK)
    total = sum((vectors[start : start + _CHUNK].sum(axis=0, dtype=np.float64) for start in chunks), np.zeros(1))
    mean = (total / len(vectors)).astype(np.float32)
    np.save(folder / "mean.npy", mean)
    rows = -(-vectors.shape[1] // 64)
    signs = np.memmap(folder / "signs.u64", dtype=np.uint64, mode="w+", shape=(rows, len(vectors)))
    for start in chunks:
        signs[:, start : start + _CHUNK] = _signs(vectors[start : start + _CHUNK] - mean)
    signs.flush()


def nearest(vectors: Vectors, vector: Vectors, *, most: int, signs: SignsOfVectors | None) -> npt.NDArray[np.int64]:
    """Return the places of the `most` vectors nearest to one, in no order."""
    if signs is not None:
        return signs.nearest(vector, most=most)
    cosines = vectors @ vector
    most = min(most, len(cosines))
    return np.asarray(np.argpartition(cosines, len(cosines) - most)[len(cosines) - most :], dtype=np.int64)


def _least(differing: npt.NDArray[np.uint16], *, about: int) -> npt.NDArray[np.int64]:
    """Return the places of about so many of the smallest numbers, without sorting: counting a part of them tells where
    to cut. Of those at the cut no more are taken than are wanted, for all may be alike."""
    step = max(len(differing) // _COUNTED, 1)
    counted = np.cumsum(np.bincount(differing[::step])) * step
    cut = min(int(np.searchsorted(counted, about)), len(counted) - 1)
    below = np.flatnonzero(differing < cut)
    return np.concatenate([below, np.flatnonzero(differing == cut)[: max(about - len(below), 0)]])


def _signs(centred: Vectors) -> Signs:
    bits = np.packbits(centred > 0, axis=1)
    padded = np.zeros((len(bits), -(-bits.shape[1] // 8) * 8), dtype=np.uint8)
    padded[:, : bits.shape[1]] = bits
    return np.ascontiguousarray(padded.view(np.uint64).T)
