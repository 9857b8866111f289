"""One condition at a time: stances, times, sides, the person, numbers and conflicts."""

import pytest

from consilia.domain.language.model import Conflict, Measure, Person, Stance
from consilia.domain.triage.files import BrokenRule, Condition
from consilia.domain.triage.signs import age_of, gather, holds
from tests.unit.triage.conftest import finding, reading


def is_held(condition, *findings, **more):
    signs = gather(
        reading(*findings, **more), class_of={"lithium": ("lithium",), "xxxxxxxx": ("lithium",)}, asks={}, answers={}
    )
    return holds(Condition.model_validate(condition), signs) is not None


@pytest.mark.parametrize(
    ("condition", "found", "expected"),
    [
        pytest.param("fever", finding("fever"), True, id="present"),
        pytest.param("fever", finding("fever", "absent"), False, id="denied"),
        pytest.param("fever", finding("fever", "feared"), False, id="feared does not count unasked"),
        pytest.param("fever", finding("fever", "unsure"), True, id="unsure counts as present"),
        pytest.param("fever", finding("fever", "unsure", leans=Stance.ABSENT), False, id="unsure that leans to absent"),
        pytest.param({"concept": "fever", "sure": "yes"}, finding("fever", "unsure"), False, id="only sure"),
        pytest.param({"concept": "fever", "stance": "past"}, finding("fever", "past"), True, id="past when asked for"),
        pytest.param({"concept": "fever", "stance": "past"}, finding("fever"), False, id="present is not past"),
        pytest.param(["chills", "fever"], finding("fever"), True, id="one of several"),
        pytest.param({"concept": ["chills", "fever"], "distinct": "2"}, finding("fever"), False, id="two of several"),
        pytest.param({"concept": "fever", "within_days": "3"}, finding("fever", days=2), True, id="recent"),
        pytest.param({"concept": "fever", "within_days": "3"}, finding("fever", days=9), False, id="not recent"),
        pytest.param({"concept": "fever", "within_days": "3"}, finding("fever"), False, id="recent must be known"),
        pytest.param({"concept": "fever", "at_least_days": "3"}, finding("fever", days=9), True, id="long"),
        pytest.param({"concept": "fever", "at_least_days": "3"}, finding("fever"), False, id="long must be known"),
        pytest.param(
            {"concept": "fever", "unless_older_than_days": "3"}, finding("fever"), True, id="unknown age is not older"
        ),
        pytest.param({"concept": "fever", "unless_older_than_days": "3"}, finding("fever", days=9), False, id="older"),
        pytest.param(
            {"concept": "fever", "sudden_within_days": "3"}, finding("fever", onset="sudden"), True, id="sudden"
        ),
        pytest.param(
            {"concept": "fever", "sudden_within_days": "3"},
            finding("fever", onset="sudden", days=9),
            False,
            id="sudden long ago",
        ),
        pytest.param(
            {"concept": "fever", "sudden_within_days": "3"}, finding("fever"), False, id="not said to be sudden"
        ),
        pytest.param({"concept": "tremor", "side": "one"}, finding("tremor", side="left"), True, id="left is one side"),
        pytest.param(
            {"concept": "tremor", "side": "one"}, finding("tremor", side="both"), False, id="both is not one side"
        ),
        pytest.param({"concept": "tremor", "site": "hand"}, finding("tremor", sites=("hand",)), True, id="site"),
        pytest.param(
            {"concept": "tremor", "course": ["new", "worse"]}, finding("tremor", course="worse"), True, id="course"
        ),
        pytest.param({"concept": "tremor", "severity": "severe"}, finding("tremor"), False, id="severity must be said"),
        pytest.param({"concept": "emg", "result": "normal"}, finding("emg", result="normal"), True, id="result"),
        pytest.param({"medicine": "lithium"}, finding("medication"), False, id="another medicine"),
    ],
)
def test_a_condition_on_a_finding(condition, found, expected):
    assert is_held(condition, found) is expected


@pytest.mark.parametrize(
    ("condition", "person", "expected"),
    [
        ({"age_below": "18"}, Person(age_band="10~19"), True),
        ({"age_below": "18"}, Person(age_years=40), False),
        ({"age_below": "18"}, Person(), False),
        ({"age_at_least": "65"}, Person(age_years=82), True),
        ({"sex": "female"}, Person(sex="male"), False),
        ({"pregnant": "yes"}, Person(pregnant=True), True),
        ({"pregnant": "yes"}, Person(), False),
    ],
)
def test_a_condition_on_the_person(condition, person, expected):
    assert is_held(condition, person=person) is expected


def test_a_pregnancy_told_in_the_text_counts():
    assert is_held({"pregnant": "yes"}, finding("pregnancy"))
    assert not is_held({"pregnant": "yes"}, finding("pregnancy", "absent"))


def test_a_measure_within_its_bounds_holds():
    hot = Measure("temperature_celsius", 38.5, (0, 4))

    assert is_held({"measure": "temperature_celsius", "at_least": "38"}, measures=(hot,))
    assert not is_held({"measure": "temperature_celsius", "at_least": "39"}, measures=(hot,))


def test_a_concept_or_a_measure_is_enough():
    either = {"concept": "fever", "measure": "temperature_celsius", "at_least": "38"}

    assert is_held(either, finding("fever"))
    assert is_held(either, measures=(Measure("temperature_celsius", 38.5, (0, 4)),))
    assert not is_held(either, measures=(Measure("temperature_celsius", 37.0, (0, 4)),))


def test_a_dose_conflict_holds():
    assert is_held({"conflict": "dose"}, conflicts=(Conflict("dose", "50 mg", "4.5 mg", (0, 5)),))
    assert not is_held({"conflict": "dose"}, conflicts=(Conflict("sex", "male", "female"),))


@pytest.mark.parametrize(("band", "years"), [("10~19", 15), ("50~59", 55), ("", None), ("old", None)])
def test_a_band_stands_for_its_middle(band, years):
    assert age_of(Person(age_band=band)) == years


@pytest.mark.parametrize(
    "broken", [{}, {"measure": "pulse_bpm"}, {"concept": "fever", "at_least": "38"}, {"colour": "red"}]
)
def test_a_condition_that_says_nothing_or_too_much_is_refused(broken):
    with pytest.raises((BrokenRule, ValueError)):
        Condition.model_validate(broken)
