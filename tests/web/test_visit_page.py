"""The one page for a visit: for the asker behind the secret link and the doctor at the desk, for nobody else."""

import pytest

from consilia.web.questions.links import digest, new_key
from consilia.web.questions.models import Question
from tests.web.asker import soup
from tests.web.factories import REPLY, a_question, a_reply
from tests.web.staff import a_doctor_who_logs_in, browser_of

pytestmark = pytest.mark.usefixtures("noise")
TOKEN = "v" + new_key()
LINK = f"/q/{TOKEN}/visit/"
WORDS = (
    "My left calf has been twitching for three weeks. There is no weakness. I take pramipexole 50 mg. "
    "My nerve conduction study was normal. I am afraid it is ALS. Should I see a neurologist?"
)


def own(text: str = WORDS, **fields: object) -> Question:
    return a_question(text, **({"token_hash": digest(TOKEN)} | fields))


def test_strangers_and_wrong_links_find_nothing(client):
    question = own()

    assert client.get(f"/q/{new_key()}/visit/").status_code == 404
    assert client.get(f"/q/{digest(TOKEN)}/visit/").status_code == 404
    assert client.get(f"/desk/questions/{question.public_id}/visit/").status_code in {302, 404}
    assert client.post(LINK).status_code == 405


def test_the_private_page_leads_to_it_and_it_leads_back(client):
    own()

    assert soup(client.get(f"/q/{TOKEN}/")).select_one(f"a[href='{LINK}']")
    assert soup(client.get(LINK)).select_one(f"a[href='/q/{TOKEN}/']")


def test_it_is_kept_by_nobody_and_handed_on_to_nobody(client):
    own()

    response = client.get(LINK)

    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response["X-Robots-Tag"]


def test_it_tells_what_a_doctor_asks_for(client):
    a_reply(own())
    text = " ".join(soup(client.get(LINK)).select_one(".for-visit").text.split())

    for words in (
        "where left calf",
        "since “for three weeks”",
        "No, you wrote: weakness",
        "A nerve test: result normal",
        "dose as written 50 mg",
        "please check this dose",
        "Should I see a neurologist?",
        "ALS",
        REPLY[:40],
    ):
        assert words in text, words


def test_an_urgent_one_says_that_nobody_is_watching(client):
    own("For three days my breathing has been weak and shallow, and my muscles twitch.")

    assert soup(client.get(LINK)).select_one(".nobody-here a[href='tel:111'], .nobody-here a[href='tel:999']")


def test_words_are_shown_as_text_and_never_as_markup(client):
    own("My <script>alert(1)</script> calf has been twitching <b>for three weeks</b>. Is <i>it</i> serious?")
    page = soup(client.get(LINK))

    assert not page.select("main script, main b, main i")


def test_the_doctor_at_the_desk_reads_the_same_page():
    browser, question = browser_of(a_doctor_who_logs_in()), own()
    desk = f"/desk/questions/{question.public_id}/"

    assert soup(browser.get(desk)).select_one(f"a[href='{desk}visit/']")
    assert "where left calf" in " ".join(soup(browser.get(f"{desk}visit/")).text.split())


def test_a_question_that_nobody_could_read_still_has_a_page(client):
    own("asdf qwer zxcv uiop hjkl")

    assert client.get(LINK).status_code == 200
