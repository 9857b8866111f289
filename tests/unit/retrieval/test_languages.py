"""What is not English is not compared by meaning, and English with odd words in it is."""

import pytest

from consilia import loaded
from consilia.domain.retrieval import Query, search
from consilia.domain.retrieval.languages import is_english, script_of

LANGUAGES = loaded.retrieval().languages


@pytest.mark.parametrize(
    ("text", "script"), [("eyelid", "latin"), ("眼皮跳", "other"), ("عين", "other"), ("12 ?", ""), ("lid 眼", "latin")]
)
def test_the_script_of_most_letters_counts(text, script):
    assert script_of(text) == script


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Llevo tres semanas con temblores en el muslo", id="Spanish"),
        pytest.param("dolor de cabeza y ojo", id="Spanish in few words"),
        pytest.param("Mi cuñada tiene espasmos y no puede dormir", id="Spanish with an accent"),
        pytest.param("Mein Oberschenkel zuckt seit gestern, ist das schlimm", id="German"),
        pytest.param("Ma paupière tremble depuis hier soir", id="French"),
        pytest.param("Mi trema la palpebra da due settimane", id="Italian"),
        pytest.param("Minha perna não para de tremer à noite", id="Portuguese"),
        pytest.param("Mijn ooglid trilt al weken, wat kan ik doen", id="Dutch"),
        pytest.param("Baldırım bir haftadır seğiriyor, neden olur", id="Turkish"),
        pytest.param("大腿肌肉跳動", id="Chinese"),
        pytest.param("дёргается веко", id="Russian"),
    ],
)
def test_another_language_is_known_for_one(text):
    assert not is_english(text, languages=LANGUAGES)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("my calf twitches at nite and it wont stop", id="misspelt"),
        pytest.param("fasciculation benigna", id="a Latin word"),
        pytest.param("tinnitus dolor rubor", id="Latin alone"),
        pytest.param("Could it be Ménière's or Guillain-Barré?", id="names with accents"),
        pytest.param("My abuela says los nervios make my eye jump, is she right", id="some words of another language"),
        pytest.param("die Haut? I was in pain and am den fall gone", id="words that two languages share"),
        pytest.param("ALS MND EMG", id="abbreviations"),
        pytest.param("levetiracetam gabapentin", id="medicines"),
        pytest.param("plz halp me leg jumpin", id="slang"),
        pytest.param("", id="empty"),
        pytest.param("😀 12", id="no letters"),
    ],
)
def test_odd_english_is_taken_for_english(text):
    assert is_english(text, languages=LANGUAGES)


def test_another_language_is_not_mended_into_english_and_the_search_says_that_it_may_miss_something(hybrid):
    found = search(Query("Llevo tres semanas con calambres en la pantorrilla y no puedo dormir"), engine=hybrid)

    assert found.fallback_reason == "language"
    assert found.corrections == ()


def test_a_language_in_latin_letters_is_compared_by_meaning_as_far_as_the_model_goes_and_another_script_is_not(hybrid):
    assert hybrid.prepare("Mi ojo tiembla desde hace dos semanas").vector is not None
    assert hybrid.prepare("我的眼皮跳了两个星期").vector is None


def test_all_that_is_asked_in_english_is_searched_by_meaning(hybrid):
    assert search(Query("the muscle of my thigh flickers"), engine=hybrid).fallback_reason == ""
