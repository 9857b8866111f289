"""Who sends far more than a person would is asked to wait, loses no word, and is written down nowhere."""

import ipaddress
import multiprocessing

import pytest
from django.test import RequestFactory

from consilia.web.questions.models import AskDraft, Report
from consilia.web.shared import limits
from consilia.web.shared.limits import Limit, address_of
from tests.web.asker import soup
from tests.web.factories import a_published_question

pytestmark = pytest.mark.usefixtures("noise")
SOMEBODY, ANOTHER = {"REMOTE_ADDR": "203.0.113.7"}, {"REMOTE_ADDR": "203.0.113.8"}


@pytest.fixture(autouse=True)
def _small_limits(settings):
    settings.LIMITS = dict.fromkeys(settings.LIMITS, Limit(2, seconds=3600))
    limits._counts.clear()
    yield
    limits._counts.clear()


def statuses(client, address: str, given: dict[str, str], *, times: int = 4, **who: str) -> list[int]:
    return [client.post(address, given, **who).status_code for _ in range(times)]


@pytest.mark.parametrize(
    ("address", "given"),
    [
        ("/search/", {"words": "toe twitching at night"}),
        ("/ask/", {"words": "My toe twitches at night."}),
        ("/ask/live/", {"words": "my toe twitches"}),
        ("/ask/save/", {"words": "my toe twitches", "step": "words"}),
        ("/ask/review/", {}),
        ("/questions/toe/report/", {"reason": "other", "words": "xylophone"}),
    ],
)
def test_more_than_the_limit_is_refused_for_one_address_alone(client, address, given):
    a_published_question("My toe.", slug="toe")

    assert [status == 429 for status in statuses(client, address, given, **SOMEBODY)] == [False, False, True, True]
    assert client.post(address, given, **ANOTHER).status_code != 429


def test_reading_is_never_limited(client):
    statuses(client, "/search/", {"words": "toe"}, **SOMEBODY)

    for address in ("/", "/search/", "/ask/", "/answers/", "/help-now/"):
        assert {client.get(address, **SOMEBODY).status_code for _ in range(5)} == {200}


def test_after_a_while_it_goes_on(client, time_machine):
    time_machine.move_to("2026-11-22T10:15:00Z", tick=False)
    assert statuses(client, "/search/", {"words": "toe"}, **SOMEBODY)[-1] == 429

    time_machine.move_to("2026-11-22T11:00:01Z", tick=False)

    assert client.post("/search/", {"words": "toe"}, **SOMEBODY).status_code == 200


def test_the_page_says_when_keeps_the_words_and_has_the_numbers(client, time_machine):
    time_machine.move_to("2026-11-22T10:15:00Z", tick=False)
    given = {"words": 'My "toe" twitches\nat <night>.', "department": "neurology"}
    statuses(client, "/search/", given, **SOMEBODY)

    response = client.post("/search/", given, **SOMEBODY)

    page = soup(response)
    form = page.select_one("main form")
    kept = {field["name"]: field["value"] for field in form.select("input[type=hidden]")}
    assert response["Retry-After"] == str(45 * 60)
    assert "in 45 minutes" in page.main.text
    assert form["action"] == "/search/"
    assert form.select_one("textarea[name=words]").text.strip("\n") == given["words"]
    assert kept["department"] == "neurology"
    assert page.select_one("main a[href='tel:999']")
    assert "no-store" in response["Cache-Control"]


def test_what_comes_back_can_be_sent_again_and_is_then_taken(client, time_machine):
    a_published_question("My toe.", slug="toe")
    time_machine.move_to("2026-11-22T10:15:00Z", tick=False)
    given = {"reason": "harm", "words": "It says to take ten tablets."}
    statuses(client, "/questions/toe/report/", given, times=2, **SOMEBODY)
    form = soup(client.post("/questions/toe/report/", given, **SOMEBODY)).select_one("main form")
    again = {field["name"]: field.get("value", field.text.strip()) for field in form.select("input, textarea")}

    time_machine.move_to("2026-11-22T11:15:00Z", tick=False)
    client.post(form["action"], again, **SOMEBODY)

    assert list(Report.objects.values_list("reason", "words")) == [("harm", given["words"])] * 3


def test_the_draft_of_a_question_is_untouched_by_a_refusal(client):
    client.post("/ask/", {"words": "My toe twitches at night."}, **SOMEBODY)
    statuses(client, "/ask/", {"words": "Other words."}, times=1, **SOMEBODY)
    before = list(AskDraft.objects.values("answers", "revision"))

    assert client.post("/ask/", {"words": "Third words."}, **SOMEBODY).status_code == 429
    assert list(AskDraft.objects.values("answers", "revision")) == before


def test_what_the_page_itself_asks_for_gets_no_page(client):
    statuses(client, "/ask/live/", {"words": "my toe twitches"}, times=2, **SOMEBODY)

    response = client.post("/ask/live/", {"words": "my toe twitches"}, headers={"HX-Request": "true"}, **SOMEBODY)

    assert (response.status_code, response.content) == (429, b"")


def test_guessing_secret_links_is_slowed_down_and_reading_ones_own_is_not(client):
    guesses = [client.get(f"/q/{'x' * 42}{number}/", **SOMEBODY).status_code for number in range(4)]

    assert guesses == [404, 404, 429, 429]
    assert client.get("/q/whatever/visit/", **SOMEBODY).status_code == 429
    assert client.get("/q/whatever/", **ANOTHER).status_code == 404


def test_nought_takes_a_limit_away(client, settings):
    settings.LIMITS = dict.fromkeys(settings.LIMITS, Limit(0, seconds=60))

    assert 429 not in statuses(client, "/search/", {"words": "toe"}, times=6, **SOMEBODY)
    assert {client.get("/q/whatever/", **SOMEBODY).status_code for _ in range(4)} == {404}


def test_no_address_is_kept_or_logged(client, caplog):
    statuses(client, "/search/", {"words": "xylophone"}, **SOMEBODY)
    client.get("/q/whatever/", **SOMEBODY)

    for told in ("203.0.113", "xylophone", "searching"):
        assert not limits._counts.holds(told.encode())
        assert told not in caplog.text
    packed = ipaddress.ip_address(SOMEBODY["REMOTE_ADDR"]).packed
    assert not limits._counts.holds(packed)


@pytest.mark.parametrize(
    ("proxies", "peer", "forwarded", "address"),
    [
        pytest.param(0, "203.0.113.7", "", "203.0.113.7", id="no proxy"),
        pytest.param(0, "81.2.69.142", "198.51.100.1", "81.2.69.142", id="a visitor invents an address"),
        pytest.param(0, "127.0.0.1", "", None, id="this machine: everybody looks the same"),
        pytest.param(0, "127.0.0.1", "198.51.100.1", None, id="a proxy nobody told us of"),
        pytest.param(0, "172.18.0.2", "198.51.100.1", None, id="a container's proxy nobody told us of"),
        pytest.param(0, "192.168.1.20", "", "192.168.1.20", id="the house's own network"),
        pytest.param(0, "", "", None, id="a socket"),
        pytest.param(1, "127.0.0.1", "198.51.100.1", "198.51.100.1", id="one proxy"),
        pytest.param(1, "127.0.0.1", "6.6.6.6, 198.51.100.1", "198.51.100.1", id="one proxy and an invented address"),
        pytest.param(2, "10.0.0.1", "6.6.6.6, 198.51.100.1, 10.0.0.2", "198.51.100.1", id="two proxies"),
        pytest.param(1, "127.0.0.1", "", None, id="the proxy says nothing"),
        pytest.param(1, "127.0.0.1", "unknown", None, id="the proxy says no address"),
        pytest.param(0, "2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::/64", id="a household of IPv6"),
        pytest.param(0, "::ffff:203.0.113.7", "", "203.0.113.7", id="IPv4 in IPv6"),
    ],
)
def test_whose_request_it_is(settings, proxies, peer, forwarded, address):
    settings.PROXIES = proxies
    more = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}

    assert address_of(RequestFactory().get("/", REMOTE_ADDR=peer, **more)) == address


def test_where_visitors_cannot_be_told_apart_nobody_is_slowed_down(client):
    assert ipaddress.ip_address("127.0.0.1").is_loopback
    assert 429 not in statuses(client, "/search/", {"words": "toe"}, times=5, REMOTE_ADDR="127.0.0.1")


def test_the_key_of_the_digests_is_not_a_setting(settings):
    assert settings.SECRET_KEY.encode() != limits._KEY
    assert len(limits._KEY) == 32


def test_processes_forked_from_one_count_together():
    request = RequestFactory().post("/search/", **SOMEBODY)
    limits._count(request, "searching")
    child = multiprocessing.get_context("fork").Process(target=limits._count, args=(request, "searching"))

    child.start()
    child.join()

    assert child.exitcode == 0
    assert limits._count(request, "searching", by=0) == 2
