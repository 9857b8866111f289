"""Nothing private leaves through search, prefixes, spelling, filters, counts, cards, feeds or the sitemap.

The same requests are sent to two worlds that differ in private words alone. What strangers get must be the same to the
last character, and so must the work that was done for it: then not even the time can tell.
"""

import os
import re
import string
import subprocess
import sys
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consilia.web.questions import derived, guide_search, searching
from consilia.web.questions.models import Question, Reply
from tests.web.factories import ASKED, REPLIED, a_doctor, a_published_question, a_question, a_reply

TOE = "My toe has been twitching since a long walk. There is no weakness."
KNOWN = ["twitching", "toe", "eyelid", "tremor", "coffee", "fasciculation", "walk", "Xylophina", "ten pills", "肌肉"]
A_WORD = st.sampled_from(KNOWN) | st.text(alphabet=string.ascii_lowercase, min_size=3, max_size=12)
SECRET = st.lists(A_WORD, min_size=1, max_size=6).map(" ".join)
SHOWN = ["/", "/answers/", "/topics/", "/answers/feed/", "/sitemap.xml", "/departments/neurology/", "/search/",
         "/departments/neurology/feed/", "/departments/neurology/tremor/", "/departments/neurology/tremor/feed/",
         "/doctors/ada-seen/", "/questions/seen/", "/departments/ophthalmology/"]  # fmt: skip
FILTERS = [{}, {"department": "neurology", "age_band": "30~39", "year": "2026"}, {"as_written": "1"}]
_CHANGING = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')


@st.composite
def secret_and_tries(draw) -> tuple[str, list[str]]:
    """A private text, and what somebody types who tries to find out about it."""
    secret = draw(SECRET)
    cut = draw(st.integers(1, len(secret)))
    place = draw(st.integers(0, len(secret) - 1))
    misspelt = secret[:place] + draw(st.sampled_from("aexz")) + secret[place + 1 :]
    return secret, [f"my {secret}", f"toe twitching {secret[:cut]}", misspelt]


@pytest.fixture
def house(noise, monkeypatch):
    """A house with public and private rows of which nothing is under test."""
    monkeypatch.setattr(guide_search, "_held", {})
    doctor = a_doctor("Ada Seen")
    a_published_question(TOE, slug="seen", generated_title="A toe", doctor=doctor, derive=True)
    for number, words in enumerate(["An eyelid flickers.", "A tremor of my hand.", "A fasciculation of the calf."]):
        a_published_question(f"{words} Since May.", doctor=doctor, slug=f"near-{number}", derive=True)
    return doctor


def everything(tries: list[str]) -> dict[str, tuple[int, bytes]]:
    """All that a stranger gets: each page, and each answer to what was typed."""
    stranger = Client()
    got = {address: stranger.get(address) for address in SHOWN}
    for words in tries:
        got[f"live {words}"] = stranger.post("/ask/live/", {"words": words})
        for filters in FILTERS:
            got[f"search {words} {filters}"] = stranger.post("/search/", {"words": words} | filters)
    return {name: (answer.status_code, _CHANGING.sub(b"", answer.content)) for name, answer in got.items()}


def hide(secret: str, doctor) -> None:
    """Put the secret wherever something private can stand."""
    now = timezone.now()
    words = {"subject": secret[:200], "conditions": secret, "medicines": secret, "notify_email": "who@example.org"}
    a_question(f"{TOE} {secret}", **words)
    answered = a_question(f"Answered: {secret}", state=Question.State.ANSWERED, **words)
    a_reply(answered, doctor=doctor, text=f"To {secret}.", public_text="")
    Reply.objects.create(question=answered, doctor=a_doctor(), text=f"A draft on {secret}.")
    hidden = {"public_consent_at": ASKED, "public_text": f"{TOE} {secret}", "public_subject": secret[:200]}
    a_question(secret, state=Question.State.WITHDRAWN, **words | hidden)
    a_question(secret, slug="tomorrow", published_at=now + timedelta(days=1), **words | hidden)
    a_question(secret, slug="crisis", published_at=REPLIED, origin="sample", **words | hidden)
    Question.objects.filter(slug="crisis").update(is_crisis=True)
    for question in Question.objects.exclude(slug__startswith="near-").exclude(slug="seen"):
        derived.file_under_topics(question)
    seen = Question.objects.get(slug="seen")
    seen.text, seen.subject, seen.conditions, seen.medicines = f"{TOE} {secret}", secret[:200], secret, secret
    seen.save()
    seen.replies.update(text=f"Dear {secret}, rest it.")
    derived.make_again(seen)
    searching.put(seen)


@contextmanager
def undone():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.slow
@settings(
    max_examples=10,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(secret_and_tries())
def test_strangers_get_the_same_whatever_private_words_there_are(house, secret_and_tries):
    secret, tries = secret_and_tries
    with undone():
        before = everything(tries)
        hide(secret, house)
        after = everything(tries)

    assert {name for name in before if before[name] != after[name]} == set()


@pytest.mark.parametrize("words", ["zephyrine quixotry", "toe twitching", "zephyr", "fasciculaton"])
def test_none_costs_the_same_whether_or_not_somebody_wrote_it_in_private(house, words):
    def work() -> list[str]:
        with CaptureQueriesContext(connection) as done:
            Client().post("/search/", {"words": words})
            Client().post("/ask/live/", {"words": f"my {words}"})
        return [re.sub(r"\d+", "0", query["sql"]) for query in done.captured_queries]

    everything([words])
    before = work()
    hide("zephyrine quixotry", house)
    everything([words])

    assert work() == before


def test_the_counts_count_what_is_shown_and_nothing_else(house):
    """What is eligible is said once, and lists and counts agree on it: a published row of every kind that is not."""
    now = timezone.now()
    hidden = {"public_consent_at": ASKED, "public_text": "x", "public_subject": "x", "department": "ophthalmology"}
    for number, more in enumerate(
        [{"published_at": now + timedelta(days=1), "slug": "later"}, {"published_at": REPLIED, "slug": None}]
    ):
        question = a_question(f"Hidden {number}.", **hidden | more)
        a_reply(question, doctor=a_doctor(f"Never Seen {number}", department="ophthalmology"))
        derived.file_under_topics(question)

    pages = everything(["never seen"])

    assert not [name for name, (_, content) in pages.items() if b"Never Seen" in content]
    home = pages["/"][1].decode()
    assert re.search(r'ophthalmology/">[^<]*</a> <span class="meta">1 answer<', home)


PROCESS = """
import sys, django; django.setup()
from django.core.management import call_command
from django.db import transaction
from consilia.web.questions import access, actions, index_steps, searching
from consilia.web.questions.models import Question
index_steps._embedder = lambda: None
say = lambda *told: print(*told, flush=True)
if sys.argv[1] == "prepare":
    call_command("migrate", verbosity=0)
    from tests.web.factories import a_published_question
    a_published_question("Painful calf cramps wake me up at night.", slug="cramps")
elif sys.argv[1] == "read":
    for line in sys.stdin:
        keys = searching.find_like("painful calf cramps", fill=True).keys
        say("index", len(keys), "shown", access.public_questions().filter(pk__in=keys).count())
else:
    with transaction.atomic():
        actions.take_back_consent(Question.objects.get(slug="cramps"))
        say("taken back")
        sys.stdin.readline()
    say("committed")
"""


def _process(folder, what: str) -> "subprocess.Popen[str]":
    settings = {"CONSILIA_DATA_DIR": str(folder), "CONSILIA_LOCALE": "en-GB", "CONSILIA_SECRET_KEY": "k" * 60}
    environment = os.environ | settings | {"DJANGO_SETTINGS_MODULE": "consilia.web.settings"}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen([sys.executable, "-c", PROCESS, what], env=environment, **pipes)


def _ask(process: "subprocess.Popen[str]", line: str = "?") -> str:
    assert process.stdin
    assert process.stdout
    process.stdin.write(f"{line}\n")
    process.stdin.flush()
    return process.stdout.readline().strip()


@pytest.mark.slow
def test_consent_taken_back_in_one_process_is_gone_with_the_next_answer_of_another(tmp_path):
    prepared = _process(tmp_path, "prepare")
    _, errors = prepared.communicate(timeout=120)
    assert prepared.returncode == 0, errors
    reader, writer = _process(tmp_path, "read"), None
    try:
        assert _ask(reader) == "index 1 shown 1"
        writer = _process(tmp_path, "take back")
        assert writer.stdout
        assert writer.stdout.readline().strip() == "taken back"
        assert _ask(reader) == "index 1 shown 1"  # nothing is committed yet

        assert _ask(writer) == "committed"

        assert _ask(reader) == "index 0 shown 0"
    finally:
        for process in filter(None, (reader, writer)):
            process.communicate(timeout=60)
