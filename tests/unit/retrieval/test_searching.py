"""The door: what is found, what is never found, and what is said when nothing is."""

import pytest

from consilia import loaded
from consilia.domain.retrieval import Document, Entry, Query, search
from consilia.domain.retrieval.asking import Hit
from consilia.domain.retrieval.coverage import Shares
from consilia.domain.retrieval.searching import _is_like
from consilia.domain.retrieval.shelf import Record
from tests.unit.retrieval.corpus import DOCUMENTS

BAD_INPUT = [
    pytest.param("", id="empty"),
    pytest.param(" \n\t", id="blank"),
    pytest.param("x", id="one letter"),
    pytest.param("what is it and why do I have this", id="only stop words"),
    pytest.param("😀🙏🏽👀", id="only emoji"),
    pytest.param("?!?! ... ---", id="only punctuation"),
    pytest.param("\x00\x00", id="NUL"),
]
ODD_INPUT = [
    pytest.param("thigh twitching " * 1250, id="20,000 characters"),
    pytest.param("q" * 20_000, id="one word of 20,000 letters"),
    pytest.param("thigh'; DROP TABLE questions_indexentry; -- twitching", id="SQL"),
    pytest.param('+thigh -"twitching" title:(a OR b)^9 [* TO *] {!x} \\ /.*/ ~2 AND NOT', id="query syntax"),
    pytest.param("thigh 大腿 бедро فخذ twitching", id="mixed scripts"),
    pytest.param("\u202ethigh\u202c twitching", id="right-to-left marks"),
    pytest.param("<script>alert(1)</script> thigh", id="HTML"),
]


@pytest.mark.parametrize("text", BAD_INPUT)
def test_a_text_that_says_nothing_finds_nothing_and_says_so(hybrid, text):
    found = search(Query(text), engine=hybrid)

    assert found.items == ()
    assert found.nothing_like_it
    assert found.fallback_reason == "empty-query"


@pytest.mark.parametrize("text", ODD_INPUT)
def test_an_odd_text_is_answered_and_says_whether_anything_is_like_it(hybrid, text):
    found = search(Query(text), engine=hybrid)

    assert found.nothing_like_it == (not found.items)
    assert set(found.keys) <= {document.key for document in DOCUMENTS}


def test_words_find_by_their_stem(lexical):
    found = search(Query("twitched thighs after a sport"), engine=lexical)

    assert found.keys[0] == "thigh"
    assert found.fallback_reason == "no-model"


def test_meaning_finds_what_no_word_of_the_text_says(hybrid):
    found = search(Query("fasciculations", fill=True), engine=hybrid, k=3)

    assert {"eyelid", "thigh", "weak-thigh"} & set(found.keys)
    assert found.fallback_reason == ""


def test_a_text_in_another_script_is_compared_by_words_and_says_so(hybrid):
    found = search(Query("大腿肌肉跳動"), engine=hybrid)

    assert found.keys[0] == "chinese"
    assert found.fallback_reason == "language"


@pytest.mark.parametrize("start", ["thigh twitc", "thigh mus", "calf cram"])
def test_an_unfinished_word_is_completed_while_typing(lexical, start):
    found = search(Query(start, is_typing=True), engine=lexical)

    assert found.keys[0] in {"thigh", "weak-thigh", "cramp"}


def test_a_misspelt_word_finds_the_right_one(lexical):
    assert search(Query("fasiculation"), engine=lexical).keys[0] == "fasciculation"


def test_a_common_word_does_not_return_everything(lexical):
    found = search(Query("my what of the quinoa"), engine=lexical)

    assert found.nothing_like_it


def test_nothing_like_it_is_said_rather_than_the_least_unlike(lexical):
    assert search(Query("a ringing noise in the ear since a concert"), engine=lexical).nothing_like_it


def test_a_page_has_its_cards_whenever_the_corpus_has_five(hybrid):
    found = search(Query("zzz unknown words entirely", exclude=frozenset({"eyelid"}), fill=True), engine=hybrid, k=4)

    assert len(found.items) == 4
    assert "eyelid" not in found.keys


def test_a_page_whose_text_says_nothing_has_its_cards_too(hybrid):
    assert len(search(Query("???", fill=True), engine=hybrid, k=4).items) == 4


def test_what_is_excluded_never_comes_back(hybrid):
    found = search(Query("thigh twitching", exclude=frozenset({"thigh", "weak-thigh"}), fill=True), engine=hybrid, k=9)

    assert not {"thigh", "weak-thigh"} & set(found.keys)


def test_twins_are_shown_once(hybrid):
    twins = [Document(f"twin{i}", "Knee pain", "My knee hurts", duplicate_group="same-asker") for i in range(3)]
    hybrid.apply(2, put=[Entry(twin) for twin in twins], removed=())

    found = search(Query("knee pain hurts", fill=True), engine=hybrid, k=7)

    assert sum(key.startswith("twin") for key in found.keys) == 1


def test_texts_with_the_same_vector_are_shown_once(hybrid):
    again = Document("thigh-again", "Thigh muscle twitches after sport", "The same in other words.")
    vector = hybrid.embedder.embed(["Thigh muscle twitches after sport"])[0]
    hybrid.apply(2, put=[Entry(again, vector), Entry(Document("third", "Third", ""), vector)], removed=())

    found = search(Query("thigh muscle twitches after sport", fill=True), engine=hybrid, k=9)

    assert len({"thigh-again", "third"} & set(found.keys)) == 1


def test_a_question_that_denies_weakness_stands_before_one_that_has_it(hybrid):
    facets = frozenset({"twitching:present", "muscle-weakness:absent", "site:thigh"})

    found = search(Query("the muscle of my thigh flickers under the skin", facets, fill=True), engine=hybrid)

    assert found.keys[:2] == ("thigh", "weak-thigh")


def test_what_two_questions_share_is_told(hybrid):
    facets = frozenset({"twitching:present", "site:thigh", "muscle-weakness:absent", "age:20~29"})

    found = search(Query("thigh muscle twitches after sport", facets), engine=hybrid)

    assert found.items[0].shared == ("muscle-weakness:absent", "site:thigh", "twitching:present")


def test_what_was_removed_is_not_found_any_more(hybrid):
    hybrid.apply(2, put=(), removed=["thigh"])

    assert "thigh" not in search(Query("thigh muscle twitches", fill=True), engine=hybrid, k=7).keys


def test_what_was_changed_is_found_by_its_new_words_only(lexical):
    lexical.apply(2, put=[Entry(Document("cramp", "Hiccups all day", "It will not stop"))], removed=())

    assert search(Query("hiccups"), engine=lexical).keys == ("cramp",)
    assert "cramp" not in search(Query("calf cramps painful"), engine=lexical).keys


def test_an_index_whose_vectors_are_still_to_be_made_says_so_and_goes_by_words(hybrid):
    hybrid.apply(2, put=[Entry(document) for document in DOCUMENTS], removed=())

    found = search(Query("painful calf cramps"), engine=hybrid)

    assert found.keys[0] == "cramp"
    assert found.fallback_reason == "index-building"


def test_an_empty_index_says_that_there_is_nothing(empty_engine):
    assert search(Query("thigh twitching", fill=True), engine=empty_engine).nothing_like_it


@pytest.mark.parametrize("allowed", ["hiccups", "hiccups-again"])
def test_a_twin_that_may_not_be_found_hides_none_that_may(lexical, allowed):
    twins = [
        Entry(Document(key, "Hiccups", "Hiccups all day long.", duplicate_group="same"))
        for key in ("hiccups", "hiccups-again")
    ]
    lexical.apply(2, put=twins, removed=[])

    both = search(Query("hiccups all day"), engine=lexical, k=10)
    one = search(Query("hiccups all day"), engine=lexical, k=10, narrow=lambda keys: {allowed} & set(keys))

    assert len(both.keys) == 1
    assert one.keys == (allowed,)


def test_what_is_narrowed_away_does_not_fill_the_cards_either(lexical):
    found = search(
        Query("calf cramps", fill=True), engine=lexical, k=10, narrow=lambda keys: set(keys) - {"tremor", "chinese"}
    )

    assert found.keys
    assert not {"tremor", "chinese"} & set(found.keys)


def test_a_word_can_be_looked_for_just_as_it_is_written(lexical):
    mended, as_written = (search(Query("fasciculaton", as_written=exact), engine=lexical) for exact in (False, True))

    assert mended.corrections == (("fasciculaton", "fasciculation"),)
    assert as_written.corrections == ()


@pytest.mark.parametrize(
    ("meaning", "of_query", "strict", "wide"),
    [
        pytest.param(0.71, 0.0, True, True, id="means the same"),
        pytest.param(0.56, 1.0, False, True, id="holds all the words"),
        pytest.param(0.64, 0.34, False, True, id="holds a part of them and means nearly the same"),
        pytest.param(0.61, 0.2, False, False, id="holds little and means little"),
        pytest.param(0.66, 0.0, False, False, id="holds none"),
        pytest.param(0.40, 1.0, False, False, id="the word stands there by chance"),
        pytest.param(None, 0.6, True, True, id="without a model the words alone decide"),
    ],
)
def test_a_list_to_look_through_holds_what_says_the_words_although_it_means_less_of_the_same(
    meaning, of_query, strict, wide
):
    hit = Hit(Record("key", "title", frozenset(), ""), None, meaning=meaning, shares=Shares(of_query=of_query))
    ranking = loaded.retrieval().ranking.model_copy(update={"least_meaning": 0.70, "wide": 0.25})

    assert _is_like(hit, ranking=ranking, query=Query("words")) is strict
    assert _is_like(hit, ranking=ranking, query=Query("words", is_wide=True)) is wide
