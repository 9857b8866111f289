"""Locale packs: every number has its source and the day on which it was checked; no pack shows another's number."""

import pytest
from pydantic import ValidationError

from consilia.domain import plain_yaml
from consilia.domain.locales import Locale, Number, available_locales, load_locale
from consilia.loaded import KNOWLEDGE

FOLDER = KNOWLEDGE / "locales"
PACKS = available_locales(FOLDER)


def numbers(pack: Locale) -> list[Number]:
    return [pack.emergency, pack.urgent, pack.urgent_mental_health, pack.poison, *pack.crisis, *pack.young_people]


def test_there_is_a_pack():
    assert PACKS


@pytest.mark.parametrize("name", PACKS)
def test_every_number_says_where_and_when_it_was_checked(name):
    pack = load_locale(FOLDER / f"{name}.yaml")

    assert pack.id == name
    for number in numbers(pack):
        assert number.dial.isdigit()
        assert number.source.startswith("https://")
        assert number.checked_on.year >= 2026


@pytest.mark.parametrize("missing", ["emergency", "urgent", "crisis", "poison"])
def test_a_pack_without_a_number_is_refused(missing):
    pack = dict(plain_yaml.load(FOLDER / f"{PACKS[0]}.yaml"))
    del pack[missing]

    with pytest.raises(ValidationError, match=missing):
        Locale.model_validate(pack)


def test_a_number_is_dialled_without_its_spaces():
    number = Number(
        name="A line", number="0800 11 11", what_for="x", source="https://x.example", checked_on="2026-11-22"
    )

    assert number.dial == "08001111"
