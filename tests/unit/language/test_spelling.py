"""A slip is read as it was meant; a word spelled right is never touched."""

import pytest


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("numness", "numbness"), ("hedache", "headache"), ("feaver", "fever"), ("twiching", "twitching"),
        ("tierd", "tired"), ("siezure", "seizure"), ("diarhea", "diarrhea"), ("brething", "breathing"),
        ("palpatations", "palpitations"), ("ropinorole", "ropinirole"), ("swolen", "swollen"),
    ],
)  # fmt: skip
def test_a_slip_is_read_as_it_was_meant(slip, meant, lexicon):
    assert lexicon.speller.meant(slip) == meant


@pytest.mark.parametrize(
    "word", ["number", "numb", "wreck", "rush", "moth", "heard", "fewer", "bread", "legal", "neuro"]
)
def test_a_word_spelled_right_stays(word, lexicon):
    from consilia.domain.language.words import cut

    assert lexicon.speller.mend(cut(word), text=word).plain == [word]


def test_a_name_inside_a_sentence_stays_a_name(lexicon):
    from consilia.domain.language import read

    assert [f.concept for f in read("Thank you, Dennis", lexicon=lexicon).findings] == []
