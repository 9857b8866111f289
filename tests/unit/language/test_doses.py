"""A dose belongs to its medicine, and one that no body is meant to take is named."""

import pytest

from consilia.domain.language import read


@pytest.mark.parametrize(
    ("text", "medicine", "mg", "per_day"),
    [
        ("I take pramipexole 0.5 mg at night", "pramipexole", 0.5, False),
        ("I was given 50 mg of Pramipexole", "pramipexole", 50, False),
        ("Lyrica 75mg twice a day", "pregabalin", 150, True),
        ("levothyroxine 100 mcg daily", "levothyroxine", 0.1, True),
        ("I take sertraline", "sertraline", None, False),
    ],
)
def test_a_dose_is_read(text, medicine, mg, per_day, lexicon):
    [dose] = read(text, lexicon=lexicon).doses

    assert (dose.medicine, dose.mg, dose.per_day) == (medicine, mg, per_day)


def test_a_dose_above_the_most_is_a_conflict(lexicon):
    reading = read("0.5 mg of Ropinirole, 50 mg of Pramipexole, and Endep capsules", lexicon=lexicon)

    assert [(c.kind, c.said, c.against) for c in reading.conflicts] == [("dose", "Pramipexole 50 mg", "4.5 mg")]


def test_every_limit_names_a_known_medicine_and_a_source(lexicon):
    assert set(lexicon.doses.limits) <= set(lexicon.medicines.values())
    assert len(lexicon.doses.limits) > 50
