"""Keeps the search engine in PostgreSQL in step with the rows of the index: changes are part of their transactions."""

import logging
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import psycopg
from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet
from django.db.models.functions import Mod
from django.db.models.signals import post_delete
from django.dispatch import receiver
from psycopg.conninfo import make_conninfo

from consilia import loaded
from consilia.domain.retrieval.shelf import AnotherBuilds
from consilia.postgres import Builder, NoVectors, ServerEngine, Servers
from consilia.web.questions import index_filling, index_steps
from consilia.web.questions.index_entries import entry_of
from consilia.web.questions.index_filling import Progress
from consilia.web.questions.models import IndexChange, IndexEntry, IndexState

_log = logging.getLogger("consilia.search")
_BUILT_AT_ONCE = 500  # entries of a missing index that the first who searches builds
_BATCH = 2000  # rows loaded in one transaction
_NOT_FOR_LIBPQ = {"cursor_factory", "context", "prepare_threshold"}  # parts of Django's parameters
_engines: dict[str, ServerEngine] = {}  # by the address of the primary
_one_at_a_time = threading.Lock()


class OurServers(Servers):
    """The service's own database and its replicas; what is written is part of the transaction of whoever calls."""

    def __init__(self) -> None:
        super().__init__(address, replicas=settings.SEARCH_REPLICAS)

    @contextmanager
    def writing(self) -> Iterator[psycopg.Connection]:
        with transaction.atomic():
            connection.ensure_connection()
            yield connection.connection


def opened() -> ServerEngine:
    """Return this process's engine. The model is loaded at first use."""
    ours = address()
    with _one_at_a_time:
        if ours not in _engines:
            _engines[ours] = ServerEngine(OurServers(), embedder=index_steps.model(), knowledge=loaded.retrieval())
        return _engines[ours]


def in_step() -> tuple[ServerEngine, bool]:
    """Return the engine, and whether its index is still to be built. A small one that is missing is built here."""
    engine = opened()
    if engine.look():
        return engine, False
    if connection.in_atomic_block or IndexEntry.objects.count() > _BUILT_AT_ONCE:
        return engine, True
    try:
        _build(engine, wait=False)
    except AnotherBuilds:
        _log.info("the index is missing, and another process builds it")
    return engine, not engine.look()


def taken_in(rows: Sequence[IndexEntry], change: int) -> None:
    """Write the rows into the index, in the transaction that changes them."""
    engine = opened()
    engine.apply(change, put=[entry_of(row, engine=engine) for row in rows], removed=())


@receiver(post_delete, sender=IndexEntry)
def _taken_out(sender: type[IndexEntry], instance: IndexEntry, **kwargs: object) -> None:
    """Whatever deletes an entry takes it out of the index in the same transaction."""
    if settings.SEARCH_ENGINE == "postgres":
        change = IndexState.objects.values_list("last_number", flat=True).first() or 0
        opened().apply(change, put=(), removed=[str(instance.question_id)])


def build_when_due() -> None:
    """Build an index that is missing, when there is little to build. The counting of changes is left to the worker."""
    in_step()


def rebuild(progress: Progress | None) -> int:
    """Bring the rows in line, make missing vectors, and build the index unless nothing is wrong with it; its size.

    May be stopped at any moment and called again. Waits for another builder. Without pgvector it logs what to do.
    """
    engine = opened()
    index_filling.bring_in_line(taken_in)
    index_filling.make_missing_vectors(engine, tell=taken_in, progress=progress)
    if not is_built():
        _build(engine, wait=True)
    engine.tidy()
    last = IndexChange.objects.order_by("-number").values_list("number", flat=True).first() or 0
    IndexChange.objects.filter(number__lt=last).delete()
    return engine.count_documents()


def is_built() -> bool:
    """Whether the index was made by this code and this model, knows the last change, and holds all that is published.

    The primary is asked, for replicas may be a moment behind.
    """
    engine = opened()
    known = engine.on_primary()
    if known is None or not index_filling.is_complete(engine):
        return False
    change = IndexState.objects.values_list("last_number", flat=True).first() or 0
    return known == (IndexEntry.objects.count(), change)


def _build(engine: ServerEngine, *, wait: bool) -> None:
    started = time.monotonic()
    try:
        with engine.builder(wait=wait) as builder:
            builder.begin([entry_of(row, engine=engine) for row in _some_rows()])
            while _load_a_batch(engine, builder):
                pass
            builder.finish()
    except NoVectors as missing:
        _log.error("the index cannot be built: %s", missing)
        return
    _log.info("index of %d entries built in %d ms", engine.count_documents(), 1000 * (time.monotonic() - started))


def _some_rows() -> QuerySet[IndexEntry]:
    """Return some rows from all over, to learn the usual length of a text from."""
    step = max(IndexEntry.objects.count() // _BATCH, 1)
    return IndexEntry.objects.alias(place=Mod("pk", step)).filter(place=0)


@transaction.atomic
def _load_a_batch(engine: ServerEngine, builder: Builder) -> bool:
    """Load the next rows, locked so that nobody changes them meanwhile; False when there are none."""
    left = IndexEntry.objects.filter(question_id__gt=int(builder.loaded_to or 0)).order_by("question_id")
    rows = list(left.select_for_update(no_key=True)[:_BATCH])
    if rows:
        change = IndexState.objects.values_list("last_number", flat=True).first() or 0
        builder.load([entry_of(row, engine=engine) for row in rows], upto=str(rows[-1].question_id), change=change)
    return bool(rows)


def address() -> str:
    """Return how to reach the database that Django uses."""
    given = connection.get_connection_params()
    return make_conninfo(**{name: value for name, value in given.items() if name not in _NOT_FOR_LIBPQ})
