"""Engines on the small corpus, in the two states an engine can be in: built on disk, or held in memory."""

from pathlib import Path

import pytest

from consilia import loaded
from consilia.domain.retrieval import EmbeddedEngine, builders_lock, open_engine
from tests.unit.retrieval.corpus import DOCUMENTS, WordModel, entries


@pytest.fixture
def empty_engine(tmp_path: Path) -> EmbeddedEngine:
    return open_engine(tmp_path / "index", embedder=None, knowledge=loaded.retrieval())


@pytest.fixture(params=["on disk", "in memory"])
def lexical(request, tmp_path) -> EmbeddedEngine:
    return _engine(tmp_path, model=None, state=request.param)


@pytest.fixture(params=["on disk", "in memory"])
def hybrid(request, tmp_path) -> EmbeddedEngine:
    return _engine(tmp_path, model=WordModel(), state=request.param)


def _engine(tmp_path: Path, *, model: WordModel | None, state: str) -> EmbeddedEngine:
    engine = open_engine(tmp_path / "index", embedder=model, knowledge=loaded.retrieval())
    if state == "on disk":
        with builders_lock(engine.folder, wait=True):
            engine.build(entries(DOCUMENTS, model=model), change=1)
    else:
        engine.apply(1, put=entries(DOCUMENTS, model=model), removed=())
    return engine
