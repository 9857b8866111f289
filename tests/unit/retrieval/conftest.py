"""Engines on the small corpus: the embedded one built on disk or held in memory, and the one on a server."""

from pathlib import Path

import pytest

from consilia import loaded
from consilia.domain.retrieval import EmbeddedEngine, builders_lock, open_engine
from consilia.postgres import ServerEngine
from tests.unit.retrieval.corpus import DOCUMENTS, WordModel, entries

STATES = ["on disk", "in memory", "on a server"]


@pytest.fixture(params=["embedded", "server"])
def empty_engine(request, tmp_path: Path) -> EmbeddedEngine | ServerEngine:
    if request.param == "server":
        return request.getfixturevalue("on_server")
    return open_engine(tmp_path / "index", embedder=None, knowledge=loaded.retrieval())


@pytest.fixture(params=STATES)
def lexical(request, tmp_path) -> EmbeddedEngine | ServerEngine:
    return _engine(request, tmp_path, model=None)


@pytest.fixture(params=STATES)
def hybrid(request, tmp_path) -> EmbeddedEngine | ServerEngine:
    return _engine(request, tmp_path, model=WordModel())


def _engine(request, tmp_path: Path, *, model: WordModel | None) -> EmbeddedEngine | ServerEngine:
    if request.param == "on a server":
        on_server: ServerEngine = request.getfixturevalue("on_server")
        on_server.embedder = model
        on_server.build(entries(DOCUMENTS, model=model), change=1)
        return on_server
    engine = open_engine(tmp_path / "index", embedder=model, knowledge=loaded.retrieval())
    if request.param == "on disk":
        with builders_lock(engine.folder, wait=True):
            engine.build(entries(DOCUMENTS, model=model), change=1)
    else:
        engine.apply(1, put=entries(DOCUMENTS, model=model), removed=())
    return engine
