"""The ear compares with sentences of danger by meaning, and asks about the right one."""

import numpy as np
import pytest

from consilia import loaded
from consilia.domain.hearing.ear import Ear
from consilia.domain.hearing.examples import Examples, examples_of, pieces_of
from consilia.domain.samples import load_samples

POLICY = loaded.rules().hearing.policy.model_copy(update={"asks_from": 0.0, "held_back": 1.0})
EXAMPLES = Examples(
    danger=(("the chest hurts badly", "RF42"), ("pressure on the chest", "RF42"), ("the face hangs", "RF05")),
    harmless=("an eyelid flickers", "the calf flickers after sport", "coffee in the morning"),
)


class WordsAsVectors:
    """A model for tests: one dimension a word of the examples, so that sharing words is likeness."""

    def __init__(self) -> None:
        texts = [*(sentence for sentence, _ in EXAMPLES.danger), *EXAMPLES.harmless]
        self.words = sorted({word for text in texts for word in text.split()})
        self.fingerprint, self.dimensions = "test", len(self.words)

    def has_word(self, word):
        return word in self.words

    def embed(self, texts, *, progress=None):
        vectors = np.array([[float(word in text.split()) for word in self.words] for text in texts], dtype=np.float32)
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


@pytest.fixture
def ear():
    return Ear(EXAMPLES, policy=POLICY, embedder=WordsAsVectors())


def test_a_sentence_like_danger_names_the_rule_of_the_nearest(ear):
    heard = ear.suspects("Hello. my chest hurts badly today. Thank you.")

    assert heard[0].rule == "RF42"
    assert heard[0].sentence == "my chest hurts badly today"


def test_a_sentence_like_the_harmless_ones_is_not_suspected(ear):
    assert ear.suspects("the calf flickers after coffee") == ()


def test_nothing_to_compare_is_nothing_suspected(ear):
    assert ear.suspects("") == ear.suspects("?! ...") == ear.suspects("hello") == ()


def test_a_text_is_cut_at_its_sentences_and_a_long_one_at_thirty_words():
    assert pieces_of("It hurts a lot! Does it matter? no.") == ["It hurts a lot", "Does it matter"]
    assert [len(piece.split()) for piece in pieces_of("word " * 65)] == [30, 30, 5]


def test_no_sentence_is_both_danger_and_harmless():
    rules = loaded.rules()

    found = examples_of(rules.hearing, rules=rules.all.values(), samples=load_samples(loaded.KNOWLEDGE))

    danger = {sentence for sentence, _ in found.danger}
    assert len(danger) > 300
    assert len(found.harmless) > 300
    assert not danger & set(found.harmless)


@pytest.mark.parametrize("danger", loaded.rules().hearing.dangers.values(), ids=lambda danger: danger.rule)
def test_each_danger_has_a_rule_that_calls_for_help_and_a_question_that_can_be_answered(danger):
    rules = loaded.rules()

    assert rules.soonest(danger.rule) in {"emergency", "urgent"}
    assert len(danger.ask.split()) <= 30
    assert len({*danger.danger, *danger.harmless}) == len(danger.danger) + len(danger.harmless)
