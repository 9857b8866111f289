"""Titles: made of the question's own facts, short, safe and unique."""

import pytest

from consilia import loaded
from consilia.domain.composing import Claim, title_for
from consilia.domain.composing.wording import duration
from consilia.domain.language.model import Person, Reading
from tests.unit.composing.hand import Case, twitching


def title(case: Case, *, subject: str = "", taken: frozenset[str] = frozenset()) -> str:
    return title_for(case.reading, knowledge=loaded.composing(), subject=subject, taken=taken)


def test_place_time_and_trigger_make_the_title():
    case = Case("My little toe has been twitching for two years, most of all after a hike.")
    case.has("twitching", "twitching", sites=("toe",), since=("two years", 730.0))

    assert title(case) == "Twitching in the little toe for two years after exercise"


def test_a_name_already_in_the_topic_is_not_said_twice():
    case = Case("My face twitches for a week.").has(
        "face twitches", "facial-twitching", sites=("face",), since=("a week", 7.0)
    )

    assert title(case) == "Facial twitching for one week"


def test_a_time_that_is_only_a_guess_is_left_out():
    case = Case("Recently my legs are twitching.").has(
        "twitching", "twitching", sites=("leg",), since=("Recently", 14.0)
    )

    assert "week" not in title(case)


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("hello doctor, why does my hair fall out? please help", "Why does my hair fall out?"),
        ("i have fever for two days. is it zika virus?", "I have fever for two days"),
        ("need advice on my mri and copd", "Need advice on my MRI and COPD"),
    ],
)
def test_other_topics_go_by_the_askers_own_words(subject, expected):
    assert title(Case("Something else entirely here."), subject=subject) == expected


@pytest.mark.parametrize("secret", ["peter.zhan@example.org", "0912 345 678", "Peter Zhan"])
def test_no_title_gives_a_person_away(secret):
    case = Case(f"My name is Peter Zhan, write to {secret} about hair loss.")

    assert secret not in title(case)


def test_a_taken_title_gets_another_fact_and_then_a_number():
    case = twitching("I feel anxious.").has("anxious", "anxiety")
    taken: set[str] = set()
    for _ in range(4):
        taken.add(title(case, taken=frozenset(taken)))

    assert len(taken) == 4
    assert all(len(one) <= 110 for one in taken)


def test_case_does_not_make_a_title_unique():
    case = twitching()

    assert title(case, taken=frozenset({title(case).upper()})).casefold() != title(case).casefold()


@pytest.mark.parametrize("text", ["", "?", "!!! ...", "\x00", "x" * 20000, "word " * 4000, "مرحبا دكتور عندي سؤال مهم"])
def test_any_text_gets_a_title(text):
    made = title_for(Reading(text, person=Person()), knowledge=loaded.composing())

    assert 0 < len(made) <= 110


def test_no_title_names_thoughts_of_harm():
    case = twitching("I want to end it.").has("end it", "self-harm-thoughts")

    assert "harm" not in title(case)


@pytest.mark.parametrize(
    ("case", "subject", "expected"),
    [
        (
            twitching("I hurt my leg.").has("hurt", "injury"),
            "",
            "Twitching in the legs for three months after an injury",
        ),
        (
            Case("I worry and feel sick.").has("worry", "anxiety").has("sick", "nausea-vomiting"),
            "Is my heart ok?",
            "Is my heart ok?",
        ),
        (
            Case("My left feet twitch.").has("twitch", "twitching", sites=("foot",), side="left"),
            "",
            "Twitching in the left foot",
        ),
        (Case("My hand is numb.").has("numb", "numbness", sites=("hand",)), "", "Numbness in the hand"),
        (
            Case("I am weak and have a fever.").has("weak", "muscle-weakness").has("fever", "fever"),
            "",
            "I am weak and have a fever",
        ),
        (
            Case("I have a numb hand for two weeks and it twitches.")
            .has("twitches", "twitching")
            .has("numb", "numbness", sites=("hand",), since=("two weeks", 14)),
            "",
            "Numbness in the hand for two weeks, with twitching",
        ),
        (
            Case("I twitch and my left hand is weak, my arms ache.")
            .has("twitch", "twitching")
            .has("weak", "muscle-weakness", sites=("hand",), side="left"),
            "",
            "Weakness in the left hand, with twitching",
        ),
        (
            twitching("I have no pain.").has("pain", "muscle-pain", "absent"),
            "",
            "Twitching in the legs for three months, without muscle pain",
        ),
    ],
    ids=[
        "a circumstance",
        "worry gives way",
        "one foot on a side",
        "numb alone",
        "two bare names give way",
        "more is told of the other sign",
        "what fails leads",
        "a denial",
    ],
)
def test_titles_are_plain_english(case, subject, expected):
    assert title(case, subject=subject) == expected


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("i have rash spreading through my body?", "I have rash spreading through my body"),
        ("i have a rash what should i do?", "I have a rash what should I do?"),
        ("i have a 2. 5cm spot on my bone. should i be concerned", "I have a 2.5cm spot on my bone"),
        ("pure blood in urine…quite a lot", "Pure blood in urine, quite a lot"),
        ("i am 21 years old. my hair falls out in rings", "My hair falls out in rings"),
        ("why is my hair so thin?", "Why is my hair so thin?"),
    ],
)
def test_own_words_are_tidied_and_not_changed(subject, expected):
    assert title(Case("Nothing else is told here."), subject=subject) == expected


def test_a_passing_word_in_the_text_is_no_title():
    case = Case("Will sugar harm the baby? My heart pounds at times.").has("heart pounds", "palpitations")

    assert title(case, subject="Will sugar harm the baby?") == "Will sugar harm the baby?"


def test_a_sentence_with_thoughts_of_harm_is_no_title():
    case = Case("I want to end it all. My hair falls out in rings.").has("end it all", "self-harm-thoughts")

    assert title(case) == "My hair falls out in rings"


@pytest.mark.parametrize(
    ("subject", "text", "expected"),
    [
        (
            "i feel cold my nails are blue and i lose my hair?",
            "I feel cold, my nails are blue, and I lose my hair?",
            "I feel cold, my nails are blue, and I lose my hair",
        ),
        (
            "can my wife eat liver while nursing?",
            "Can my wife eat liver while nursing?",
            "Can my wife eat liver while nursing?",
        ),
        ("please help with my ringworm.", "It itches.", "My ringworm"),
        ("i have a bump approx. 2 cm wide under my arm", "It is hard.", "I have a bump approx. 2 cm wide under my arm"),
        ("", "My mother is 71. The roof of the mouth is white.", "The roof of the mouth is white"),
    ],
    ids=["commas come back", "a question stays one", "no plea", "an abbreviation ends nothing", "no introduction"],
)
def test_head_lines_read_as_they_were_written(subject, text, expected):
    whole = text if not subject else f"{text}\n\n{subject}"

    assert title(Case(whole), subject=subject) == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (10, "ten days"),
        (14, "two weeks"),
        (70, "ten weeks"),
        (91.2, "three months"),
        (182.5, "six months"),
        (365, "one year"),
        (547, "18 months"),
        (1, "one day"),
    ],
)
def test_a_length_of_time_is_right_to_a_tenth(days, expected):
    assert duration(Claim("since", str(days)), loaded.composing().words) == expected


def test_a_place_that_was_told_is_not_told_again():
    case = Case("Spasms in the back, and back pain.").has("Spasms", "spasm", sites=("back",))

    assert title(case.has("back pain", "back-pain")) == "Spasms in the back"


def test_a_twitch_of_the_cheek_has_its_side_and_no_place():
    case = Case("My left cheek twitches.").has("twitches", "facial-twitching", sites=("face",), side="left")

    assert title(case) == "Facial twitching on the left side"


def test_a_few_months_are_not_made_three():
    case = Case("I twitch in the calf for a few months.").has(
        "twitch", "twitching", sites=("calf",), since=("a few months", 91.2)
    )

    assert title(case) == "Twitching in the calf for some months"
