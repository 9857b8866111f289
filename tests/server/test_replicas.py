"""One primary and two replicas: what is published is found on both, and nothing confirmed is lost with the primary."""

import threading
import time
from contextlib import ExitStack

import psycopg
import pytest

from consilia import loaded
from consilia.domain.retrieval import Document, Entry, Query, search
from consilia.postgres import ServerEngine, Servers, Unreachable
from tests.postgres import _QUICK, NoServer, folder_for_servers, one_of
from tests.unit.retrieval.corpus import DOCUMENTS, WordModel, entries

NAMES = ("primary", "replica1", "replica2")
SECONDS = 30.0


@pytest.fixture(scope="module")
def clusters():
    try:
        with ExitStack() as stack:
            folder, binaries, user = stack.enter_context(folder_for_servers())
            made = {name: stack.enter_context(one_of(folder, name, binaries, user)) for name in NAMES}
            made["primary"].create(_QUICK | {"synchronous_commit": "on", "hot_standby_feedback": "on"})
            made["primary"].start()
            for name in NAMES[1:]:
                made[name].copy_of(made["primary"], name=name)
                made[name].start()
            yield made
    except NoServer as why:
        pytest.skip(f"no PostgreSQL: {why}")


def engine_of(primary, *replicas):
    servers = Servers(lambda: primary, replicas=replicas)
    return ServerEngine(servers, embedder=WordModel(), knowledge=loaded.retrieval(), schema="replicated")


def on(cluster):
    """An engine that reads this server alone."""
    return engine_of(cluster.address())


def wait_for(what, *, why):
    until = time.monotonic() + SECONDS
    while not what():
        assert time.monotonic() < until, why
        time.sleep(0.05)


def finds(engine, text, key):
    try:
        return key in search(Query(text, fill=True), engine=engine, k=5).keys
    finally:
        engine.servers.close()


@pytest.mark.slow
def test_a_new_answer_is_found_on_both_replicas_and_survives_the_loss_of_the_primary(clusters):
    primary, first, second = (clusters[name] for name in NAMES)
    everything = engine_of(primary.address(), first.address(), second.address())
    everything.build(entries(DOCUMENTS, model=WordModel()))
    everything.apply(1, put=[Entry(Document("new", "Hiccups all day", "It will not stop"))], removed=["eyelid"])

    # Both replicas have it, and neither has what was withdrawn.
    for replica in (first, second):
        wait_for(lambda replica=replica: finds(on(replica), "hiccups", "new"), why="the replica does not follow")
        assert not finds(on(replica), "my left eyelid keeps jumping", "eyelid")

    # Searches are read from replicas, in turn, and a dead one is passed over.
    assert _asked_in_turn(everything) == {str(first.folder), str(second.folder)}
    second.stop()
    assert all("new" in search(Query("hiccups"), engine=everything).keys for _ in range(3))
    assert everything.servers.left_out() == 1
    second.start()

    # The primary is killed while answers are published: every confirmed one is on the replica that is promoted.
    primary.set({"synchronous_standby_names": "ANY 1 (replica1, replica2)"})
    primary.run("pg_ctl", "-D", primary.folder / "data", "reload")
    wait_for(lambda: _is_synchronous(primary), why="no replica confirms")
    confirmed = _published_until_killed(primary)
    assert len(confirmed) >= 3
    promoted = max((first, second), key=_received)
    promoted.promote()

    # Consilia finds the new primary among the three by itself, reads from it, and goes on writing there.
    hosts = ",".join(str(clusters[name].folder) for name in NAMES)
    after = engine_of(f"host={hosts} user=consilia dbname=postgres target_session_attrs=read-write", primary.address())
    held = {hit.record.key for hit in (after.look() and after.anything(most=1000)) or ()}
    assert confirmed <= held
    assert after.servers.left_out() == 1
    after.apply(2, put=[Entry(Document("after", "Yawning fits", "again and again"))], removed=["new"])
    assert search(Query("yawning fits"), engine=after).keys[0] == "after"
    assert not finds(after, "hiccups", "new")
    everything.servers.close()


def test_when_no_server_answers_it_is_said_so(tmp_path):
    engine = engine_of(f"host={tmp_path} user=nobody dbname=none", f"host={tmp_path}/other user=nobody dbname=none")

    with pytest.raises(Unreachable, match="no database server answers"):
        engine.look()


def _asked_in_turn(engine):
    return {engine.servers.read(lambda connection: connection.info.host) for _ in range(4)}


def _is_synchronous(primary):
    with psycopg.connect(primary.address()) as connection:
        states = connection.execute("SELECT sync_state FROM pg_stat_replication WHERE state = 'streaming'").fetchall()
    return len(states) == 2 and all(state == "quorum" for (state,) in states)


def _published_until_killed(primary):
    """Publish one answer after the other, kill the primary meanwhile, and return the keys that were confirmed."""
    confirmed, engine = set(), on(primary)

    def publish():
        for number in range(100_000):
            key = f"published-{number}"
            try:
                engine.apply(number + 2, put=[Entry(Document(key, f"Question {number}", "text"))], removed=())
            except psycopg.Error:
                return
            confirmed.add(key)

    publisher = threading.Thread(target=publish)
    publisher.start()
    wait_for(lambda: len(confirmed) >= 3, why="nothing is published")
    primary.stop()
    publisher.join(SECONDS)
    assert not publisher.is_alive()
    return confirmed


def _received(replica):
    with psycopg.connect(replica.address()) as connection:
        found = connection.execute("SELECT pg_last_wal_receive_lsn() - '0/0'::pg_lsn").fetchone()
    return found[0]
