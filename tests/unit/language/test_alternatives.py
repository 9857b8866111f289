"""A pattern of a word list matches the words of the list and nothing else, the longest first."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consilia.domain.language.alternatives import any_of, any_said, any_whole, lowered

WORDS = st.lists(st.text("ab c-", min_size=1, max_size=6).map(str.strip).filter(bool), min_size=1, max_size=8)


@given(words=WORDS)
def test_it_matches_every_word_and_no_other(words):
    pattern = re.compile(any_of(words))

    assert all(pattern.fullmatch(word) for word in words)
    assert not pattern.fullmatch("".join(words) + "x")


@given(words=WORDS)
def test_the_longest_word_is_found_first(words):
    longest = max(words, key=len)

    assert re.match(any_of(words), longest)[0] == longest


@pytest.mark.parametrize("written", ["i'm", "i’m", "im", "i`m"])
def test_an_apostrophe_may_be_of_any_kind_or_missing(written):
    assert re.fullmatch(any_said(["i'm"]), written)


def test_white_space_between_the_parts_may_be_any():
    assert re.fullmatch(any_of(["blood pressure"]), "blood \n pressure")


@pytest.mark.parametrize(("text", "found"), [("5 ft", "5 ft"), ("5'", "5'"), ("5 ftx", None)])
def test_a_word_must_end_where_a_mark_need_not(text, found):
    match = re.match(r"5\s*" + any_whole(["ft", "'"]), text)

    assert (match and match[0]) == found


@pytest.mark.parametrize("text", ["ABC", "Straße", "İstanbul İİ", "ΑΣ", "ﬁ"])
def test_small_letters_keep_their_places(text):
    assert len(lowered(text)) == len(text)
    assert lowered(text)[:1] in {text[0].lower(), text[0]}
