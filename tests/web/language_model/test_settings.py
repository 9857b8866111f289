"""The optional language model is off by default, and only where the operator says it may be."""

import time

import pytest

from consilia.web.audit.models import Event
from consilia.web.environment import SettingMissing
from consilia.web.smoothing import actions, client
from consilia.web.smoothing.endpoint import endpoint_from_settings
from tests.web.language_model.helpers import SENTENCE, endpoint_at, smoother
from tests.web.model_server import model_server, says


def test_it_is_off_by_default(settings):
    assert settings.LANGUAGE_MODEL is None


@pytest.mark.django_db
def test_switched_off_nothing_is_sent_and_nothing_is_noted(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    with model_server(says(smoother)) as server:
        assert actions.smooth() is None

    assert server.requests == []
    assert not Event.objects.exists()
    assert list(tmp_path.iterdir()) == []


def environment(monkeypatch, **values):
    for name, value in values.items():
        monkeypatch.setenv(f"CONSILIA_LANGUAGE_MODEL{name}", value)


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:11434/v1", "http://localhost:8080/v1/", "https://[::1]:443/v1", "http://127.8.0.1/v1"]
)
def test_an_address_on_this_machine_needs_no_second_setting(monkeypatch, address):
    environment(monkeypatch, _ADDRESS=address, **{"": "small-model"})

    endpoint = endpoint_from_settings()

    assert endpoint is not None
    assert endpoint.is_here
    assert endpoint.path == "/v1/chat/completions"


@pytest.mark.parametrize(
    "address",
    [
        "http://192.168.1.7:11434/v1",
        "https://model.example.org/v1",
        "http://127.0.0.1.example.org/v1",
        "http://0.0.0.0:80",
        "http://[::ffff:10.0.0.1]/v1",
    ],
)
def test_an_address_elsewhere_stops_the_start_without_the_second_setting(monkeypatch, address):
    environment(monkeypatch, _ADDRESS=address, **{"": "small-model"})

    with pytest.raises(SettingMissing, match="CONSILIA_LANGUAGE_MODEL_ELSEWHERE=1"):
        endpoint_from_settings()

    environment(monkeypatch, _ELSEWHERE="1")
    endpoint = endpoint_from_settings()
    assert endpoint is not None
    assert not endpoint.is_here


@pytest.mark.parametrize(
    "values",
    [
        {"": "small-model"},
        {"_ADDRESS": "http://127.0.0.1/v1"},
        {"": "m", "_ADDRESS": "ftp://127.0.0.1/v1"},
        {"": "m", "_ADDRESS": "http://me:secret@127.0.0.1/v1"},
        {"": "m", "_ADDRESS": "http://127.0.0.1/v1?x=1"},
        {"": "m", "_ADDRESS": "http://127.0.0.1:99999/v1"},
        {"": "m", "_ADDRESS": "127.0.0.1:8000"},
        {"": "m", "_ADDRESS": "http://127.0.0.1/v1\r\nX: y"},
        {"": "m", "_ADDRESS": "http://10.0.0.1/v1", "_ELSEWHERE": "1", "_KEY": "secret-key"},
    ],
)
def test_half_a_setting_or_a_strange_address_stops_the_start(monkeypatch, values):
    environment(monkeypatch, **values)

    with pytest.raises(SettingMissing):
        endpoint_from_settings()


def test_the_key_is_never_printed():
    endpoint = endpoint_at(80, key="very-secret")

    assert "very-secret" not in f"{endpoint!r} {endpoint} {endpoint.address}"


@pytest.mark.usefixtures("quick")
def test_a_name_that_leads_to_another_machine_is_refused_before_a_word_is_sent(monkeypatch):
    with model_server(says(smoother)) as server:
        monkeypatch.setattr(client, "is_loopback", lambda address: False)  # as if localhost were mapped elsewhere
        with pytest.raises(client.NoAnswer, match="another machine"):
            client.ask(SENTENCE, endpoint=endpoint_at(server.port, host="localhost"), request="x")
        time.sleep(0.05)

    assert server.requests in ([], [b""])
