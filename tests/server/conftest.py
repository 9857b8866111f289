"""The engine that the tests of the server try."""

import pytest

from consilia.postgres import ServerEngine


@pytest.fixture
def engine(on_server) -> ServerEngine:
    """An engine with the words' model on tables of its own, and nothing in them."""
    return on_server
