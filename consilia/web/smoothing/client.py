"""Asks the language model about one sentence, and trusts nothing that comes back. The only caller is the worker.

The standard library's HTTP client is enough, and does less: it follows no redirect, unpacks nothing, keeps no cookie,
and reads no proxy from the environment.
"""

import http.client
import json
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from consilia.web.smoothing.endpoint import Endpoint, is_loopback

SECONDS = 60.0  # for one sentence from first to last byte; a small model on a small machine is slow
LARGEST_ANSWER = 64_000  # bytes; a sentence with its frame needs about one thousand
MOST_TOKENS = 200


class NoAnswer(Exception):
    """The model gave nothing that could be used. `why` is one of a few words, for the counts; never the answer."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def ask(sentence: str, *, endpoint: Endpoint, request: str, seconds: float = SECONDS) -> str:
    """Return the model's wording of the sentence, whatever it is: the caller judges it.

    Raises NoAnswer when the model is not there, is too slow, sends us elsewhere, or answers too much or nonsense.
    """
    body = json.dumps(
        {
            "model": endpoint.model,
            "messages": [{"role": "system", "content": request}, {"role": "user", "content": sentence}],
            "temperature": 0,
            "max_tokens": MOST_TOKENS,
            "stream": False,
        },
        ensure_ascii=False,
    ).encode()
    ends_at = time.monotonic() + seconds
    try:
        return _wording(_fetch(body, endpoint=endpoint, ends_at=ends_at))
    except (NoAnswer, OSError, http.client.HTTPException, ValueError) as failure:
        if time.monotonic() >= ends_at:  # what was cut off may look like anything
            raise NoAnswer("too slow") from None
        raise (failure if isinstance(failure, NoAnswer) else NoAnswer("broken off")) from None


def _fetch(body: bytes, *, endpoint: Endpoint, ends_at: float) -> bytes:
    """Return the body of a good answer. Whatever else comes is an exception."""
    connection = _connection(endpoint, seconds=ends_at - time.monotonic())
    try:
        connection.connect()
        _refuse_another_machine(connection, endpoint)
        with _cut_off(connection, seconds=ends_at - time.monotonic()):
            connection.request("POST", endpoint.path, body=body, headers=_headers(endpoint))
            with connection.getresponse() as response:
                held = _read(response)
    finally:
        connection.close()
    if time.monotonic() >= ends_at:
        raise NoAnswer("too slow")  # a part may look whole
    return held


def _connection(endpoint: Endpoint, *, seconds: float) -> http.client.HTTPConnection:
    if endpoint.scheme == "https":
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(endpoint.host, endpoint.port, timeout=seconds, context=context)
    return http.client.HTTPConnection(endpoint.host, endpoint.port, timeout=seconds)


def _refuse_another_machine(connection: http.client.HTTPConnection, endpoint: Endpoint) -> None:
    """A name such as localhost may lead anywhere: look at where it led before a word is sent."""
    if not endpoint.elsewhere and not is_loopback(connection.sock.getpeername()[0]):
        raise NoAnswer("another machine")


def _headers(endpoint: Endpoint) -> dict[str, str]:
    headers = {"Content-Type": "application/json", "Accept": "application/json", "Connection": "close"}
    return headers | ({"Authorization": f"Bearer {endpoint.key}"} if endpoint.key else {})


@contextmanager
def _cut_off(connection: http.client.HTTPConnection, *, seconds: float) -> Iterator[None]:
    """Close the line when the time is up. A server that sends a byte now and then never runs into a timeout."""

    wire = connection.sock

    def cut() -> None:
        with suppress(OSError):
            socket.socket.shutdown(wire, socket.SHUT_RDWR)  # also below TLS, which would wait for the other side

    timer = threading.Timer(max(0.0, seconds), cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _read(response: http.client.HTTPResponse) -> bytes:
    if 300 <= response.status < 400:
        raise NoAnswer("redirect")
    if response.status != 200:
        raise NoAnswer("refused")
    if response.headers.get_content_type() != "application/json" or response.getheader("Content-Encoding"):
        raise NoAnswer("not JSON")
    held = response.read(LARGEST_ANSWER + 1)
    if len(held) > LARGEST_ANSWER:
        raise NoAnswer("too long")
    if response.length:
        raise NoAnswer("broken off")  # less came than was announced, and a part may look whole
    return held


def _wording(held: bytes) -> str:
    try:
        answer = json.loads(held)
        wording = answer["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        raise NoAnswer("not JSON") from None
    if not isinstance(wording, str):
        raise NoAnswer("not JSON")
    return _without_quotes(wording.strip())


def _without_quotes(wording: str) -> str:
    """Models like to quote what they say; one pair of quotes round the whole is no part of it."""
    if len(wording) > 2 and wording[0] + wording[-1] in ('""', "“”", "''"):
        return wording[1:-1].strip()
    return wording
