"""Unit tests touch no network: a socket that is opened fails the test."""

import pytest


@pytest.fixture(autouse=True)
def no_network(socket_disabled):
    """Every unit test runs with sockets switched off (pytest-socket)."""
