"""Guides: sections, lists, tables, leaked markup, questions that ran together, the contact block."""

import pytest

from consilia.loaded import KNOWLEDGE
from consilia.web.exchange.parsing import GuidePage, load_page_marks, read_page
from tests.unit.exchange.pages import GUIDE

MARKS = load_page_marks(KNOWLEDGE)


def read(text: str = GUIDE) -> GuidePage:
    guide = read_page(text, marks=MARKS)
    assert isinstance(guide, GuidePage)
    return guide


def part(number: str):
    return next(sub for section in read().sections for sub in section.parts if sub.number == number)


def test_sections_and_subsections_keep_their_numbers():
    assert [(s.number, [p.number for p in s.parts]) for s in read().sections] == [
        ("1", ["1.1", "1.2"]),
        ("2", ["2.1", "2.2", "2.3"]),
        ("3", []),
    ]


def test_the_title_is_the_question_quoted_in_the_introduction():
    assert read().title == "Why does my leg jump?"


def test_a_short_first_line_is_the_title():
    guide = read("Legs that jump\n" + GUIDE)

    assert guide.title == "Legs that jump"
    assert len(guide.introduction) == 1


def test_a_list_has_names_and_words():
    (block,) = part("1.1").blocks

    assert (block.kind, block.rows) == ("list", (("A flutter", "Quick and light."), ("A thump", "Slow and strong.")))


def test_a_comparison_becomes_a_table():
    (block,) = part("1.2").blocks

    assert block.kind == "table"
    assert block.rows == (("Twitch", "It does not hurt."), ("Cramp", "It hurts."))


def test_items_with_sources_become_a_table_of_three_columns():
    (block,) = part("2.2").blocks

    assert len(block.columns) == 3
    assert block.rows[0] == ("Magnesium", "Calms muscle.", "nuts and seeds")


def test_durations_are_kept_as_words_and_as_numbers():
    durations = part("2.1").blocks[0].durations

    assert [(d.words, d.least, d.most, d.unit) for d in durations] == [
        ("20-30 seconds", 20, 30, "seconds"),
        ("15 minutes", 15, 15, "minutes"),
    ]


def test_leaked_image_markup_goes_and_its_caption_stays():
    guide = read()

    assert part("2.1").blocks[-1].kind == "figure"
    assert part("2.1").blocks[-1].text == "A leg being stretched."
    assert "max_bytes" not in repr(guide)
    assert "image-markup-leaked" in guide.notes


def test_a_case_study_is_marked():
    assert part("2.3").kind == "case-study"


def test_questions_that_ran_together_are_taken_apart():
    guide = read()

    assert [(q.question, q.answer) for q in guide.questions] == [
        ("Is it bad?", "Mostly not."),
        ("Should I stop sport?", "No, but rest - and drink."),
    ]
    assert "questions-run-on" in guide.notes


def test_the_ending_is_conclusion_invitation_and_contact():
    guide = read()

    assert guide.conclusion == ("It mostly passes.",)
    assert guide.contact == (("Address", "1 Mill Lane"), ("Website", "mill.example"))
    assert guide.call_to_action[-1] == "We look forward to it."


@pytest.mark.parametrize("end", ["2.2 Food", "3. Questions", "Conclusion", "Address"])
def test_a_guide_that_breaks_off_keeps_what_is_there(end):
    guide = read(GUIDE[: GUIDE.index(end)])

    assert guide.sections[0] == read().sections[0]
