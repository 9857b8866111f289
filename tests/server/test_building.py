"""The index in PostgreSQL is built beside the one in use, survives being stopped, and forgets what is taken out."""

import multiprocessing
import os
import signal
from dataclasses import replace

import psycopg
import pytest

from consilia import loaded
from consilia.domain.retrieval import AnotherBuilds, Document, Entry, Query, search
from consilia.postgres import NoVectors, ServerEngine, Servers, building
from consilia.postgres import engine as engine_module
from tests.unit.retrieval.corpus import DOCUMENTS, WordModel, entries

MANY = [replace(DOCUMENTS[n % 7], key=f"{DOCUMENTS[n % 7].key}-{n}") for n in range(70)]


def built(engine, documents=DOCUMENTS):
    engine.build(entries(documents, model=engine.embedder))
    return engine


def again(engine, **other):
    """A second process with the same tables."""
    made = {"embedder": engine.embedder, "knowledge": engine.knowledge, "schema": engine.schema} | other
    second = ServerEngine(engine.servers, **made)
    second.look()
    return second


def asked(engine, sql):
    with psycopg.connect(engine.servers._primary()) as connection:
        return connection.execute(sql.replace("SCHEMA", engine.schema)).fetchall()


def test_a_second_process_finds_what_the_first_one_built(engine):
    assert search(Query("calf cramps at night"), engine=again(built(engine))).keys[0] == "cramp"


def test_an_index_without_tables_finds_nothing_and_takes_changes_without_a_word(engine):
    engine.apply(1, put=entries(DOCUMENTS, model=engine.embedder), removed=["x"])

    assert not engine.look()
    assert search(Query("thigh twitching", fill=True), engine=engine).nothing_like_it


def test_a_running_process_finds_by_a_new_index_as_soon_as_it_is_in_place(engine):
    reader = again(built(engine))
    built(engine, [Document("new", "Hiccups", "all day")])

    assert search(Query("hiccups", fill=True), engine=reader).keys == ("new",)
    assert asked(engine, "SELECT count(*) FROM SCHEMA.generations") == [(1,)]


def test_a_search_that_began_before_the_swap_ends_well(engine):
    reader = again(built(engine))
    question = reader.prepare("painful calf cramps")
    built(engine)

    assert "cramp" in {hit.record.key for hit in reader.find(question, most=10)}


def test_another_model_makes_the_index_useless(engine):
    assert not again(built(engine), embedder=None).look()


def _killed_while_building(address, schema, after):
    class Model(WordModel):
        pass

    engine_module.BATCH = 10
    made = entries(MANY, model=Model())

    def some():
        for place, entry in enumerate(made):
            if place == after:
                os.kill(os.getpid(), signal.SIGKILL)
            yield entry

    engine = ServerEngine(Servers(lambda: address), embedder=Model(), knowledge=loaded.retrieval(), schema=schema)
    engine.build(some())


@pytest.mark.slow
@pytest.mark.parametrize(("after", "loaded_to"), [(0, None), (35, "30"), (69, "60")])
def test_a_builder_that_was_killed_is_followed_by_one_that_goes_on(engine, server, after, loaded_to, monkeypatch):
    monkeypatch.setattr(engine_module, "BATCH", 10)
    spawned = multiprocessing.get_context("spawn")
    builder = spawned.Process(target=_killed_while_building, args=(server.address(), engine.schema, after))
    builder.start()
    builder.join()
    assert builder.exitcode == -signal.SIGKILL
    begun = asked(engine, "SELECT number, loaded_to FROM SCHEMA.generations") if loaded_to else []
    assert [loaded for _, loaded in begun] == ([loaded_to] if loaded_to else [])
    assert not engine.look()

    built(engine, MANY)

    assert engine.count_documents() == 70
    assert search(Query("calf cramps"), engine=engine).keys[0].startswith("cramp")
    if begun:
        assert asked(engine, "SELECT number FROM SCHEMA.generations") == [(begun[0][0],)]


def test_an_index_whose_making_was_stopped_is_made_again(engine):
    with engine.builder(wait=True) as builder:
        builder.begin([])
        builder.load(entries(DOCUMENTS, model=engine.embedder), upto="7")
        number = builder._begun.number
    asked_of = f"CREATE INDEX words_{number}_keys ON {engine.schema}.words_{number} USING gin (keys)"
    with psycopg.connect(engine.servers._primary(), autocommit=True) as connection:
        connection.execute(asked_of)
        connection.execute(
            f"UPDATE pg_index SET indisvalid = false WHERE indexrelid = '{engine.schema}.words_{number}_keys'::regclass"
        )

    assert engine.build(entries(DOCUMENTS, model=engine.embedder)) == 7
    assert asked(engine, "SELECT count(*) FROM pg_index WHERE NOT indisvalid") == [(0,)]


def test_only_one_builds_at_a_time(engine):
    with engine.builder(wait=True), pytest.raises(AnotherBuilds), again(engine).builder(wait=False):
        pass


def test_what_is_published_while_an_index_is_built_is_in_the_old_one_and_in_the_new_one(engine):
    built(engine)
    with engine.builder(wait=True) as builder:
        builder.begin([])
        builder.load(entries(DOCUMENTS, model=engine.embedder), upto="7")
        new = entries([Document("new", "Hiccups all day", "")], model=engine.embedder)
        engine.apply(9, put=new, removed=["cramp"])
        in_old = search(Query("hiccups"), engine=engine).keys
        builder.finish()

    assert in_old[0] == search(Query("hiccups"), engine=engine).keys[0] == "new"
    assert engine.count_documents() == 7
    assert engine.on_primary() == (7, 9)


def test_a_change_that_is_rolled_back_changes_nothing(engine):
    built(engine)

    with engine.servers.writing() as connection:
        for generation in building.generations(connection, schema=engine.schema, fingerprint=engine.fingerprint):
            engine_module.changing.remove(connection, ["cramp"], generation=generation, empty=frozenset())
        raise psycopg.Rollback

    assert search(Query("calf cramps"), engine=engine).keys[0] == "cramp"


def test_a_word_that_only_a_removed_document_held_is_offered_to_nobody(lexical_engine):
    lexical_engine.apply(1, put=[Entry(Document("x", "Zebrafinch", "The zebrafinch of my aunt"))], removed=())
    assert search(Query("zebrafinhc"), engine=lexical_engine).corrections == (("zebrafinhc", "zebrafinch"),)

    lexical_engine.apply(2, put=(), removed=["x"])

    assert search(Query("zebrafinhc"), engine=lexical_engine).corrections == ()
    assert lexical_engine.completions("zebr", most=5) == []
    assert not lexical_engine.has_word("zebrafinch")


def test_folding_the_counts_changes_no_number(lexical_engine, monkeypatch):
    engine = lexical_engine
    engine.apply(1, put=[Entry(Document(f"n{n}", "Cramp", "cramps in calf")) for n in range(5)], removed=["eyelid"])
    engine.look()
    before = engine._state.counts
    monkeypatch.setattr(engine_module.counting, "_MOST_UNFOLDED", 0)

    engine.tidy()
    engine.look()

    after = engine._state.counts
    assert after.last > before.last
    assert (after.documents, after.keys.tolist(), after.holding.tolist()) == (
        before.documents,
        before.keys.tolist(),
        before.holding.tolist(),
    )


def test_a_document_put_twice_is_there_once(lexical_engine):
    for text in ("first", "second"):
        lexical_engine.apply(1, put=[Entry(Document("cramp", "Cramps", text))] * 2, removed=())

    assert lexical_engine.count_documents() == 7


@pytest.fixture
def lexical_engine(engine):
    engine.embedder = None
    return built(engine)


def test_common_words_are_left_out_where_rare_ones_decide_but_are_found_alone(lexical_engine, monkeypatch):
    monkeypatch.setattr(engine_module.finding, "_MOST_SCORED", 1)

    assert [hit.record.key for hit in found_for("flickers stairs", lexical_engine)] == ["weak-thigh"]
    assert {hit.record.key for hit in found_for("flickers", lexical_engine)} <= {"thigh", "weak-thigh"} != set()


def found_for(text, engine):
    return engine.find(engine.prepare(text), most=10)


def test_texts_with_quotes_nul_and_a_backslash_are_kept_as_they_are(lexical_engine):
    odd = Document("odd", 'It\'s "so" \\ {odd}, %s', "a\x00b\n\ttab; DROP TABLE", frozenset({'a:"b"', "c,d{}", ""}))
    lexical_engine.apply(1, put=[Entry(odd)], removed=())

    (hit,) = [hit for hit in lexical_engine.anything(most=9) if hit.record.key == "odd"]

    assert hit.record.title == odd.title
    assert hit.record.facets == odd.facets


def test_a_server_without_pgvector_is_told_how_to_get_it(server):
    with psycopg.connect(server.address(), autocommit=True) as connection:
        connection.execute("CREATE DATABASE without")
        connection.execute("CREATE ROLE plain LOGIN")
        connection.execute("GRANT CREATE ON DATABASE without TO plain")
    address = server.address("without").replace("user=consilia", "user=plain")
    engine = ServerEngine(Servers(lambda: address), embedder=None, knowledge=loaded.retrieval())

    with pytest.raises(NoVectors, match="CREATE EXTENSION vector"):
        engine.build([])
