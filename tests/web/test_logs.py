"""The logs hold places and times, and no word that a person wrote."""

import logging

import pytest
from django.test import Client

from consilia.web.ops.logs import ErrorsWithoutWords, WithoutPaths

SECRET = "my secret sentence about a calf"


def logged(record_of) -> str:
    """What the house's handler would print of everything that the deed logs."""
    lines: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record):
            lines.append(self.format(record))

    handler = Keep()
    handler.setFormatter(ErrorsWithoutWords("%(levelname)s %(name)s %(message)s"))
    handler.addFilter(WithoutPaths())
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        record_of()
    finally:
        root.removeHandler(handler)
    return "\n".join(lines)


@pytest.mark.usefixtures("noise")
def test_a_wrong_secret_link_leaves_no_trace_of_it_in_the_logs():
    told = logged(lambda: Client().get("/q/a-very-secret-token/?words=my-calf"))

    assert "404" in told
    assert "secret-token" not in told
    assert "calf" not in told


@pytest.mark.usefixtures("noise")
def test_an_error_of_ours_tells_its_place_and_not_the_persons_words(monkeypatch):
    def fail(*args, **kwargs):
        raise ValueError(SECRET)

    monkeypatch.setattr("consilia.web.ops.views.queries.health", fail)

    told = logged(lambda: Client(raise_request_exception=False).get("/ops/health/?words=calf"))

    assert "ValueError" in told
    assert "test_logs.py" in told
    assert "calf" not in told


@pytest.mark.usefixtures("noise")
def test_asking_logs_no_word_of_the_question(client, caplog):
    from tests.web.asker import Asker

    with caplog.at_level(logging.DEBUG, logger="consilia"):
        Asker(client).ask("My left calf has been twitching, says Bartholomew. There is no weakness. Should I worry?")

    assert "Bartholomew" not in caplog.text
    assert "calf" not in caplog.text
