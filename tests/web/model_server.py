"""A language model's server for tests: real sockets on this machine, friendly or hostile."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

Behaviour = Callable[[socket.socket, str], None]


@dataclass
class ModelServer:
    """What it was sent, raw, and where it is."""

    port: int
    requests: list[bytes] = field(default_factory=list)

    @property
    def sentences(self) -> list[str]:
        return [json.loads(raw.partition(b"\r\n\r\n")[2])["messages"][1]["content"] for raw in self.requests]


@contextmanager
def model_server(behaviour: Behaviour) -> Iterator[ModelServer]:
    """Serve until the block ends; each request is handled on its own thread and recorded whole."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = ModelServer(listener.getsockname()[1])
    threading.Thread(target=_accept, args=(listener, server, behaviour), daemon=True).start()
    try:
        yield server
    finally:
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def _accept(listener: socket.socket, server: ModelServer, behaviour: Behaviour) -> None:
    while True:
        try:
            line, _ = listener.accept()
        except OSError:
            return
        threading.Thread(target=_handle, args=(line, server, behaviour), daemon=True).start()


def _handle(line: socket.socket, server: ModelServer, behaviour: Behaviour) -> None:
    with line, suppress(OSError):
        line.settimeout(5)
        raw = _whole_request(line)
        server.requests.append(raw)
        behaviour(line, json.loads(raw.partition(b"\r\n\r\n")[2])["messages"][1]["content"])


def _whole_request(line: socket.socket) -> bytes:
    raw = b""
    while b"\r\n\r\n" not in raw:
        raw += line.recv(4096)
    head, _, body = raw.partition(b"\r\n\r\n")
    length = int(next(h.split(b":")[1] for h in head.split(b"\r\n") if h.lower().startswith(b"content-length")))
    while len(body) < length:
        body += line.recv(4096)
    return head + b"\r\n\r\n" + body


def reply(
    line: socket.socket, body: bytes, *, status: str = "200 OK", headers: str = "", kind: str = "application/json"
) -> None:
    """Send one answer with its length."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{headers}\r\n"
    line.sendall(head.encode() + body)


def wording(text: str) -> bytes:
    """The body of a well-formed answer."""
    return json.dumps({"choices": [{"index": 0, "message": {"role": "assistant", "content": text}}]}).encode()


def says(answer: Callable[[str], str]) -> Behaviour:
    """A server that answers in good form, whatever it says."""
    return lambda line, sentence: reply(line, wording(answer(sentence)))


def sends(body: bytes, **more: str) -> Behaviour:
    """A server that sends these bytes as its body."""
    return lambda line, _: reply(line, body, **more)


def _pour(line: socket.socket, head: bytes, piece: bytes, *, pause: float = 0.0) -> None:
    line.sendall(head)
    while True:
        line.sendall(piece)
        time.sleep(pause)


def pours(head: bytes, piece: bytes, *, pause: float = 0.0) -> Behaviour:
    """A server that begins with `head` and never ends."""
    return lambda line, _: _pour(line, head, piece, pause=pause)


def keeps_silent(line: socket.socket, sentence: str) -> None:
    """A server that takes the request and says nothing for longer than anybody waits."""
    time.sleep(4)
