"""The pieces of answers: easy to read, honest about what is to be filled in, and promising nothing."""

import pytest

from consilia.domain.reading_age import grade
from consilia.loaded import snippets
from consilia.web.workbench.presenters.placeholders import open_places

HARDEST = 6.0
PROMISES = ("nothing to worry about", "certainly not", "cannot be", "guarantee", "you are healthy", "you are fine")


@pytest.mark.parametrize("snippet", snippets(), ids=lambda snippet: snippet.id)
def test_a_child_of_eleven_can_read_it(snippet):
    assert grade(snippet.text) <= HARDEST


@pytest.mark.parametrize("snippet", snippets(), ids=lambda snippet: snippet.id)
def test_it_promises_nothing(snippet):
    assert not [promise for promise in PROMISES if promise in snippet.text.lower()]


def test_no_two_share_an_id_or_a_title():
    assert len({s.id for s in snippets()}) == len({s.title for s in snippets()}) == len(snippets()) >= 10


def test_what_the_doctor_fills_in_stands_in_brackets():
    assert open_places("Go to a [neurology] clinic within [two weeks]. Not [] and not [a\nb].") == [
        "[neurology]",
        "[two weeks]",
    ]
