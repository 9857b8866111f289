"""Numbers get their meaning from the words beside them, and a bare number has none."""

import pytest


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("temperature of 39.5", "temperature_celsius", 39.5),
        ("fever 102 F since noon", "temperature_celsius", 38.9),
        ("a temp of 38,2 °C", "temperature_celsius", 38.2),
        ("BP is 150/95", "systolic_mmhg", 150),
        ("blood pressure 150 over 95", "diastolic_mmhg", 95),
        ("pulse of 120", "pulse_bpm", 120),
        ("resting at 48 bpm", "pulse_bpm", 48),
        ("I weigh 77 kg", "weight_kg", 77),
        ("200 lbs", "weight_kg", 90.7),
        ("11 stone 4 lb", "weight_kg", 71.7),
        ("height 176 cm", "height_cm", 176),
        ("1.80 m", "height_cm", 180),
        ("5'10\"", "height_cm", 177.8),
        ("5 feet 4 inches", "height_cm", 162.6),
        ("180 cm tall and weigh 55 kg", "bmi", 17.0),
    ],
)
def test_a_number_with_a_unit_is_read(text, kind, value, lexicon):
    assert {m.kind: m.value for m in lexicon.measures.find(text)}[kind] == pytest.approx(value, abs=0.1)


@pytest.mark.parametrize(
    "text", ["it was 39", "35F here", "24/7 pain", "lost 5 kg", "I lift 20 kg", "on 12/10 it began", "gained 10 lbs"]
)
def test_a_bare_number_or_a_change_is_no_measure(text, lexicon):
    assert lexicon.measures.find(text) == []


def test_the_span_holds_the_number(lexicon):
    text = "My pulse is 120 today"
    [measure] = lexicon.measures.find(text)

    assert text[slice(*measure.span)] == "120"


@pytest.mark.parametrize(
    "text",
    [
        "No fever. What can I do? I am 41.",
        "I'm 39, feverish since noon",
        "fever at 38 weeks pregnant",
        "aged 40, no fever",
        "fever after 36 hours",
    ],
)
def test_an_age_or_a_duration_near_fever_is_no_temperature(text, lexicon):
    assert [m for m in lexicon.measures.find(text) if m.kind == "temperature_celsius"] == []


@pytest.mark.parametrize(
    "text", ["I have a fever. It was 40 at noon", "fever, 39 now", "temp went up. 39 this morning"]
)
def test_a_bare_number_of_a_fever_stays_a_temperature(text, lexicon):
    assert [m.kind for m in lexicon.measures.find(text)] == ["temperature_celsius"]
