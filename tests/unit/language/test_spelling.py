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


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("nofever", ["no", "fever"]), ("headacheand", ["headache", "and"]), ("necksince", ["neck", "since"]),
        ("HiMy", ["hi", "my"]), ("doctorI", ["doctor", "i"]), ("chestpain", ["chest", "pain"]),
        ("atleast", ["at", "least"]), ("ihave", ["have"]), ("statin", ["statin"]), ("ultrasound", ["ultrasound"]),
        ("withdrawl", ["withdrawal"]), ("YouTube", ["youtube"]), ("Anderson", ["anderson"]),
    ],
)  # fmt: skip
def test_words_written_as_one_are_taken_apart(text, apart, lexicon):
    from consilia.domain.language.words import cut

    assert lexicon.speller.mend(cut(text), text=text).plain == apart


def test_words_taken_apart_keep_their_places(lexicon):
    from consilia.domain.language import read

    text = "Cough,nofever,norash"

    assert {(f.concept, text[slice(*f.span)], f.stance.value) for f in read(text, lexicon=lexicon).findings} >= {
        ("fever", "fever", "absent"),
        ("rash", "rash", "absent"),
    }


@pytest.mark.parametrize(
    ("slip", "meant"),
    [("tempreture", "temperature"), ("diahrea", "diarrhea"), ("sleap", "sleep"), ("scoliosis", None)],
)
def test_two_slips_in_a_long_word(slip, meant, lexicon):
    assert lexicon.speller.meant(slip) == meant


def test_a_name_inside_a_sentence_stays_a_name(lexicon):
    from consilia.domain.language import read

    assert [f.concept for f in read("Thank you, Dennis", lexicon=lexicon).findings] == []
