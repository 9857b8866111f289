"""Keeps each process's search engine in step with the rows of the index, and builds the index on disk from them.

The rows of IndexEntry are the truth. Every change is numbered (IndexChange) in the transaction that makes it; a process
reads the steps it has not seen before it searches. The index on disk is built now and then, by one process at a time.
"""

import logging
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from consilia import loaded
from consilia.domain import retrieval
from consilia.domain.retrieval.embedding import BrokenModel, OnnxEmbedder
from consilia.domain.retrieval.engine import EmbeddedEngine
from consilia.domain.retrieval.shelf import AnotherBuilds, builders_lock
from consilia.web.questions import index_filling
from consilia.web.questions.index_entries import entry_of
from consilia.web.questions.index_filling import Progress
from consilia.web.questions.models import IndexChange, IndexEntry

_log = logging.getLogger("consilia.search")
_PAUSES = (0, 0.02, 0.1)  # seconds; meanwhile another process puts the index in place that it has built
_IN_MEMORY = 500  # changes that a process holds before the index on disk is built again
_engines: dict[Path, EmbeddedEngine] = {}
_one_at_a_time = threading.RLock()


def opened() -> EmbeddedEngine:
    """Return this process's engine on the data folder, which may be out of step. The model is loaded at first use."""
    folder = Path(settings.DATA_DIR) / "index"
    with _one_at_a_time:
        if folder not in _engines:
            _engines[folder] = retrieval.open_engine(folder, embedder=model(), knowledge=loaded.retrieval())
        return _engines[folder]


def in_step() -> tuple[EmbeddedEngine, bool]:
    """Return the engine with all committed changes applied, and whether it is empty while another process builds."""
    engine = opened()
    with _one_at_a_time:
        if not engine.is_current():
            engine.reload()
        if _follow(engine):
            return engine, False
        for pause in _PAUSES:
            time.sleep(pause)
            engine.reload()
            if not engine.has_shelf:
                break
            if _follow(engine):
                return engine, False
        return engine, not _start_over(engine)


def build(engine: EmbeddedEngine) -> int:
    """Build the index on disk from the rows and return its size. Call under `builders_lock`."""
    started = time.monotonic()
    change = _last_change() or IndexChange.note(0)
    rows = IndexEntry.objects.order_by("question_id").iterator(chunk_size=2000)
    meta = engine.build((entry_of(row, engine=engine) for row in rows), change=change)
    IndexChange.objects.filter(number__lt=change).delete()
    _log.info("index of %d entries built in %d ms", meta.documents, 1000 * (time.monotonic() - started))
    return meta.documents


def taken_in(rows: Sequence[IndexEntry], change: int) -> None:
    """Do nothing: every process reads the numbered changes before it searches."""


def rebuild(progress: Progress | None) -> int:
    """Bring the rows in line, make missing vectors, build the index; return its size. Waits for another builder.

    May be stopped at any moment and called again: the vectors made so far are kept.
    """
    engine = opened()
    with builders_lock(engine.folder, wait=True):
        index_filling.bring_in_line(taken_in)
        index_filling.make_missing_vectors(engine, tell=taken_in, progress=progress)
        return build(engine)


def is_built() -> bool:
    """Whether the index in place was made by this code and this model and every published question is in it."""
    engine, is_building = in_step()
    return not is_building and engine.has_shelf and index_filling.is_complete(engine)


def build_when_due() -> None:
    """Build the index when enough has changed since the last building and no other process is at it."""
    engine = opened()
    if not _is_due(engine):
        return
    in_step()
    if not _is_due(engine):  # another process has built it
        return
    try:
        with builders_lock(engine.folder, wait=False):
            build(engine)
    except AnotherBuilds:
        _log.info("the index is due, and another process builds it")


def _is_due(engine: EmbeddedEngine) -> bool:
    """Whether too many changes wait, those included that this process has not taken over yet."""
    unseen = IndexChange.objects.filter(number__gt=engine.change).count()
    return engine.waiting + unseen > max(_IN_MEMORY, engine.shelved // 10)


def model() -> OnnxEmbedder | None:
    """Return the model that the settings name, loaded at first use, or None: then words alone are compared."""
    return _embedder()


def _embedder() -> OnnxEmbedder | None:
    try:
        found = retrieval.open_embedder(Path(settings.EMBEDDER) if settings.EMBEDDER else None)
        if found:
            found.verify()
    except BrokenModel as broken:
        _log.error("questions are compared by words alone: %s", broken)
        return None
    return found


def _last_change() -> int:
    return IndexChange.objects.order_by("-number").values_list("number", flat=True).first() or 0


def _follow(engine: EmbeddedEngine) -> bool:
    """Apply the changes after the engine's own last one; False when that one is not in the database (any more).

    It is missing when another process built the index and swept the old numbers, when the transaction that made it
    was rolled back, or when the database was restored.
    """
    steps = IndexChange.objects.filter(number__gte=engine.change).order_by("number").values_list("number", "entry_of")
    numbers = dict(steps)
    if engine.change not in numbers:
        return not numbers and engine.change == 0
    touched = {question for number, question in numbers.items() if number > engine.change}
    if touched:
        put = [entry_of(row, engine=engine) for row in IndexEntry.objects.filter(question_id__in=touched)]
        engine.apply(max(numbers), put=put, removed=map(str, touched))
    return True


def _start_over(engine: EmbeddedEngine) -> bool:
    """Make the engine usable from the rows alone; False, and empty, while another process builds the index."""
    if IndexEntry.objects.count() <= _IN_MEMORY:
        last = _last_change()
        engine.start_over(last, entries=[entry_of(row, engine=engine) for row in IndexEntry.objects.all()])
        return True
    try:
        with builders_lock(engine.folder, wait=False):
            build(engine)
    except AnotherBuilds:
        engine.start_over(0, entries=())
        return False
    return True
