"""What cannot be read says why; what can be read is not refused for its spelling."""

import pytest

from consilia.domain.language import Stance, read


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"), (" \n ", "empty"), ("help", "too-short"), ("?!", "no-sense"), ("ok ok ok ok", "no-sense"),
        ("me duele la cabeza desde ayer y no puedo dormir", "not-english"),
        ("jai mal a la tete depuis hier soir", "not-english"),
        ("我的腿一直抽動", "not-english"), ("у меня болит голова", "not-english"), ("xkcd qwrtz plmk vbnm", "no-sense"),
    ],
)  # fmt: skip
def test_unreadable_text_says_why(text, reason, lexicon):
    reading = read(text, lexicon=lexicon)

    assert (reading.readable, reading.reason) == (False, reason)


@pytest.mark.parametrize(
    "text",
    [
        "chest pain",
        "numness in my rite hand sinse tusday, it startid wen i was cooking",
        "hands shake pls help doc",
        "my leg!!",
    ],
)
def test_poor_spelling_is_still_read(text, lexicon):
    assert read(text, lexicon=lexicon).readable


@pytest.mark.parametrize(
    ("text", "concept", "stance"),
    [
        ("我胸口痛", "chest-pain", Stance.PRESENT),
        ("他呼吸困难", "breathlessness", Stance.PRESENT),
        ("我不想活了", "self-harm-thoughts", Stance.PRESENT),
        ("我沒有胸痛", "chest-pain", Stance.ABSENT),
    ],
)
def test_an_emergency_in_chinese_is_heard(text, concept, stance, lexicon):
    assert (concept, stance) in {(f.concept, f.stance) for f in read(text, lexicon=lexicon).findings}
