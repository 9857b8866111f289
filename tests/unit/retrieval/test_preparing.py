"""Texts are cleaned and cut the same way for the index and for a query."""

import pytest

from consilia import loaded
from consilia.domain.retrieval import preparing

WORDS = loaded.retrieval().words


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Hello, doctor! My thigh twitches. Thank you.", "My thigh twitches."),
        ("hi doc, what is a tremor? thanks in advance", "what is a tremor?"),
        ("Sorry for the long post. My leg shakes.\nKind regards", "My leg shakes."),
        pytest.param("I said hello and my arm went numb", "I said hello and my arm went numb", id="inside a clause"),
        pytest.param("Hello, doctor!", "Hello, doctor!", id="nothing but courtesy stays"),
        pytest.param("", "", id="empty"),
    ],
)
def test_courtesies_that_stand_alone_are_taken_out(text, kept):
    assert preparing.without_courtesies(text, phrases=WORDS.courtesies) == kept


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("My thighs are twitching", ["thigh", "twitch"]),
        pytest.param("what is it and why do I have this", [], id="only stop words"),
        pytest.param("😀 🙏🏽 !!", [], id="only emoji"),
        pytest.param("肌肉跳動", ["肌肉", "肉跳", "跳動"], id="Chinese pairs"),
        pytest.param("腿 twitching", ["腿", "twitch"], id="one character"),
        pytest.param(
            'title:"x" AND NOT (a OR b) text:[* TO *] ^2 ~', ["titl", "text"], id="query syntax is punctuation"
        ),
        pytest.param("'; DROP TABLE questions; --", ["drop", "tabl", "question"], id="SQL is words"),
        pytest.param("vitamin B12", ["vitamin", "b12"], id="digits"),
        pytest.param("Séverité naïve", ["severit", "naiv"], id="accents"),
    ],
)
def test_telling_tokens_are_those_of_the_index(text, tokens):
    assert preparing.telling_tokens(preparing.clean(text), empty=WORDS.empty) == tokens


def test_cleaning_takes_out_what_no_reader_sees_and_cuts_what_nobody_reads():
    assert preparing.clean("a\x00b\u200bc\u202ed") == "a b c d"
    assert len(preparing.clean("word " * 10_000)) <= preparing.MOST_CHARACTERS
