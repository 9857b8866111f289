"""The four full questions of the seed pages are read as a careful reader reads them (optional test data)."""

from itertools import takewhile

import pytest

from consilia import loaded
from consilia.domain.language import Person, Reading, read
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

    assert [s.days for s in since] == [3]


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
