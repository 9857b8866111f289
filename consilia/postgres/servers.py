"""The servers: writes go to the primary, reads to the replicas in turn; one that is silent is left out a while."""

import itertools
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

import psycopg
from psycopg import Connection

T = TypeVar("T")

_LEFT_OUT = 10.0  # seconds
_PRIMARY = -1  # its place among the replicas
_PATIENCE = {"connect_timeout": "2", "tcp_user_timeout": "3000", "keepalives_idle": "10"}
# A search looks at a few thousand rows: a plan that reads whole tables is never the right one for it.
_READING = """
SET default_transaction_read_only = on; SET statement_timeout = '5s'; SET enable_seqscan = off; SET jit = off;
SET max_parallel_workers_per_gather = 0; SET plan_cache_mode = force_custom_plan; SET hnsw.ef_search = 100;
SET hnsw.iterative_scan = relaxed_order
"""


class Unreachable(ConnectionError):
    """No server answers, neither a replica nor the primary."""


class _Connections(dict[int, Connection]):
    """The connections of one thread; they are closed when it ends."""

    def __del__(self) -> None:
        for connection in self.values():
            connection.close()


class Servers:
    """Connections to one primary and its streaming replicas, one of each a thread."""

    def __init__(self, primary: Callable[[], str], *, replicas: Sequence[str] = ()) -> None:
        self._primary, self._replicas = primary, list(replicas)
        self._turn = itertools.count()
        self._left_out: dict[int, float] = {}  # place of a replica -> until when
        self._held = threading.local()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection to the primary inside a transaction."""
        with self.alone() as connection, connection.transaction():
            yield connection

    @contextmanager
    def alone(self) -> Iterator[Connection]:
        """Give a connection to the primary for a long work, outside any transaction, and close it."""
        with psycopg.connect(self._primary(), autocommit=True) as connection:
            yield connection

    def read(self, work: Callable[[Connection], T]) -> T:
        """Return what the work returns on the first server that can do it.

        Raises Unreachable when none can be reached.
        """
        *replicas, primary = self._in_turn()
        for place in replicas:
            try:
                return work(self._connection(place))
            except (psycopg.OperationalError, psycopg.InterfaceError):
                self._left_out[place] = time.monotonic() + _LEFT_OUT
                self._close(place)
        for is_last in (False, True):  # a connection that was kept may have died meanwhile: once more, with a new one
            try:
                return work(self._connection(primary))
            except (psycopg.OperationalError, psycopg.InterfaceError) as error:
                self._close(primary)
                if is_last:
                    raise Unreachable(f"no database server answers ({type(error).__name__})") from error
        raise AssertionError("one of the two tries returned or raised")

    def left_out(self) -> int:
        """Return how many replicas are left out at this moment."""
        return sum(until > time.monotonic() for until in self._left_out.values())

    def close(self) -> None:
        """Close this thread's connections."""
        for place in list(self._connections()):
            self._close(place)

    def _in_turn(self) -> list[int]:
        now, first = time.monotonic(), next(self._turn)
        places = [(first + step) % len(self._replicas) for step in range(len(self._replicas))]
        return [*(place for place in places if self._left_out.get(place, 0) <= now), _PRIMARY]

    def _connections(self) -> _Connections:
        if getattr(self._held, "process", None) != os.getpid():  # connections do not live on in a forked process
            self._held.process, self._held.connections = os.getpid(), _Connections()
        held: _Connections = self._held.connections
        return held

    def _connection(self, place: int) -> Connection:
        held = self._connections()
        if place not in held or held[place].closed:
            address = self._primary() if place == _PRIMARY else self._replicas[place]
            held[place] = psycopg.connect(psycopg.conninfo.make_conninfo(address, **_PATIENCE), autocommit=True)
            held[place].execute(_READING)
        return held[place]

    def _close(self, place: int) -> None:
        connection = self._connections().pop(place, None)
        if connection is not None:
            connection.close()
