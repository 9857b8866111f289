"""What brings a sign on belongs to the sign, and a planned test is not the one that was done."""

import pytest

from consilia import loaded
from consilia.domain.language import Stance, read


def finding(text: str, concept: str):
    return next(f for f in read(text, lexicon=loaded.lexicon()).findings if f.concept == concept)


def test_what_brings_a_sign_on_and_eases_it_belongs_to_the_sign():
    text = "My calf twitches, worse after coffee and better when I walk."
    twitching = finding(text, "twitching")

    assert [text[slice(*span)] for span in twitching.triggers] == ["worse after coffee"]
    assert [text[slice(*span)] for span in twitching.relievers] == ["better when I walk"]
    assert finding(text, "caffeine").triggers == ()


def test_how_often_something_is_drunk_belongs_to_the_drink():
    text = "I drink coffee every day and my eyelid twitches at night"
    often = finding(text, "caffeine").frequency

    assert often is not None
    assert text[slice(*often)] == "every day"


@pytest.mark.parametrize(
    ("text", "done", "planned"),
    [
        ("EMG in March was normal, MRI planned for next month.", "emg", "mri"),
        ("I had bloods done, CT scan next week", "blood-test", "ct"),
        ("MRI clear, EMG next month", "mri", "emg"),
    ],
)
def test_a_plan_for_one_test_is_no_plan_of_the_one_before(text, done, planned):
    assert finding(text, done).stance is Stance.PRESENT
    assert finding(text, planned).stance is Stance.HYPOTHETICAL


def test_a_plan_for_a_row_of_tests_is_for_all_of_them():
    text = "CT and MRI are booked for Monday"

    assert [finding(text, test).result for test in ("ct", "mri")] == ["planned", "planned"]
