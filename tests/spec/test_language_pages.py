"""The four full questions of the seed pages are read as a careful reader reads them (optional test data)."""

from itertools import takewhile

import pytest

from consilia import loaded
from consilia.domain.language import Person, Reading, Stance, read
from tests.testdata import shared

FORMS = {
    "000": Person(age_band="20~29", sex="female"),
    "002": Person(age_band="20~29", sex="female"),
    "003": Person(age_band="30~39", sex="female"),
    "004": Person(age_band="10~19", sex="female"),
}


def page(number: str) -> Reading:
    [path] = shared("pages").glob(f"{number}_*")
    lines = path.read_text("utf-8").splitlines()[1:]
    text = "\n".join(takewhile(lambda line: "Ask Date" not in line, lines))
    return read(text, lexicon=loaded.lexicon(), person=FORMS[number])


def stances(reading: Reading) -> set[tuple[str, str]]:
    return {(f.concept, f.stance.value) for f in reading.findings}


def sites(reading: Reading, concept: str) -> set[str]:
    return {site for f in reading.findings if f.concept == concept for site in f.sites}


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("000", {("twitching", "present"), ("facial-twitching", "present")}),
        (
            "002",
            {
                ("twitching", "present"), ("diarrhoea", "present"), ("muscle-pain", "present"), ("fatigue", "present"),
                ("nausea-vomiting", "present"), ("medication", "present"), ("eeg", "present"),
                ("nerve-conduction", "present"), ("blood-test", "present"),
            },
        ),
        (
            "003",
            {
                ("twitching", "present"), ("smoking", "absent"), ("alcohol", "absent"), ("caffeine", "absent"),
                ("muscle-weakness", "unsure"), ("muscle-wasting", "unsure"), ("anxiety", "present"),
                ("nerve-conduction", "present"),
            },
        ),
        (
            "004",
            {
                ("twitching", "present"), ("breathlessness", "present"), ("muscle-weakness", "present"),
                ("low-mood", "present"), ("als", "feared"), ("anxiety", "present"),
            },
        ),
    ],
)  # fmt: skip
def test_what_the_asker_has_denies_and_fears(number, expected):
    assert expected <= stances(page(number))


@pytest.mark.parametrize(
    ("number", "concept", "expected"),
    [
        ("000", "twitching", {"thigh", "buttock"}),
        ("002", "twitching", {"eyelid", "calf", "foot"}),
        ("003", "twitching", {"arm", "calf", "thigh", "buttock", "neck", "belly", "back", "toe", "hand"}),
        ("004", "twitching", {"thigh", "shoulder"}),
    ],
)
def test_where_it_is(number, concept, expected):
    assert expected <= sites(page(number), concept)


@pytest.mark.parametrize(("number", "days"), [("000", 7), ("002", 61), ("003", 730), ("004", 30)])
def test_how_long_it_lasts(number, days):
    known = [f.since.days for f in page(number).findings if f.concept == "twitching" and f.since and f.since.days]

    assert any(abs(d - days) <= 1 for d in known)


def test_a_sign_newer_than_the_main_one_is_told_apart():
    since = [f.since for f in page("004").findings if f.concept == "breathlessness" and f.since]

    assert {s.days for s in since} == {3}


def test_a_feared_disease_is_never_a_finding():
    assert ("als", "present") not in stances(page("004"))


def test_results_of_tests():
    results = {(f.concept, f.result) for number in ("002", "003") for f in page(number).findings if f.result}

    assert {("nerve-conduction", "abnormal"), ("nerve-conduction", "normal"), ("blood-test", "normal")} <= results


def test_the_impossible_dose_the_sex_and_the_weight_are_conflicts():
    assert [(c.kind, c.against) for c in page("002").conflicts] == [("dose", "4.5 mg")]
    assert [(c.kind, c.said) for c in page("003").conflicts] == [("sex", "male"), ("bmi", "17")]


@pytest.mark.parametrize(
    ("number", "asked"),
    [
        ("000", ["I would like"]),
        (
            "002",
            ["Have you", "Could the"],
        ),
    ],
)
def test_what_the_asker_asks(number, asked):
    reading = page(number)

    assert len(reading.questions) == len(asked)
    for span, opening in zip(reading.questions, asked, strict=True):
        assert reading.words(span).startswith(opening)


def told(reading: Reading, what: str) -> str:
    spans = [span for f in reading.findings for span in getattr(f, what)]
    return " | ".join(reading.words(span) for span in spans)


@pytest.mark.parametrize(
    ("number", "site", "side"), [("000", "face", "left"), ("002", "foot", "left"), ("004", "shoulder", "right")]
)
def test_which_side(number, site, side):
    assert side in {f.side for f in page(number).findings if site in f.sites}


@pytest.mark.parametrize(
    ("number", "words"),
    [("000", "lie down"), ("003", "finishing a hike"), ("003", "a jog"), ("004", "anxiety, tension, or panic")],
)
def test_what_brings_it_on(number, words):
    assert words in told(page(number), "triggers")


def test_what_eases_it():
    assert "changing positions" in told(page("003"), "relievers")


def test_how_often_it_comes():
    reading = page("002")

    assert "intermittently" in {reading.words(f.frequency) for f in reading.findings if f.frequency}


def test_medicines_with_their_doses():
    doses = [(dose.medicine, dose.mg) for dose in page("002").doses]

    assert doses == [("ropinirole", 0.5), ("pramipexole", 50.0), ("amitriptyline", None)]


def test_what_is_denied_and_what_is_denied_with_a_hedge():
    assert ("muscle-pain", "absent") in stances(page("002"))
    hedged = {f.concept: f.leans for f in page("003").findings if f.stance is Stance.UNSURE}

    assert hedged == {"muscle-weakness": Stance.ABSENT, "muscle-wasting": Stance.ABSENT}


def test_height_and_weight():
    assert {(m.kind, m.value) for m in page("003").measures} == {
        ("height_cm", 180.0), ("weight_kg", 55.0), ("bmi", 17.0),
    }  # fmt: skip


def test_questions_of_somebody_who_asks_twice():
    reading = page("003")
    asked = [reading.words(span) for span in reading.questions]

    assert [question.split()[0] for question in asked] == ["Involuntary", "Should", "Is"]
