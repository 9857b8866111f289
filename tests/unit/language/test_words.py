"""Words keep their offsets, and come to the form the lexicon is written in."""

import pytest

from consilia.domain.language.words import cut, stem


def test_every_word_knows_where_it_stands():
    text = "I can't feel my left-hand fingers (both)."

    words = cut(text)

    assert [text[a:b] for a, b in zip(words.starts, words.ends, strict=True)] == [
        "I", "can't", "feel", "my", "left", "hand", "fingers", "(", "both", ")", ".",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "plain"),
    [("Can't", "cant"), ("don’t", "dont"), ("HAVEN'T", "havent"), ("don t", "dont"), ("i m", "im")],
)
def test_contractions_lose_their_apostrophe(written, plain):
    assert cut(written).plain == [plain]


def test_a_mail_or_web_address_is_one_word():
    assert len(cut("https://example.org/watch?v=7#t and more")) == 3


@pytest.mark.parametrize(
    "forms",
    [
        ("twitch", "twitches", "twitching", "twitched"),
        ("diarrhoea", "diarrhea"),
        ("tumour", "tumor", "tumours"),
        ("oedema", "edema"),
        ("paralyse", "paralysed"),
        ("stop", "stopped", "stopping"),
        ("worry", "worries", "worried"),
    ],
)
def test_forms_of_one_word_share_a_stem(forms):
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("noted", "not"), ("scarring", "scared"), ("number", "numb"), ("weeing", "we"), ("need", "ne")]
)
def test_words_that_only_look_alike_keep_apart(one, other):
    assert stem(one) != stem(other)
