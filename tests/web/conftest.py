"""What the web tests share: rows that nobody asked for, and an index that is made in memory."""

import pytest

from tests.web import factories


@pytest.fixture
def quick_index(settings, tmp_path, monkeypatch):
    """An index of this test alone, comparing by words, so that no model is loaded."""
    from consilia.web.questions import index_steps

    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(index_steps, "_embedder", lambda: None)
    monkeypatch.setattr(index_steps, "_engines", {})


@pytest.fixture
def noise(db, quick_index):
    """Rows of every kind that have nothing to do with the test."""
    factories.noise()
