"""How hard a text is to read."""

import pytest

from consilia.domain.reading_age import grade, reading_age

EASY = "The cat sat on the mat. It was a good cat. We like the cat."
HARD = "Electrophysiological investigation of involuntary fasciculation necessitates multidisciplinary expertise."


def test_short_words_in_short_sentences_are_easy():
    assert grade(EASY) < 2 < 15 < grade(HARD)


def test_a_longer_sentence_is_harder_than_two_short_ones():
    assert grade("I ran home and I ate.") > grade("I ran home. I ate.")


@pytest.mark.parametrize("text", ["", "  ", "123 !?"])
def test_a_text_without_words_has_no_grade(text):
    assert grade(text) == 0


def test_the_reading_age_is_five_years_above_the_grade():
    assert reading_age(HARD) == round(grade(HARD)) + 5
