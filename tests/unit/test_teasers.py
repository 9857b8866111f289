"""Teasers: no greeting, no name, no word cut in two, never longer than they may be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consilia.domain.teasers import VISIBLE_CHARACTERS, teaser, without_greeting
from consilia.loaded import greetings

GREETINGS = greetings()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Hello Doctor: About two years ago, I started.", "About two years ago, I started."),
        ("Hello, doctor! Recently my leg twitches.", "Recently my leg twitches."),
        ("Hello doctor, over the past month my leg twitches.", "Over the past month my leg twitches."),
        ("Hello Mr. Chris: You mentioned coffee.", "You mentioned coffee."),
        ("Dear Mr. Peter Zhan, You mentioned coffee.", "You mentioned coffee."),
        ("Mr. Shi, your muscles are fine.", "Your muscles are fine."),
        ("Hello, Guo:\nYou mentioned weakness.", "You mentioned weakness."),
        ("Hello: There are many types.", "There are many types."),
        ("Good evening, everyone. My toe jumps.", "My toe jumps."),
        ("My toe jumps. Thank you for reading.", "My toe jumps."),
        ("Rest the leg. Wishing you good health, peace, and joy.", "Rest the leg."),
    ],
)
def test_greetings_names_and_closings_are_left_out(text, left):
    assert without_greeting(text, greetings=GREETINGS) == left


@pytest.mark.parametrize(
    "text",
    [
        "Recently, I have had cramps.",
        "Dr Jiang said that I am well.",
        "Good luck is all I need.",
        "Miss a dose and the twitching is back.",
        "Hi",
        "你好医生，我的腿在跳。",
    ],
)
def test_what_is_no_greeting_stays(text):
    assert without_greeting(text, greetings=GREETINGS) == text


@pytest.mark.parametrize("length", [1, 279, 280])
def test_a_text_that_fits_is_shown_whole(length):
    text = "A" + "b" * (length - 1)

    assert teaser(text, greetings=GREETINGS) == text


def test_a_longer_text_ends_with_a_whole_word_and_dots():
    words = "twitch " * 60

    shown = teaser(f"The {words}", greetings=GREETINGS)

    assert len(shown) <= VISIBLE_CHARACTERS
    assert shown.endswith(" twitch...")


def test_quotes_count_as_one_character_each():
    text = '"' * 280

    assert teaser(text, greetings=GREETINGS) == text


@given(st.text(max_size=600), st.integers(min_value=10, max_value=300))
def test_a_teaser_is_never_too_long_and_stands_in_the_text(text, limit):
    shown = teaser(text, greetings=GREETINGS, limit=limit)

    assert len(shown) <= limit
    body = shown.removesuffix("...")[1:].casefold()
    assert body in " ".join(text.split()).casefold()
