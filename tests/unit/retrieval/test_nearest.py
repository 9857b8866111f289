"""Above a size the signs of vectors choose what is compared, and little is missed."""

import numpy as np
import pytest

from consilia import loaded
from consilia.domain.retrieval import Query, builders_lock, nearest, open_engine, search
from tests.unit.retrieval.corpus import DOCUMENTS, WordModel, entries


@pytest.mark.parametrize("dimensions", [64, 100, 384])
def test_the_signs_find_what_comparing_all_finds(tmp_path, monkeypatch, dimensions):
    monkeypatch.setattr(nearest, "EXACT_UP_TO", 10)
    monkeypatch.setattr(nearest, "LOOKED_AT", 400)
    random = np.random.default_rng(1)
    topics = random.normal(size=(40, dimensions))
    vectors = (topics[random.integers(0, 40, 4000)] + random.normal(size=(4000, dimensions)) + 0.5).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    nearest.write_signs(tmp_path, vectors=vectors)
    signs = nearest.SignsOfVectors(tmp_path, vectors=vectors)

    found = [set(nearest.nearest(vectors, v, most=10, signs=signs).tolist()) for v in vectors[:50]]
    right = [set(nearest.nearest(vectors, v, most=10, signs=None).tolist()) for v in vectors[:50]]

    shared = sum(len(ours & theirs) for ours, theirs in zip(found, right, strict=True))
    assert shared >= 0.9 * 500
    assert all(place in ours for place, ours in enumerate(found))


def test_where_all_are_alike_no_more_are_compared_than_are_wanted():
    alike = np.full(50_000, 7, dtype=np.uint16)

    assert len(nearest._least(alike, about=2000)) == 2000


@pytest.mark.parametrize("size", [3000, 250_000])
def test_about_as_many_as_wanted_of_the_smallest_are_chosen(monkeypatch, size):
    monkeypatch.setattr(nearest, "_COUNTED", 20_000)
    numbers = np.random.default_rng(3).binomial(384, 0.45, size).astype(np.uint16)

    chosen = nearest._least(numbers, about=2000)

    assert 1800 <= len(chosen) == len(set(chosen.tolist())) <= 2200
    assert numbers[chosen].max() <= np.sort(numbers)[2400]


def test_few_vectors_need_no_signs(tmp_path):
    nearest.write_signs(tmp_path, vectors=np.ones((5, 64), dtype=np.float32))

    assert not list(tmp_path.iterdir())


def test_an_engine_with_signs_finds_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr(nearest, "EXACT_UP_TO", 2)
    engine = open_engine(tmp_path, embedder=WordModel(), knowledge=loaded.retrieval())
    with builders_lock(tmp_path, wait=True):
        engine.build(entries(DOCUMENTS, model=WordModel()), change=1)

    assert list(tmp_path.rglob("signs.u64"))
    assert search(Query("calf cramps at night"), engine=engine).keys[0] == "cramp"
