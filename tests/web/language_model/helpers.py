"""A model that is asked, for the tests of it."""

from dataclasses import replace

from consilia.web.smoothing.endpoint import Endpoint

SENTENCE = "Not enough rest: the nerves of a tired body misfire."


WEARY = "Not enough rest: the nerves of a weary body misfire."


def endpoint_at(port: int, **more: object) -> Endpoint:
    return replace(Endpoint("http", "127.0.0.1", port, "/v1/chat/completions", "test-model"), **more)


def use(settings, server, **more):
    settings.LANGUAGE_MODEL = endpoint_at(server.port, **more)


def smoother(sentence: str) -> str:
    return sentence.replace("tired", "weary").replace("quick", "fast")
