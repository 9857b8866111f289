"""What gives somebody away is marked and goes; what a published answer needs stays."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consilia.domain.language.identity import mark_identity, names_given_away, without_identity

GOES = [
    # greetings in replies
    ("Hello Mr. Chris, your symptoms", "Hello, your symptoms"),
    ("Dear Mr. Peter Zhan, take 0.5 mg", "Hello, take 0.5 mg"),
    ("Hello Mr.\nHsuan: You mentioned", "Hello: You mentioned"),
    ("Hello, Guo:\nYou mentioned", "Hello:\nYou mentioned"),
    ("Hi Anna I have read this", "Hi I have read this"),
    ("Dear Dr. Chen, I saw Dr. Wang Li", "Hello, I saw a doctor"),
    # introductions, relations, signatures
    ("My name is anna and I am 34", "My name is [name] and I am 34"),
    ("my name is Anna Smith I have pain", "my name is [name] I have pain"),
    ("I'm Hsuān, 28, with twitches", "I'm [name], 28, with twitches"),
    ("my son Tom fell", "my son fell"),
    ("Mr. Hsuan asked", "[name] asked"),
    ("I am Anna Berg from Leeds. It twitches.", "I am [name] from [place]. It twitches."),
    ("I'm Anna, from Leeds", "I'm [name], from [place]"),
    ("I'm Anna Berg, a teacher in Leeds", "I'm [name], a teacher in [place]"),
    ("This is Anna of Hull", "This is [name] of [place]"),
    ("My doctor Dr. Miller saw me", "My doctor saw me"),
    ("my doctor Miller saw me", "my doctor saw me"),
    ("I saw Doctor Dr Smith", "I saw a doctor"),
    ("she goes to St Mary's School in Leeds", "she goes to [place] in Leeds"),
    ("I study at the University of Leeds", "I study at the [place]"),
    ("It twitches.\nThanks,\nAnna", "It twitches.\nThanks"),
    ("Please help. Kind regards, Anna Smith.", "Please help. Kind regards"),
    ("good health.\nDr.\nJane Roe, Hill Hospital", "good health."),
    # contacts and numbers
    ("write to a.b+c@example.co.uk", "write to [e-mail address]"),
    ("see https://example.org/v?x=7 or www.example.org.", "see [link] or [link]."),
    ("ring +44 20 7946 0958", "ring [phone number]"),
    ("ring 07700 900123, or 0912-345-678", "ring [phone number], or [phone number]"),
    ("my phone is 555 1234", "my phone is [phone number]"),
    ("NHS number 943 476 5919", "NHS number [number]"),
    ("passport no A1234567", "passport no [number]"),
    ("file 20394857", "file [number]"),
    ("find me @anna_99 or Instagram: anna.99", "find me [account] or Instagram: [account]"),
    # dates
    ("seen on 2022/11/24", "seen in November 2022"),
    ("the 24.11.2022 scan", "the November 2022 scan"),
    ("on 3rd March 2021", "in March 2021"),
    ("On March 3, 2021 it began", "In March 2021 it began"),
    pytest.param("on 12/05/1990", "in 1990", id="day and month cannot be told apart: only the year stays"),
    pytest.param("born on 12 May 1990", "born in 1990", id="of a birthday only the year stays"),
    ("DOB: 13/05/1990", "DOB: 1990"),
    # places and great ages
    ("I live at 12 Baker Street, NW1 6XE", "I live at [address], [postcode]"),
    ("I live in Leeds, West Yorkshire", "I live in [place]"),
    ("I am 93 years old", "I am 90 or more years old"),
    ("a 95-year-old woman", "a 90-plus-year-old woman"),
]
STAYS = [
    "I take ropinirole 0.5 mg and pramipexole 50 mg at night.",
    "Vitamin B12 5MG daily, vitamin D 50000 IU on Mondays.",
    "BP 120/80, pulse 72, TSH 3.4, platelets 250000 /uL, CK 12345, B12 500 pg/ml.",
    "viral load 12345678 copies, wbc 4500 then 5000 then 6000",
    "Height 5'5\", weight 58 kg, 180 cm.",
    "L4 L5 S1 disc, C5-C6, T2 weighted",
    "It began in March 2021, twice in 2022, and may 5 times more.",
    "Every 5 to 10 minutes, for 1-2 weeks, 24/7.",
    "Hello, doctor! Recently, I have had twitches.",
    "Hello Doctor, How can I sleep?",
    "I am English from birth, and Muslim. In School it was fine, at College too.",
    "My doctor said so. The doctor. Two weeks later it was back.",
    "I suffer from Parkinson's. This is in the Left calf.",
    "Thank you Doctor",
    "I am Male, 25 years old. I am Asian.",
    "my mother has ALS, my father Parkinson's disease",
    "my sister is 89 years old",
    "I may march 3 km",
    "QT 491 ms. Ambulance crew came. Said my doctor. Earlier I was well.",
    "omeprazole (brand name: prilosec)",
    "ratio 1/2/3 and 0.5.1",
]


@pytest.mark.parametrize(("written", "shown"), GOES)
def test_what_gives_somebody_away_goes(written, shown):
    assert without_identity(written, mark_identity(written)) == shown


@pytest.mark.parametrize("written", STAYS)
def test_what_the_answer_needs_stays(written):
    assert mark_identity(written) == ()


def test_marks_name_their_kind_and_their_words():
    text = "Hi, I'm Anna, 34. Mail a@example.org on 3 March 2021."

    found = [(mark.kind, text[slice(*mark.span)]) for mark in mark_identity(text)]

    assert found == [("name", "Anna"), ("email", "a@example.org"), ("date", "on 3 March 2021")]


def test_a_name_given_away_once_is_marked_everywhere():
    text = "I'm Anna, 34. My boss said: Anna, go home. The bananas stay."

    assert (
        without_identity(text, mark_identity(text))
        == "I'm [name], 34. My boss said: [name], go home. The bananas stay."
    )


def test_a_name_from_another_part_is_marked_here():
    names = names_given_away(
        "My name is Anna Smith and I live in Leeds.", mark_identity("My name is Anna Smith and I live in Leeds.")
    )

    subject = "Calf twitching, Anna from Leeds"

    assert without_identity(subject, mark_identity(subject, known_names=names)) == "Calf twitching, [name] from [name]"


def test_offsets_count_code_points():
    text = "😟 My name is Zoë. 😟"

    (mark,) = mark_identity(text)

    assert text[slice(*mark.span)] == "Zoë"


@given(st.text(alphabet="Dr. HelloMANnaxy0123456789/-@+,\n:", max_size=80))
@settings(max_examples=150, deadline=None)
def test_marks_stand_in_order_and_never_overlap(text):
    marks = mark_identity(text)

    ends = [0, *(mark.span[1] for mark in marks)]
    assert all(end <= mark.span[0] < mark.span[1] <= len(text) for end, mark in zip(ends, marks, strict=False))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param(" ", id="a space"),
        pytest.param("Mr.", id="a title alone"),
        pytest.param("Dear", id="a greeting alone"),
        pytest.param("1" * 20_000, id="one number of 20,000 digits"),
        pytest.param("Anna " * 4_000, id="a name 4,000 times"),
        pytest.param("\u202eDr. Chen\u202c", id="right to left"),
    ],
)
def test_odd_texts_are_read_without_complaint(text):
    assert isinstance(without_identity(text, mark_identity(text)), str)
