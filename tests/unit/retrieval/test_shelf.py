"""The index on disk survives being killed, being damaged, and being made by other code."""

import multiprocessing
import os
import shutil
import signal

import pytest

from consilia import loaded
from consilia.domain.retrieval import AnotherBuilds, Document, Entry, Query, builders_lock, open_engine, search, shelf
from tests.unit.retrieval.corpus import DOCUMENTS, WordModel, entries


def _built(folder, *, model=None, documents=DOCUMENTS, change=1):
    engine = open_engine(folder, embedder=model, knowledge=loaded.retrieval())
    with builders_lock(folder, wait=True):
        engine.build(entries(documents, model=model), change=change)
    return engine


def test_a_second_process_finds_what_the_first_one_built(tmp_path):
    _built(tmp_path, model=WordModel(), change=7)

    other = open_engine(tmp_path, embedder=WordModel(), knowledge=loaded.retrieval())

    assert other.change == 7
    assert search(Query("calf cramps at night"), engine=other).keys[0] == "cramp"


def test_a_running_process_notices_a_new_index(tmp_path):
    reader = _built(tmp_path)
    assert reader.is_current()

    _built(tmp_path, documents=[Document("new", "Hiccups", "all day")], change=2)

    assert not reader.is_current()
    assert search(Query("calf cramps"), engine=reader).keys == ("cramp",)
    reader.reload()
    assert search(Query("hiccups"), engine=reader).keys == ("new",)


def test_only_the_present_index_and_the_one_before_are_kept(tmp_path):
    for change in range(5):
        _built(tmp_path, change=change)

    assert len(list(tmp_path.glob("at-*"))) == 2


def test_another_model_makes_the_index_useless(tmp_path):
    _built(tmp_path, model=None)

    assert not open_engine(tmp_path, embedder=WordModel(), knowledge=loaded.retrieval()).has_shelf


@pytest.mark.parametrize(
    "name", ["meta.json", "vectors.f32", "offsets.npy", "records.jsonl", "tokens.u32", "words/meta.json"]
)
@pytest.mark.parametrize("how", ["missing", "cut short"])
def test_a_damaged_index_is_as_good_as_none(tmp_path, name, how):
    engine = _built(tmp_path, model=WordModel())
    path = tmp_path / shelf.current_name(tmp_path) / name
    if how == "missing":
        path.unlink()
    else:
        os.truncate(path, path.stat().st_size // 2)

    engine.reload()

    assert not engine.has_shelf


def test_a_pointer_to_nowhere_is_as_good_as_no_index(tmp_path):
    engine = _built(tmp_path)
    shutil.rmtree(tmp_path / shelf.current_name(tmp_path))

    engine.reload()

    assert not engine.has_shelf


def _killed_while_building(folder, after):
    def some():
        for place, entry in enumerate(entries(DOCUMENTS * 20, model=None)):
            if place == after:
                os.kill(os.getpid(), signal.SIGKILL)
            yield Entry(Document(f"{entry.document.key}-{place}", entry.document.title, entry.document.text))

    with builders_lock(folder, wait=True):
        engine = open_engine(folder, embedder=None, knowledge=loaded.retrieval())
        engine.build(some(), change=2)


@pytest.mark.parametrize("after", [0, 1, 100])
def test_a_builder_killed_at_work_leaves_the_old_index_and_a_free_bench(tmp_path, after):
    _built(tmp_path)
    builder = multiprocessing.get_context("spawn").Process(target=_killed_while_building, args=(tmp_path, after))

    builder.start()
    builder.join()

    assert builder.exitcode == -signal.SIGKILL
    assert list(tmp_path.glob("building-*"))
    engine = open_engine(tmp_path, embedder=None, knowledge=loaded.retrieval())
    assert search(Query("calf cramps"), engine=engine).keys == ("cramp",)
    _built(tmp_path, change=3)
    assert not list(tmp_path.glob("building-*"))


def test_only_one_builds_at_a_time(tmp_path):
    with builders_lock(tmp_path, wait=True), pytest.raises(AnotherBuilds), builders_lock(tmp_path, wait=False):
        pass


def test_an_index_of_nothing_can_be_built_and_searched(tmp_path):
    engine = _built(tmp_path, documents=[], model=WordModel())

    assert engine.has_shelf
    assert search(Query("thigh"), engine=engine).nothing_like_it
