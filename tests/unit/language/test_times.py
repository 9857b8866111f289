"""How long, and since when, in days."""

from datetime import date

import pytest

from consilia import loaded

ASKED_ON = date(2026, 3, 18)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "words", "days"),
    [
        ("twitching for two months", "for two months", 60.8),
        ("since 3 days", "since 3 days", 3),
        ("over the past month", "over the past month", 30.4),
        ("a few weeks ago", "a few weeks ago", 21),
        ("in the past few days", "in the past few days", 3),
        ("started yesterday", "yesterday", 1),
        ("since this morning", "since this morning", 0.3),
        ("5-10 minutes", "5-10 minutes", 0.007),
        ("for 2 hrs", "for 2 hrs", 0.0834),
        ("since Monday", "since Monday", 2),
        ("since 3 Jan", "since 3 Jan", 74),
        ("since January 2025", "since January 2025", 441),
        ("since 2021", "since 2021", 1721),
    ],
)
def test_a_time_is_read_in_days(text, words, days, lexicon):
    [since] = lexicon.times.find(text, asked_on=ASKED_ON)

    assert text[slice(*since.span)].removeprefix("in ") == words.removeprefix("in ")
    assert since.days == pytest.approx(days, rel=0.02)


def test_more_than_is_told_apart(lexicon):
    [since] = lexicon.times.find("for over two years")

    assert (since.days, since.at_least) == (730, True)


@pytest.mark.parametrize(
    "text", ["a 25 year old man", "I am 34 years old", "this may help", "in the morning paper", "on and on"]
)
def test_an_age_or_a_word_is_no_time(text, lexicon):
    assert lexicon.times.find(text, asked_on=ASKED_ON) == []


def test_a_month_without_the_day_of_asking_has_no_length(lexicon):
    [since] = lexicon.times.find("since March")

    assert since.days is None


@pytest.mark.parametrize(
    "text",
    [
        "34 weeks pregnant",
        "38 weeks along",
        "twice a day",
        "every 4 hours",
        "5 cigarettes a day",
        "daughter of 7 years",
        "my baby, 4 months",
    ],
)
def test_a_pregnancy_an_age_and_a_rhythm_are_no_durations(text):
    assert loaded.lexicon().times.find(text) == []


def test_a_day_that_no_month_has_stops_nobody():
    [since] = loaded.lexicon().times.find("since February 0", asked_on=ASKED_ON)

    assert since.days is not None
