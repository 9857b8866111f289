"""What a friendly language model is asked: general sentences, one at a time, once."""

import json

import pytest

from consilia import loaded
from consilia.web.audit.models import Event
from consilia.web.smoothing import actions, queries, store
from tests.web.language_model.helpers import WEARY, endpoint_at, smoother, use
from tests.web.model_server import model_server, says


@pytest.mark.django_db
@pytest.mark.usefixtures("quick")
def test_what_is_sent_is_one_sentence_at_a_time_under_our_own_instruction(settings):
    with model_server(says(smoother)) as server:
        use(settings, server, key="a-key")
        round_ = actions.smooth()

    assert round_ is not None
    assert set(server.sentences) == queries.all_sendable()
    assert len(server.sentences) == len(queries.all_sendable())
    body = json.loads(server.requests[0].partition(b"\r\n\r\n")[2])
    assert body["model"] == "test-model"
    assert [message["role"] for message in body["messages"]] == ["system", "user"]
    assert body["messages"][0]["content"] == loaded.smoothing().request
    assert b"Authorization: Bearer a-key" in server.requests[0]
    assert round_.accepted > 3
    assert round_.refused == 0


@pytest.mark.django_db
@pytest.mark.usefixtures("quick")
def test_a_sentence_is_asked_about_once_until_somebody_asks_again(settings):
    with model_server(says(smoother)) as server:
        use(settings, server)
        first = actions.smooth(limit=5)
        actions.smooth(limit=5)
        assert len(set(server.sentences)) == 10
        actions.smooth(limit=2, again=True)

    assert first is not None
    assert first.left == len(queries.all_sendable()) - 5
    assert len(server.sentences) == 12


@pytest.mark.django_db
@pytest.mark.usefixtures("quick", "one_sentence")
def test_the_trail_holds_counts_and_no_text(settings):
    with model_server(says(smoother)) as server:
        use(settings, server)
        actions.smooth()

    event = Event.objects.get(what="sentences smoothed")
    assert event.actor == "system"
    assert event.details["accepted"] == 1
    assert event.details["refused"] == 0
    assert "misfire" not in json.dumps(event.details)


@pytest.mark.django_db
@pytest.mark.usefixtures("quick", "one_sentence")
def test_another_models_wordings_are_not_used(settings):
    with model_server(says(smoother)) as server:
        use(settings, server)
        actions.smooth()
        assert [one.wording for one in store.load(settings.LANGUAGE_MODEL)] == [WEARY]
        use(settings, server, model="another-model")

        assert store.load(settings.LANGUAGE_MODEL) == ()


@pytest.mark.django_db
@pytest.mark.usefixtures("quick")
def test_a_broken_file_of_wordings_counts_as_none(settings, tmp_path):
    settings.LANGUAGE_MODEL = endpoint_at(1)
    (tmp_path / store.NAME).write_text('{"kept": [{"ours": 1', "utf-8")

    assert store.load(settings.LANGUAGE_MODEL) == ()
    assert queries.state().waiting == len(queries.all_sendable())
