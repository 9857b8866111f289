"""A decision written down, sent through JSON and read back is the same decision."""

import json
from datetime import date

import pytest

from consilia.domain.language.model import Conflict, Stance
from consilia.domain.triage import UnknownRecord, assess, findings_of, from_record, to_record
from tests.unit.triage.conftest import finding, reading


@pytest.fixture
def told():
    return reading(
        finding("slurred-speech", onset="sudden", days=0.1, sites=("mouth",)),
        finding("muscle-weakness", "unsure", leans=Stance.ABSENT, cue=(3, 5)),
        conflicts=(Conflict("sex", "male", "female", (1, 2)), Conflict("bmi", "17", "18.5")),
        asked_on=date(2026, 11, 22),
    )


def test_a_record_is_read_back_as_it_was(told, rules):
    decided = assess(told, rules=rules)

    record = json.loads(json.dumps(to_record(decided, told)))

    assert from_record(record) == decided
    assert findings_of(record) == told.findings


def test_a_record_names_the_rules_and_their_version(told, rules):
    record = to_record(assess(told, rules=rules), told)

    assert record["rules_version"] == rules.version
    assert "RF05" in [fired["rule_id"] for fired in record["fired"]]


def test_a_record_of_a_later_format_is_refused(told, rules):
    record = {**to_record(assess(told, rules=rules), told), "format": 99}

    with pytest.raises(UnknownRecord, match="99"):
        from_record(record)
