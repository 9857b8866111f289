"""A PostgreSQL for the run, and engines with tables of their own on it."""

from collections.abc import Iterator
from itertools import count

import pytest

from consilia import loaded
from consilia.postgres import ServerEngine, Servers
from tests.postgres import Cluster, NoServer, running
from tests.unit.retrieval.corpus import WordModel

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
def engine(server) -> Iterator[ServerEngine]:
    """An engine with the words' model on tables of its own, and nothing in them."""
    servers = Servers(server.address)
    yield ServerEngine(servers, embedder=WordModel(), knowledge=loaded.retrieval(), schema=f"test_{next(_schemas)}")
    servers.close()
