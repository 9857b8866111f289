"""What the language model answered for each of our sentences, kept in one file of the data folder.

It holds sentences of the knowledge and nothing of any person. What was refused is kept as a reason alone.
"""

import os
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from pydantic import BaseModel, ConfigDict, ValidationError

from consilia.web.smoothing.endpoint import Endpoint

NAME = "smoothed-sentences.json"
ACCEPTED = "accepted"


class Kept(BaseModel):
    """One sentence of ours: the wording that was accepted, or the reason why none was."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ours: str
    outcome: str  # accepted, unchanged, or why it was refused
    wording: str = ""
    on: datetime


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    address: str
    model: str
    kept: tuple[Kept, ...]


@dataclass(frozen=True)
class _Stamp:
    path: Path
    changed: int
    size: int


def load(endpoint: Endpoint) -> tuple[Kept, ...]:
    """Return what was kept for this model; nothing when another one was asked before, or the file is broken."""
    path = Path(settings.DATA_DIR) / NAME
    try:
        about = path.stat()
    except OSError:
        return ()
    held = _parsed(_Stamp(path, about.st_mtime_ns, about.st_size))
    is_same = held is not None and (held.address, held.model) == (endpoint.address, endpoint.model)
    return held.kept if held and is_same else ()


@lru_cache(maxsize=2)
def _parsed(stamp: _Stamp) -> _File | None:
    try:
        return _File.model_validate_json(stamp.path.read_bytes())
    except (OSError, ValidationError):
        return None


def save(kept: tuple[Kept, ...], *, endpoint: Endpoint) -> None:
    """Keep the answers in place of what was kept. A reader sees the old file or the new one, never half of one."""
    held = _File(address=endpoint.address, model=endpoint.model, kept=kept)
    folder = Path(settings.DATA_DIR)
    with NamedTemporaryFile("w", encoding="utf-8", dir=folder, prefix=NAME, delete=False) as file:
        file.write(held.model_dump_json(indent=1))
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(folder / NAME)
