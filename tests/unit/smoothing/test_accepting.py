"""What a language model may change in a sentence, and everything that it may not."""

from pathlib import Path

import pytest

from consilia import loaded
from consilia.domain import plain_yaml
from consilia.domain.reading_age import grade
from consilia.domain.smoothing import UNCHANGED, BrokenSmoothing, load_smoothing, refusal

STRESS = "Stress and worry: they send out signals that make nerves fire with ease."
LIDS = "Eyes that are tired or dry: a lid often flutters after much screen time."
CRAMP = "A cramp is a muscle that goes hard and hurts, for seconds or some minutes."
TRACING = "A heart tracing (ECG) can show it."
NUMBERS = "About 2 of every ten people feel it at night, and it does not harm the muscle."


def judged(ours: str, proposed: str) -> str:
    return refusal(ours, proposed, rules=loaded.smoothing())


@pytest.mark.parametrize(
    ("ours", "proposed"),
    [
        (STRESS, "Stress and worry, they send out signals, and these make nerves fire with ease."),
        (STRESS, "Stress and worry: they send out messages that make nerves fire with ease."),
        (LIDS, "Eyes that are weary or dry: the lid often flutters after much screen time."),
        (CRAMP, "A cramp is a muscle which goes hard. It aches for seconds or some minutes."),
        (TRACING, "The heart tracing (ECG) can show it."),
        (NUMBERS, "About 2 of every ten people feel this at night. It doesn’t harm the muscle."),
    ],
)
def test_small_words_reviewed_synonyms_and_sentence_ends_may_change(ours, proposed):
    assert judged(ours, proposed) == ""


@pytest.mark.parametrize(
    ("why", "ours", "proposed"),
    [
        ("new words", STRESS, "Stress and worry: they send out strong signals that make nerves fire with ease."),
        ("new words", TRACING, "A heart tracing (ECG) can show it, so relax."),
        ("new words", LIDS, "Eyes that are tired or dry: a lid often flutters after much screen time and magnesium."),
        ("lost words", LIDS, "Eyes that are tired: a lid often flutters after much screen time."),
        ("lost words", LIDS, "Eyes that are tired or dry: a lid flutters after much screen time."),
        ("order", LIDS, "A lid often flutters after much screen time: eyes that are tired or dry."),
        ("order", STRESS, "Nerves make stress and worry: they send out signals that fire with ease."),
        ("negations", NUMBERS, "About 2 of every ten people feel it at night, and it does harm the muscle."),
        ("negations", NUMBERS, "About 2 of every ten people do not feel it at night, and it does not harm the muscle."),
        ("order", NUMBERS, "About 2 of every ten people not feel it at night, and it does harm the muscle."),
        ("numbers", NUMBERS, "About 3 of every ten people feel it at night, and it does not harm the muscle."),
        ("numbers", NUMBERS, "About 2 of every 100 people feel it at night, and it does not harm the muscle."),
        ("numbers", NUMBERS, "About ten of every 2 people feel it at night, and it does not harm the muscle."),
        ("numbers", TRACING, "A heart tracing (ECG) can show it in 50 mg."),
        ("names", TRACING, "A heart tracing (EEG) can show it."),
        ("names", TRACING, "A heart tracing (ecg) can show it."),
        ("names", TRACING, "A Heart tracing (ECG) can show it."),
        ("repeats", "A quick jump, fast and small.", "A fast jump, fast and small."),
        ("characters", STRESS, "<b>Stress and worry</b>: they send out signals that make nerves fire with ease."),
        ("characters", STRESS, "Stress and worry: they send out signals that make nerves fire with ease!."),
        ("characters", STRESS, "Stress and worry: they send out\nsignals that make nerves fire with ease."),
        ("characters", STRESS, "Stress and worry: they send out *signals* that make nerves fire with ease."),
        ("characters", STRESS, "Stress and worry: they send out\u202e signals that make nerves fire with ease."),
        ("new words", STRESS, "Str\u0435ss and worry: they send out signals that make nerves fire with ease."),
        ("form", STRESS, "stress and worry: they send out signals that make nerves fire with ease."),
        ("form", STRESS, "Stress and worry: they send out signals that make nerves fire with ease"),
        ("length", STRESS, ""),
        ("length", STRESS, STRESS * 30),
        ("length", STRESS, "Stress and worry. They send out signals. That make nerves. Fire with ease."),
        ("length", TRACING, "The the the the the the the heart tracing (ECG) can show it."),
    ],
)
def test_anything_else_is_refused_with_its_reason(why, ours, proposed):
    assert judged(ours, proposed) == why


def test_our_own_sentence_given_back_is_neither_accepted_nor_refused():
    assert judged(STRESS, f" {STRESS}\n") == UNCHANGED


def test_a_wording_that_is_harder_to_read_is_refused():
    ours = "Nerves fire. It is a fast sensation, and that is a usual reaction. It is short."
    proposed = "Nerves fire, it is the quick sensation, and that is the usual reaction, it is short."

    assert grade(proposed) > max(loaded.smoothing().hardest_grade, grade(ours))
    assert judged(ours, proposed) == "grade"


def test_accepting_is_the_same_in_both_directions_of_a_group_of_synonyms():
    there = "Stress and worry: they send out messages that make nerves fire with ease."

    assert judged(STRESS, there) == judged(there, STRESS) == ""


def rewritten(tmp_path: Path, **changes: object) -> Path:
    import json

    held = plain_yaml.load(loaded.KNOWLEDGE / "smoothing/policy.yaml")
    assert isinstance(held, dict)
    (tmp_path / "smoothing").mkdir()
    (tmp_path / "smoothing/policy.yaml").write_text(json.dumps({**held, **changes}), "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "group", [["no", "some"], ["two", "both"], ["may", "does"], ["doctor", "nurse"], ["the", "this"], ["weary", "worn"]]
)
def test_a_synonym_for_a_word_that_must_be_kept_is_refused_at_loading(tmp_path, group):
    synonyms = [*plain_yaml.load(loaded.KNOWLEDGE / "smoothing/policy.yaml")["synonyms"], group]

    with pytest.raises(BrokenSmoothing, match="cannot stand among the synonyms"):
        load_smoothing(rewritten(tmp_path, synonyms=synonyms))


def test_a_negation_among_the_small_words_is_refused_at_loading(tmp_path):
    with pytest.raises(BrokenSmoothing, match="among the glue: not"):
        load_smoothing(rewritten(tmp_path, glue=["a", "the", "not"]))
