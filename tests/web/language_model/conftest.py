"""What the tests of the optional language model share."""

import pytest

from consilia.web.smoothing import actions, client
from tests.web.language_model.helpers import SENTENCE


@pytest.fixture
def quick(monkeypatch, settings, tmp_path):
    """A data folder of this test alone, a patient of one second, and one sentence to ask about."""
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(client, "SECONDS", 1.0)
    monkeypatch.setattr(actions.client.ask, "__kwdefaults__", {"seconds": 0.6})


@pytest.fixture
def one_sentence(monkeypatch):
    monkeypatch.setattr(actions, "all_sendable", lambda: frozenset({SENTENCE}))
