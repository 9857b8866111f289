"""What several rooms' tests share: one PostgreSQL for the whole run, and engines with tables of their own on it."""

from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING

import pytest

from tests.postgres import Cluster, NoServer, running

if TYPE_CHECKING:
    from consilia.postgres import ServerEngine

_schemas = count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[Cluster]:
    """A PostgreSQL for the whole run, on a Unix socket."""
    try:
        with running() as cluster:
            yield cluster
    except NoServer as why:
        pytest.skip(f"no PostgreSQL: {why}")


@pytest.fixture
def on_server(server) -> "Iterator[ServerEngine]":
    """An engine with the words' model on tables of its own, and nothing in them."""
    from consilia import loaded  # most tests need nothing of this
    from consilia.postgres import ServerEngine, Servers
    from tests.unit.retrieval.corpus import WordModel

    servers = Servers(server.address)
    yield ServerEngine(servers, embedder=WordModel(), knowledge=loaded.retrieval(), schema=f"test_{next(_schemas)}")
    servers.close()
