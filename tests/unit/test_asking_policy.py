"""The ages of asking come from the knowledge, and mean what the file says."""

import pytest

from consilia.loaded import asking


@pytest.mark.parametrize(
    ("sex", "age_years", "asked"),
    [
        ("female", 10, False),
        ("female", 11, True),
        ("female", 55, True),
        ("female", 56, False),
        ("female", None, True),
        ("", 30, True),
        ("other", 30, True),
        ("male", 30, False),
    ],
)
def test_pregnancy_is_asked_where_it_may_be(sex, age_years, asked):
    assert asking().may_be_pregnant(sex=sex, age_years=age_years) is asked


def test_eighteen_is_grown_up():
    assert asking().adult_from_years == 18
