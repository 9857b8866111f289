"""What abbreviations stand for is searched for too."""

import pytest

from consilia.domain.retrieval.abbreviations import spelled_out
from consilia.domain.retrieval.files import Abbreviations

KNOWN = Abbreviations(
    any_case={"nph": "normal pressure hydrocephalus", "bfs": "benign fasciculation syndrome"},
    capitals={"MS": "multiple sclerosis", "ED": "erectile dysfunction"},
)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Exercise for nph?", "Exercise for nph (normal pressure hydrocephalus)?"),
        ("NPH and nph again", "NPH (normal pressure hydrocephalus) and nph again"),
        ("Could it be MS", "Could it be MS (multiple sclerosis)"),
        ("Ms Smith told me", "Ms Smith told me"),
        ("ED and erectile dysfunction", "ED and erectile dysfunction"),
        ("IS MS INHERITED", "IS MS INHERITED"),
        ("twitching in my calves", "twitching in my calves"),
        ("Is it BFS", "Is it BFS"),
        ("", ""),
    ],
)
def test_an_abbreviation_is_spelled_out_once_where_it_is_one_and_no_document_uses_it(written, read):
    found = spelled_out(written, abbreviations=KNOWN, empty=frozenset({"and"}), is_used={"bfs"}.__contains__)

    assert found == read


def test_the_file_holds_no_ordinary_word_that_small_letters_would_turn_into_a_disease():
    from consilia import loaded

    knowledge = loaded.retrieval()

    assert not knowledge.words.empty & knowledge.abbreviations.any_case.keys()
    assert all(word.isupper() for word in knowledge.abbreviations.capitals)
