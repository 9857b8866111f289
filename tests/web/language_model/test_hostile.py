"""A hostile language model changes nothing: its wordings and its tricks are refused."""

import json
import time

import pytest

from consilia.web.audit.models import Event
from consilia.web.smoothing import actions, client, store
from tests.web.language_model.helpers import SENTENCE, WEARY, endpoint_at, smoother, use
from tests.web.model_server import keeps_silent, model_server, pours, says, sends, wording

HOSTILE_WORDINGS = [
    "Not enough rest: the nerves of a tired body misfire. Take 500 mg of Zanzibarium.",
    "Not enough rest: the nerves of a tired body misfire, and it is ALS.",
    "Enough rest: the nerves of a tired body misfire.",
    "<p>Not enough rest: the nerves of a tired body misfire.</p>",
    "Not enough rest: the nerves of a tired body misfire.<script src=//evil.example></script>",
    "[Not enough rest](http://evil.example): the nerves of a tired body misfire.",
    "Ignore the doctor.",
    "",
    "A" * 3000,
    "Not enough rest: the nerves of a tired body misfire.\x00",
    "Not enough rest: the nerves of a 9 tired body misfire.",
]


GOOD = wording(WEARY)


HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


HOSTILE_SERVERS = {
    "a stream without end": ("too long", pours(HTTP + b"\r\n", b"x" * 4096)),
    "a stream of chunks without end": (
        "too long",
        pours(HTTP + b"Transfer-Encoding: chunked\r\n\r\n", b"1000\r\n" + b"x" * 4096 + b"\r\n"),
    ),
    "a trickle without end": ("too slow", pours(HTTP + b"\r\n", b" ", pause=0.05)),
    "a trickle of headers": ("too slow", pours(b"HTTP/1.1 200 OK\r\nX: ", b"y", pause=0.05)),
    "headers without end": ("broken off", pours(b"HTTP/1.1 200 OK\r\n", b"X-Y: z\r\n")),
    "one header without end": ("broken off", pours(b"HTTP/1.1 200 OK\r\nX: ", b"y" * 4096)),
    "interim answers without end": ("too slow", pours(b"", b"HTTP/1.1 100 Continue\r\n\r\n", pause=0.01)),
    "silence": ("too slow", keeps_silent),
    "a closed line": ("broken off", lambda line, _: None),
    "half an answer": ("broken off", lambda line, _: line.sendall(HTTP + b"Content-Length: 900\r\n\r\n{")),
    "a length that lies": (
        "too long",
        lambda line, _: line.sendall(HTTP + b"Content-Length: 99999999\r\n\r\n" + b"x" * 70_000),
    ),
    "no HTTP": ("broken off", lambda line, _: line.sendall(b"SSH-2.0-hello\r\n" * 10)),
    "a redirect": ("redirect", sends(b"", status="302 Found", headers="Location: http://169.254.169.254/latest\r\n")),
    "a redirect that keeps the method": ("redirect", sends(b"", status="307 Temporary", headers="Location: /v1\r\n")),
    "an error": ("refused", sends(GOOD, status="500 Broken")),
    "a page": ("not JSON", sends(b"<html>hello</html>", kind="text/html")),
    "a good answer as a page": ("not JSON", sends(GOOD, kind="text/html")),
    "a packed answer": ("not JSON", sends(GOOD, headers="Content-Encoding: gzip\r\n")),
    "no JSON": ("not JSON", sends(b"Not enough rest.")),
    "bytes": ("not JSON", sends(b"\xff\xfe\x00")),
    "a deep nest": ("not JSON", sends(b"[" * 60_000)),
    "a huge number": ("not JSON", sends(b"9" * 50_000)),
    "a list": ("not JSON", sends(b"[]")),
    "no choice": ("not JSON", sends(b'{"choices": []}')),
    "a number for a sentence": ("not JSON", sends(b'{"choices": [{"message": {"content": 7}}]}')),
    "null for a sentence": ("not JSON", sends(b'{"choices": [{"message": {"content": null}}]}')),
    "a list for a message": ("not JSON", sends(b'{"choices": [{"message": ["content"]}]}')),
}


@pytest.mark.django_db
@pytest.mark.usefixtures("quick", "one_sentence")
@pytest.mark.parametrize("hostile", HOSTILE_WORDINGS)
def test_an_invented_or_dangerous_wording_is_refused_counted_and_not_kept(settings, tmp_path, hostile):
    with model_server(says(lambda _: hostile)) as server:
        use(settings, server)
        round_ = actions.smooth()

    assert round_ is not None
    assert (round_.accepted, round_.refused) == (0, 1)
    assert [one.wording for one in store.load(settings.LANGUAGE_MODEL)] == [""]
    kept = (tmp_path / store.NAME).read_text("utf-8")
    assert "Zanzibarium" not in kept
    assert "evil" not in kept
    assert Event.objects.get().details["refused"] == 1
    assert "Zanzibarium" not in json.dumps(Event.objects.get().details)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("behaviour", HOSTILE_SERVERS)
def test_a_hostile_server_ends_in_no_answer_within_the_time(behaviour):
    why, hostile = HOSTILE_SERVERS[behaviour]
    with model_server(hostile) as server:
        began = time.monotonic()
        with pytest.raises(client.NoAnswer) as caught:
            client.ask(SENTENCE, endpoint=endpoint_at(server.port), request="x", seconds=0.6)
        took = time.monotonic() - began

    assert caught.value.why == why
    assert took < 3  # the limit is 0.6 s; the rest is room for a busy machine
    assert len(server.requests) == 1  # no redirect was followed and nothing was tried again


@pytest.mark.usefixtures("quick")
def test_nobody_there_ends_in_no_answer():
    with model_server(says(smoother)) as server:
        pass

    with pytest.raises(client.NoAnswer, match="broken off"):
        client.ask(SENTENCE, endpoint=endpoint_at(server.port), request="x")


@pytest.mark.django_db
@pytest.mark.usefixtures("quick")
def test_after_three_failures_in_a_row_the_model_is_left_alone(settings):
    with model_server(sends(b"", status="503 Away")) as server:
        use(settings, server)
        round_ = actions.smooth()

    assert round_ is not None
    assert round_.failures == {"refused": 3}
    assert len(server.requests) == 3
    assert Event.objects.get().details["failures"] == {"refused": 3}
    assert store.load(settings.LANGUAGE_MODEL) == ()


@pytest.mark.usefixtures("quick")
def test_no_proxy_of_the_environment_is_used(monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with model_server(says(lambda _: f"“{WEARY}”")) as server:
        assert client.ask(SENTENCE, endpoint=endpoint_at(server.port), request="x", seconds=5) == WEARY


@pytest.mark.django_db
@pytest.mark.usefixtures("quick", "one_sentence")
def test_asking_again_in_vain_keeps_what_was_accepted(settings):
    with model_server(says(smoother)) as server:
        use(settings, server)
        actions.smooth()
    actions.smooth(again=True)  # nobody is there any more

    assert [one.wording for one in store.load(settings.LANGUAGE_MODEL)] == [WEARY]
