"""Information only: no page says how soon this person should be seen, but for an emergency and a crisis."""

import pytest

from consilia import loaded
from consilia.web.questions import derived
from consilia.web.questions.links import digest, new_key
from consilia.web.questions.models import MoreInfo, Question
from tests.web.asker import Asker, soup
from tests.web.factories import a_published_question, a_question, a_reply

pytestmark = pytest.mark.usefixtures("noise")
TOKEN = "i" + new_key()
URGENT = "For three days my breathing has been weak and shallow, and my muscles twitch. Should I see a doctor?"
ROUTINE = "My left calf has been twitching for three weeks. There is no pain and no weakness. Should I see a doctor?"
SOON = "My left calf has been twitching for months and it is getting thinner and weaker. Should I see a doctor?"
EMERGENCY = "I cannot breathe and my lips are blue."
CRISIS = "I cannot go on. I want to kill myself."
LEVELS = [loaded.rules().advice.levels[level].heading for level in loaded.rules().advice.levels]
GENERAL = loaded.information().heading


@pytest.fixture(autouse=True)
def information_only(settings):
    settings.INFORMATION_ONLY = True


def own(text: str, **fields: object) -> Question:
    return a_question(text, **({"token_hash": digest(TOKEN)} | fields))


def main_of(response) -> str:
    return " ".join(soup(response).main.text.split())


def says_no_level(text: str) -> bool:
    own_words = ("get help today", "need not be today", "no rush", "within days, two weeks at most", "watch it for two")
    return not [words for words in (*LEVELS, *own_words) if words.casefold() in text.casefold()]


@pytest.mark.parametrize("words", [URGENT, SOON, ROUTINE], ids=["urgent", "soon", "routine"])
def test_the_private_page_and_the_page_for_a_visit_say_no_level(client, words):
    question = own(words, state="answered")
    a_reply(question)
    derived.make_again(question)

    for address in (f"/q/{TOKEN}/", f"/q/{TOKEN}/visit/", f"/q/{TOKEN}/end/"):
        page = soup(client.get(address))
        assert says_no_level(" ".join(page.main.text.split())), address
        assert not page.select(".nobody-here")
    assert GENERAL in main_of(client.get(f"/q/{TOKEN}/"))
    assert not soup(client.get(f"/q/{TOKEN}/")).select("blockquote mark")


@pytest.mark.parametrize("words", [URGENT, SOON, ROUTINE], ids=["urgent", "soon", "routine"])
def test_nobody_is_stopped_on_the_way_and_the_review_is_general(client, words):
    asker = Asker(client)

    asker.write(words)
    assert asker.at != "/ask/help/"
    asker.fill_in()
    review = main_of(client.get("/ask/review/"))

    assert GENERAL in review
    assert says_no_level(review)


@pytest.mark.parametrize("words", [EMERGENCY, CRISIS], ids=["emergency", "crisis"])
def test_an_emergency_and_a_crisis_still_interrupt(client, words):
    asker = Asker(client)

    asker.write(words)

    assert asker.at == "/ask/help/"
    assert soup(client.get("/ask/help/")).select_one(".advice-emergency, .advice-urgent")


@pytest.mark.parametrize("words", [EMERGENCY, CRISIS], ids=["emergency", "crisis"])
def test_an_emergency_and_a_crisis_stand_on_the_private_page(client, words):
    own(words)
    page = soup(client.get(f"/q/{TOKEN}/"))

    assert page.select_one(".advice-emergency, .advice-urgent")
    assert page.select_one("a[href='tel:999']")
    assert soup(client.get(f"/q/{TOKEN}/visit/")).select_one(".nobody-here")


@pytest.mark.parametrize(("words", "is_said"), [(EMERGENCY, True), (CRISIS, True), (URGENT, False)])
def test_search_and_typing_put_help_first_for_an_emergency_and_a_crisis_alone(client, words, is_said):
    typed = soup(client.post("/ask/live/", {"words": words}))
    found = soup(client.post("/search/", {"words": words}))

    assert bool(typed.select(".advice-emergency, .advice-urgent")) is is_said
    assert bool(found.select(".advice-emergency, .advice-urgent")) is is_said


def test_the_public_page_says_no_level(client):
    question = a_published_question(ROUTINE, derive=True)

    text = main_of(client.get(f"/questions/{question.slug}/"))

    assert says_no_level(text)
    assert "does not say how soon you should be seen" in text


def test_words_that_nobody_could_read_keep_their_own_words(client):
    own("asdf qwer zxcv uiop hjkl")

    assert loaded.rules().advice.special.unreadable.heading in main_of(client.get(f"/q/{TOKEN}/"))


def test_the_warning_sign_page_gives_general_words_but_for_an_emergency(client):
    by_level = {}
    for sign in (s for group in loaded.warning_signs().groups for s in group.signs):
        result = soup(client.post("/guides/warning-signs/", {"sign": sign.id})).select_one("#result")
        by_level.setdefault(" ".join(result.h2.text.split()), []).append(sign.id)

    assert GENERAL in by_level
    assert not [heading for heading in by_level if heading in set(LEVELS) - {LEVELS[0]}]
    assert any(LEVELS[0] in heading for heading in by_level)


def test_more_info_of_the_other_kind_is_composed_anew(client, settings):
    settings.INFORMATION_ONLY = False
    question = a_published_question(ROUTINE, derive=True)
    before = MoreInfo.objects.get(question=question).leaflet
    settings.INFORMATION_ONLY = True

    client.get(f"/questions/{question.slug}/")

    after = MoreInfo.objects.get(question=question).leaflet
    assert not before["information_only"]
    assert after["information_only"]
