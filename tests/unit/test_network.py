"""Proves that the block of the network works, so that it cannot be lost without notice."""

import socket

import pytest
from pytest_socket import SocketBlockedError


@pytest.mark.filterwarnings("ignore:A test tried to use socket")  # raised as well, and looked for below
def test_no_connection_can_be_opened():
    with pytest.raises(SocketBlockedError):
        socket.create_connection(("127.0.0.1", 9), timeout=0.1)
