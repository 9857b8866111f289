"""Keys that make imports repeatable, and departments by tags."""

import pytest

from consilia.loaded import KNOWLEDGE
from consilia.web.exchange.keys import row_key, words_key
from consilia.web.exchange.parsing import load_page_marks
from consilia.web.exchange.routing import department_by_tags

LONG = "My calf has been jumping since spring and I wonder what it is. " * 8


def test_a_card_has_the_key_of_its_whole_page():
    assert words_key(LONG[:270]) == words_key(LONG.replace(". ", ".\n"))


def test_other_words_have_another_key():
    assert words_key(LONG) != words_key("No. " + LONG)


def test_the_same_address_on_two_sites_is_two_questions():
    assert row_key("a", "u1") != row_key("b", "u1")


@pytest.mark.parametrize(
    ("tags", "department"),
    [
        (("knee pain",), "orthopedics"),
        (("my baby has a rash",), "pediatrics"),
        (("nothing known", "migraine"), "neurology"),
        (("early",), ""),
        ((), ""),
    ],
    ids=["part of a tag", "children first", "second tag", "ear is not early", "no tags"],
)
def test_department_by_tags(tags, department):
    assert department_by_tags(tags, folder=KNOWLEDGE)[0] == department


def test_two_spellings_are_one_hospital_and_one_topic():
    marks = load_page_marks(KNOWLEDGE)

    assert marks.hospital("Taoyuan Medical Center").name == marks.hospital("taoyuan hospital").name
    assert marks.topic("Tremors") == marks.topic("Tremor") == "Tremor"
