"""What stands around a danger: other people, looks that a doctor took, spells, and times of the year."""

import pytest

from consilia.domain.language import read
from consilia.domain.triage import Urgency, assess
from tests.spec.test_triage_rules import RULES, lexicon

OTHERS_IN_DANGER = [
    "I have had hay fever since school. My husband has blue lips and fights for breath.",
    "I take tablets for my thyroid. My mum suddenly slurs and her mouth hangs down on the left.",
    "I get migraines. Dad is on lithium, since yesterday he staggers, slurs and vomits.",
    "My own back is bad, too. My flatmate had a seizure an hour ago and is still drowsy.",
]
OTHERS_NOT_NOW = [
    "I twitch in both calves. My uncle had a stroke in 2011, his speech went all at once.",
    "My mother has ALS, she cannot swallow and her arms are paralysed. I only get twitches. Is it passed on?",
    "My lid jumps. My sister took lithium and in 2019 she had the shakes, vomited and slurred.",
    "I have cramps. My neighbour fainted with chest pain three weeks ago and is home again.",
]
LOOKED_AT_SOMETHING_ELSE = [
    "My doctor checked my knee last week. I can't breathe, I am gasping for air.",
    "I was seen at the hospital for my foot. Crushing chest pain and cold sweat.",
    "Saw my doctor in May, all tests normal. Since an hour I have crushing chest pain.",
    "I had a scan years ago. My face dropped on one side an hour ago and I can't lift my arm.",
    "I have always been anxious. My right side went numb all of a sudden today.",
]
SPELLS = [
    "My heart jumps for about five seconds, then it is normal.",
    "I get palpitations that last a few seconds.",
    "Every month I get palpitations, ten minutes and it's over.",
]


def level(text):
    return assess(read(text, lexicon=lexicon()), rules=RULES).urgency


@pytest.mark.parametrize("text", OTHERS_IN_DANGER)
def test_somebody_else_in_danger_is_heard_beside_the_writers_own_history(text):
    assert level(text) is Urgency.EMERGENCY


@pytest.mark.parametrize("text", OTHERS_NOT_NOW)
def test_what_befell_somebody_else_long_ago_or_is_known_alarms_nobody(text):
    assert not level(text).is_today


@pytest.mark.parametrize("text", LOOKED_AT_SOMETHING_ELSE)
def test_an_old_look_or_one_at_another_place_does_not_calm_a_fresh_danger(text):
    assert level(text) is Urgency.EMERGENCY


@pytest.mark.parametrize("text", SPELLS)
def test_how_long_a_spell_lasts_is_not_how_long_ago_it_began(text):
    assert not level(text).is_today


def test_a_season_tells_how_long_something_has_lasted():
    finding = next(f for f in read("My hand is weak since spring.", lexicon=lexicon()).findings if f.since)

    assert finding.since.days >= 28
