"""The written cases of the optional test data: no emergency missed, hardly anybody alarmed for nothing."""

import json

import pytest

from consilia.domain.language import Person, load_lexicon, read
from consilia.domain.triage import Urgency, assess
from tests.spec.test_triage_rules import KNOWLEDGE, RULES
from tests.testdata import shared

LEAST_ACCURACY = 0.9
MOST_ALARMED = 0.03


@pytest.fixture(scope="module")
def decided():
    lexicon = load_lexicon(KNOWLEDGE)
    rows = [
        json.loads(line)
        for name in ("triage", "questions")
        for line in shared(f"gold/{name}.jsonl").read_text("utf-8").splitlines()
    ]
    held = []
    for row in rows:
        person = Person(age_band=row.get("age_band") or "", sex=row.get("sex") or "")
        held.append((row, assess(read(row["text"], lexicon=lexicon, person=person), rules=RULES).urgency))
    return held


def test_no_emergency_is_missed(decided):
    emergencies = [(row, level) for row, level in decided if (row.get("accept") or [row["urgency"]]) == ["emergency"]]

    assert emergencies
    assert [row["id"] for row, level in emergencies if level is not Urgency.EMERGENCY] == []


def test_hardly_anybody_well_is_alarmed(decided):
    well = [(row, level) for row, level in decided if row["urgency"] in {"routine", "selfcare"}]
    alarmed = [row["id"] for row, level in well if level.rank < Urgency.SOON.rank]

    assert len(alarmed) <= MOST_ALARMED * len(well), alarmed


def test_most_levels_are_among_the_accepted_ones(decided):
    wrong = [row["id"] for row, level in decided if level.value not in (row.get("accept") or [row["urgency"]])]

    assert len(wrong) <= (1 - LEAST_ACCURACY) * len(decided), wrong
