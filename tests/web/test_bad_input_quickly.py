"""Odd words are answered by the search page and beside the box of the ask page as quickly as others, model and all."""

import time

import pytest

from consilia.domain.retrieval import open_embedder
from consilia.web.questions import index_steps, searching
from tests.web.factories import a_published_question

pytestmark = [pytest.mark.usefixtures("noise"), pytest.mark.slow]

MOST_SECONDS = 0.2  # of processor time
STORY = "My left eyelid has been twitching for days and my calf cramps at night. I am afraid of ALS! What shall I do? "


@pytest.fixture(autouse=True)
def _with_the_model(noise, monkeypatch):
    model = open_embedder()
    if model is None:
        pytest.skip("the optional model is not installed")
    monkeypatch.setattr(index_steps, "_embedder", lambda: model)
    monkeypatch.setattr(index_steps, "_engines", {})
    a_published_question()
    searching.find_like("warm")


ODD = {
    "nothing": "",
    "one letter": "x",
    "20,000 characters": (STORY * 200)[:20_000],
    "one word of 20,000 letters": "q" * 20_000,
    "only stop words": "what is it and why do I have this " * 500,
    "only emoji": "😀🙏🏽👀" * 2000,
    "SQL": "'; DROP TABLE questions; -- " * 500,
    "query syntax": 'title:(a OR "b"~3) AND [* TO *] ^2 \\ ' * 400,
    "mixed scripts": "肌肉跳 twitch мышца عضلة " * 500,
    "misspelt all over": "fasciculaton twichting eyelidd " * 600,
}


@pytest.mark.parametrize("address", ["/search/", "/ask/live/"])
def test_an_odd_text_is_answered_within_a_fifth_of_a_second(client, address):
    client.post(address, {"words": STORY})  # what is made ready once takes longer
    took = {name: least_seconds(client, address, words) for name, words in ODD.items()}

    assert {name: seconds for name, seconds in took.items() if seconds >= MOST_SECONDS} == {}


def least_seconds(client, address: str, words: str) -> float:
    """The least processor time of some tries: what else the machine does makes single ones longer."""
    least = MOST_SECONDS
    for _ in range(12):
        began = time.thread_time()
        response = client.post(address, {"words": words})
        least = min(least, time.thread_time() - began)
        assert response.status_code in {200, 422}
        if least < MOST_SECONDS:
            break
    return least
