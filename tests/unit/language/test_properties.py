"""What must hold for any text, tried on many made-up ones."""

import random
import string
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consilia import loaded
from consilia.domain.language import read

LEXICON = loaded.lexicon()

SENTENCES = (
    "My arm is weak.",
    "No fever or cough.",
    "I am scared it is ALS.",
    "My father had a stroke.",
    "I used to have seizures.",
    "Could coffee cause palpitations?",
    "I can't lift my left foot since Monday.",
    "MRI was normal.",
    "i think my hand is numb",
    "Denies chest pain, but has back pain.",
    "If I faint, what then?",
    "I take 50 mg of pramipexole.",
    "temp 39.2, pulse 120",
    "My weight went from 00 to 80 kg.",
)
UNRELATED = ("We live near a lake.", "The weather was nice on the way here.", "Thank you for reading this.")
PIECES = st.sampled_from(
    (*SENTENCES, *UNRELATED, "\n", " ", ",", "...", "not", "no", "but", "(", "||", "胸痛", "😭", "can't", "é")
)
QUICK = settings(max_examples=60, deadline=None)


def said(reading):
    return sorted((f.concept, f.stance.value, f.about) for f in reading.findings)


@QUICK
@given(text=st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=12).map(" ".join)))
def test_any_text_is_read_and_every_offset_slices_to_words(text):
    reading = read(text, lexicon=LEXICON, targets=[(0, min(3, len(text)))])

    spans = [f.span for f in reading.findings] + [f.cue for f in reading.findings if f.cue]
    spans += [*reading.questions, *(m.span for m in reading.measures), *(d.span for d in reading.doses)]
    spans += [f.since.span for f in reading.findings if f.since]
    assert all(0 <= start < end <= len(text) and text[start:end].strip() for start, end in spans)
    assert len(reading.targets) == 1


@QUICK
@given(parts=st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4), unrelated=st.sampled_from(UNRELATED))
def test_case_space_and_an_unrelated_sentence_change_nothing(parts, unrelated):
    text = " ".join(parts)
    as_it_is = said(read(text, lexicon=LEXICON))

    assert said(read(text.upper(), lexicon=LEXICON)) == as_it_is
    assert said(read(text.replace(" ", "   "), lexicon=LEXICON)) == as_it_is
    assert said(read(f"{text}. {unrelated}", lexicon=LEXICON)) == as_it_is


@pytest.mark.slow
def test_random_bytes_and_mutations_never_break_it():
    chance = random.Random(7)
    letters = string.printable + "éß胸痛，。😭'’"
    for _ in range(300):
        text = list(" ".join(chance.choices(SENTENCES, k=4)))
        for _ in range(chance.randrange(40)):
            text[chance.randrange(len(text))] = chance.choice(letters)
        broken = "".join(text)
        found = read(broken, lexicon=LEXICON).findings
        assert all(0 <= f.span[0] < f.span[1] <= len(broken) for f in found)


@pytest.mark.slow
@pytest.mark.parametrize(
    "sentence", ["My left arm is weak and numb, no fever.", "no ", "my ", "arm ", "xqz ", "I can't "]
)
def test_time_grows_no_faster_than_the_text(sentence):
    def seconds(words):
        text = (sentence + " ") * (words // len(sentence.split()))
        began = time.perf_counter()
        read(text, lexicon=LEXICON)
        return time.perf_counter() - began

    seconds(200)
    short, long = min(seconds(1_000) for _ in range(3)), min(seconds(8_000) for _ in range(2))

    assert long < max(32 * short, 0.1)
