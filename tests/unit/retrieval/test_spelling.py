"""Misspelt words are read as words that the documents hold; known words are left alone."""

import pytest

from consilia import loaded
from consilia.domain.retrieval import Query, search
from consilia.domain.retrieval.spelling import mend

RANKING = loaded.retrieval().ranking
KNOWN = {"fasciculation": 3, "diarrhea": 5, "rickets": 1, "muscle": 90, "muscles": 20, "twitching": 80}


def _mended(text: str, **how: bool) -> str:
    def words_like(word: str) -> dict[str, int]:
        return {known: count for known, count in KNOWN.items() if known[:2] == word[:2]}

    return mend(text, is_known=KNOWN.__contains__, words_like=words_like, ranking=RANKING, **how)[0]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a fasiculation", "a fasciculation"),
        ("Ricketts, inherited", "rickets, inherited"),
        ("muscle twiching", "muscle twitching"),
        pytest.param("hve it", "hve it", id="too short to tell"),
        pytest.param("a zebra quartet", "a zebra quartet", id="like nothing"),
        pytest.param("", "", id="empty"),
        pytest.param("肌肉跳動痛痛", "肌肉跳動痛痛", id="another script"),
    ],
)
def test_a_word_that_nobody_knows_is_read_as_the_likeliest_one(written, read):
    assert _mended(written) == read


def test_the_word_that_is_still_being_written_is_left_alone():
    assert _mended("muscle twiching fasicul", but_last=True) == "muscle twitching fasicul"


def test_what_was_read_as_something_else_is_said(hybrid):
    found = search(Query("fasiculation of the thigh"), engine=hybrid)

    assert found.corrections == (("fasiculation", "fasciculation"),)


def test_a_text_in_another_language_costs_no_more_than_a_bad_spelling(hybrid):
    found = search(Query(" ".join(f"wort{'x' * n}{n}bild" for n in range(2000))), engine=hybrid)

    assert found.nothing_like_it
