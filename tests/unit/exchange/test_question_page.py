"""Question pages, in both layouts, whole and damaged."""

from datetime import date

import pytest

from consilia.loaded import KNOWLEDGE
from consilia.web.exchange.parsing import NotAPage, QuestionPage, load_page_marks, read_page
from tests.unit.exchange.pages import LOOSE, TIGHT

MARKS = load_page_marks(KNOWLEDGE)


def read(text: str) -> QuestionPage:
    page = read_page(text, marks=MARKS)
    assert isinstance(page, QuestionPage)
    return page


def test_a_page_with_a_share_row_has_a_title_and_a_subject_of_its_own():
    page = read(LOOSE)

    assert page.page_title == "Thumb Twitching After Knitting: What Helps"
    assert page.subject == "My thumb jumps"
    assert page.has_share_row


def test_a_page_without_a_share_row_starts_with_its_subject():
    page = read(TIGHT)

    assert page.page_title == ""
    assert page.subject == "Is my calf all right?"
    assert not page.has_share_row


def test_the_question_keeps_its_lines_and_its_links():
    assert read(LOOSE).text == (
        "Good evening Dr. Bell, my thumb has been jumping for three weeks.\n"
        "It is worse after knitting.\n"
        "Films: https://video.example/a1 and https://video.example/b2."
    )


@pytest.mark.parametrize(
    ("page", "pseudonym", "band", "sex", "asked_on"),
    [
        (LOOSE, "Wren (東)", "40~49", "female", date(2024, 2, 29)),
        (TIGHT, "Pine", "10~19", "male", date(2024, 5, 5)),
    ],
    ids=["other letters are kept", "run-together layout"],
)
def test_the_asker_line(page, pseudonym, band, sex, asked_on):
    asker = read(page).asker

    assert (asker.pseudonym, asker.age_band, asker.sex, asker.asked_on) == (pseudonym, band, sex, asked_on)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Pine, 90+ year old male. Ask Date: 2024/05/05", ("Pine", "90+", "male", date(2024, 5, 5))),
        ("Pine, female. Ask Date: 2024/05/05", ("Pine", "", "female", date(2024, 5, 5))),
        ("Pine, 20~29 year old someone. Ask Date: 2024/05/05", ("Pine", "20~29", "", date(2024, 5, 5))),
        ("Pine, 20~29 year old male. Ask Date: 2024/02/31", ("Pine", "20~29", "male", None)),
        ("Pine, 20~29 year old male. Ask Date:", ("Pine", "20~29", "male", None)),
    ],
    ids=["oldest pooled", "no age", "unknown sex is unsaid", "a day that never was", "no date"],
)
def test_an_odd_asker_line_says_what_it_can(line, expected):
    asker = read(TIGHT.replace("Pine, 10~19 year old male. Ask Date: 2024/05/05", line)).asker

    assert (asker.pseudonym, asker.age_band, asker.sex, asker.asked_on) == expected


def test_the_reply_has_doctor_department_date_and_paragraphs():
    page = read(LOOSE)

    assert page.answerer is not None
    assert (page.answerer.name, page.answerer.department) == ("Ana Field", "Neurology")
    assert page.replied_on == date(2024, 3, 1)
    assert page.reply == (
        "Hello Mr. Wren,\na thumb that jumps after fine work is common.\n\nRest it for a week.\n"
        "Dr. Ana Field, Hillside Medical Center"
    )
    assert "title-split-from-name" in page.notes


@pytest.mark.parametrize(
    ("page", "hospital"), [(LOOSE, "Hillside Medical Center"), (TIGHT, "Hillside Hospital")], ids=["comma", "from"]
)
def test_the_hospital_stands_in_the_signature(page, hospital):
    assert read(page).hospital == hospital


def test_a_hospital_outside_the_signature_is_not_the_doctors():
    page = read(
        TIGHT.replace("Stretch it.", "Stretch it, or go to Northgate Hospital.").replace(" from Hillside Hospital", "")
    )

    assert page.hospital == ""


def test_more_info_has_an_opening_and_sections_with_headings():
    loose, tight = read(LOOSE).more_info, read(TIGHT).more_info

    assert [section.heading for section in loose] == ["", "Why It Happens", "Conclusion"]
    assert loose[1].paragraphs == (
        "Several things add up:",
        "1. Work: Fine work tires the hand.",
        "2. Coffee: It makes nerves lively.",
    )
    assert [(s.heading, len(s.paragraphs)) for s in tight] == [("", 1), ("What Helps", 3)]


def test_cards_are_read_in_both_layouts():
    loose, tight = read(LOOSE).cards, read(TIGHT).cards

    assert [card.title for card in loose] == ["Eyelid Jumping at Night", "Calf Ripples"]
    assert [card.title for card in tight] == ["Thumb Twitching"]
    assert loose[1].answerer is not None
    assert loose[1].answerer.name == "Ana Field"
    assert (tight[0].reply, tight[0].reply_is_cut) == ("Rest it.", False)


def test_a_cut_teaser_loses_its_half_word_and_reads_its_entities():
    eyelid = read(LOOSE).cards[0]

    assert eyelid.question == "My eyelid jumps 'at night' and I sleep badly because I read on the"
    assert eyelid.question_is_cut
    assert eyelid.reply.endswith("it is going to")


def test_a_teaser_that_is_whole_stays_whole():
    calf = read(LOOSE).cards[1]

    assert (calf.question, calf.question_is_cut) == ("My calf ripples.", False)


def test_a_half_entity_at_the_cut_is_dropped():
    page = read(LOOSE.replace("because I read on the pho...", "and she said &quot;no&#3 ..."))

    assert page.cards[0].question.endswith('and she said "no')


def test_related_topics_are_read_in_both_layouts():
    assert [(t.name, t.department) for t in read(LOOSE).related] == [
        ("Hand Twitching", "Neurology"),
        ("Jumping Lids", "Ophthalmology"),
    ]
    assert [(t.name, t.department) for t in read(TIGHT).related] == [
        ("Tremors", "Neurology"),
        ("Muscle Cramp", "Orthopedics"),
    ]


@pytest.mark.parametrize(
    ("page", "note"),
    [
        (TIGHT, "related-topic-without-name"),
        (LOOSE[: LOOSE.index("Hand Twitching")], "related-list-cut-off"),
        (LOOSE[: LOOSE.index("Jumping Lids\n\n(") + 12], "related-list-cut-off"),
        (LOOSE[: LOOSE.index("Related FAQ")], "no-related-list"),
        (LOOSE[: LOOSE.index("More Info")], "no-more-info"),
    ],
    ids=["nameless entry", "empty list", "cut within an entry", "no list", "breaks off after the reply"],
)
def test_what_is_irregular_is_named_and_the_rest_is_kept(page, note):
    read_one = read(page)

    assert note in read_one.notes
    assert read_one.reply


def test_a_page_that_breaks_off_within_a_card_keeps_the_whole_cards():
    page = read(LOOSE[: LOOSE.index("It is harmless.")])

    assert [card.title for card in page.cards] == ["Eyelid Jumping at Night"]


def test_a_page_without_asker_line_still_has_its_question():
    page = read(TIGHT.replace("Pine, 10~19 year old male. Ask Date: 2024/05/05\n", ""))

    assert page.text == "My calf ripples at rest.\nIt began in May."
    assert page.reply
    assert "no-asker-line" in page.notes


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Just a few words without any page around them.",
        "Pine, 10~19 year old male. Ask Date: 2024/05/05",
        "Subject only\nPine, 10~19 year old male. Ask Date: 2024/05/05",
        TIGHT.replace("ripples", "rip\0ples"),
    ],
    ids=["empty", "no page", "no subject", "no question", "NUL"],
)
def test_what_is_no_page_is_refused(text):
    with pytest.raises(NotAPage):
        read_page(text, marks=MARKS)


@pytest.mark.parametrize(
    "page", [TIGHT.replace("\n", "\r\n"), "\ufeff" + TIGHT], ids=["Windows line ends", "byte order mark"]
)
def test_line_ends_and_byte_order_marks_do_not_matter(page):
    assert read(page) == read(TIGHT)
