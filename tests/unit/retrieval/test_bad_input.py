"""Whatever is typed into the box is answered, by either engine, within the time that a person does not notice."""

import time
from pathlib import Path

import pytest

from consilia import loaded
from consilia.domain.retrieval import Query, open_embedder, open_engine, search
from consilia.postgres import ServerEngine, Servers
from tests.unit.retrieval.corpus import DOCUMENTS, entries

MOST_SECONDS = 0.2  # of processor time, the server's included
STORY = "My left eyelid has been twitching for days and my calf cramps at night. I am afraid of ALS! What shall I do? "


@pytest.fixture(scope="module", params=["embedded", "on a server"])
def engine(request, tmp_path_factory):
    """The small corpus with the real model."""
    model = open_embedder()
    if model is None:
        pytest.skip("the optional model is not installed")
    if request.param == "embedded":
        engine = open_engine(tmp_path_factory.mktemp("index"), embedder=model, knowledge=loaded.retrieval())
        engine.start_over(1, entries=entries(DOCUMENTS, model=model))
        yield engine
        return
    servers = Servers(request.getfixturevalue("server").address)
    engine = ServerEngine(servers, embedder=model, knowledge=loaded.retrieval(), schema="bad_input")
    engine.build(entries(DOCUMENTS, model=model))
    yield engine
    servers.close()


def worked(engine) -> float:
    """The seconds that the processor has worked for this thread, and for the server's process that answers it."""
    if not isinstance(engine, ServerEngine):
        return time.thread_time()
    answers = engine.servers.read(lambda connection: connection.info.backend_pid)
    return time.thread_time() + int(Path(f"/proc/{answers}/schedstat").read_text().split()[0]) / 1e9


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("\x00" * 500, id="only NUL"),
        pytest.param("x", id="one letter"),
        pytest.param((STORY * 200)[:20_000], id="a story of 20,000 characters"),
        pytest.param("q" * 20_000, id="one word of 20,000 letters"),
        pytest.param(" ".join(f"wort{n:05d}" for n in range(1900)), id="1,900 words that nobody knows"),
        pytest.param("what is it and why do I have this " * 500, id="only stop words"),
        pytest.param("😀🙏🏽👀" * 2000, id="only emoji"),
        pytest.param("'; DROP TABLE questions; -- " * 500, id="SQL"),
        pytest.param('title:(a OR "b"~3) AND [* TO *] ^2 \\ ' * 400, id="query syntax"),
        pytest.param("肌肉跳 twitch мышца عضلة " * 500, id="mixed scripts"),
        pytest.param("肌肉跳動" * 2500, id="Chinese without a space"),
        pytest.param("Mi ojo tiembla desde hace tres semanas y no puedo dormir. " * 340, id="another language"),
        pytest.param("fasciculaton twichting eyelidd " * 600, id="misspelt all over"),
    ],
)
def test_an_odd_text_is_answered_within_a_fifth_of_a_second(engine, text):
    seconds = []
    for _ in range(3):
        began = worked(engine)
        found = search(Query(text), engine=engine)
        seconds.append(worked(engine) - began)

    assert found.items or found.nothing_like_it
    assert min(seconds) < MOST_SECONDS
