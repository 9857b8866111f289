"""PostgreSQL's binary formats: rows for COPY, and the two types of pgvector, written and read without text between."""

import struct
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]

COPY_HEAD = b"PGCOPY\n\xff\r\n\x00" + struct.pack(">ii", 0, 0)
COPY_END = struct.pack(">h", -1)
_NULL = struct.pack(">i", -1)
_TEXT, _INT4 = 25, 23  # the numbers of these types in every PostgreSQL
_ARRAY_HEAD = struct.Struct(">iiiii")  # dimensions, has nulls, type, length, first place
_ELEMENT = np.dtype([("size", ">i4"), ("value", ">i4")])


def row(*fields: bytes | None) -> bytes:
    """Return one row for COPY."""
    parts = [struct.pack(">h", len(fields))]
    for field in fields:
        parts += [_NULL] if field is None else [struct.pack(">i", len(field)), field]
    return b"".join(parts)


def text(value: str) -> bytes:
    """Return a text; NUL, which PostgreSQL does not store, becomes a space."""
    return value.replace("\x00", " ").encode("utf-8", "replace")


def int4(value: int) -> bytes:
    """Return a whole number of four bytes."""
    return struct.pack(">i", value)


def int8(value: int) -> bytes:
    """Return a whole number of eight bytes."""
    return struct.pack(">q", value)


def texts(values: Sequence[str]) -> bytes:
    """Return an array of texts."""
    parts = [_array_head(_TEXT, len(values))]
    for value in map(text, values):
        parts += [struct.pack(">i", len(value)), value]
    return b"".join(parts)


def numbers(values: Numbers) -> bytes:
    """Return an array of four-byte numbers."""
    held = np.empty(len(values), dtype=_ELEMENT)
    held["size"], held["value"] = 4, values
    return _array_head(_INT4, len(values)) + held.tobytes()


def read_numbers(sent: bytes | None) -> Numbers:
    """Return the numbers of an array without nulls, as the server sent it."""
    if not sent or struct.unpack(">i", sent[:4])[0] == 0:
        return np.zeros(0, dtype=np.int32)
    return np.frombuffer(sent, dtype=_ELEMENT, offset=_ARRAY_HEAD.size)["value"].astype(np.int32)


def halfvec(values: Floats) -> bytes:
    """Return a vector of 16-bit floats."""
    return struct.pack(">hh", len(values), 0) + values.astype(">f2").tobytes()


def read_halfvec(sent: bytes) -> Floats:
    """Return the vector that the server sent."""
    return np.frombuffer(sent, dtype=">f2", offset=4).astype(np.float32)


def halfvec_text(values: Floats) -> str:
    """Return a vector as a parameter of a query."""
    return f"[{','.join(f'{value:.5g}' for value in values.tolist())}]"


def sparsevec(places: Numbers, values: Floats, *, dimensions: int) -> bytes:
    """Return a vector of which only some places, in rising order, are not 0."""
    return (
        struct.pack(">iii", dimensions, len(places), 0)
        + places.astype(">i4").tobytes()
        + values.astype(">f4").tobytes()
    )


def read_sparsevec(sent: bytes) -> tuple[Numbers, Floats]:
    """Return the places that are not 0, and what stands there."""
    held = struct.unpack(">i", sent[4:8])[0]
    places = np.frombuffer(sent, dtype=">i4", offset=12, count=held).astype(np.int32)
    return places, np.frombuffer(sent, dtype=">f4", offset=12 + 4 * held, count=held).astype(np.float32)


def sparsevec_text(pairs: Iterable[tuple[int, float]], *, dimensions: int) -> str:
    """Return such a vector as a parameter of a query; in text places begin at 1."""
    return f"{{{','.join(f'{place + 1}:{value:.6g}' for place, value in sorted(pairs))}}}/{dimensions}"


def _array_head(kind: int, length: int) -> bytes:
    return _ARRAY_HEAD.pack(1, 0, kind, length, 1) if length else struct.pack(">iii", 0, 0, kind)
