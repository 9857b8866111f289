"""What a page quotes of the asker says something by itself."""

import pytest

from consilia.domain.triage.model import Urgency
from tests.unit.composing.hand import Case


def urgent(text: str, words: str) -> str:
    case = Case(text, urgency=Urgency.EMERGENCY, fired=[("RF05", Urgency.EMERGENCY)])
    return " ".join(s.text for s in case.has(words, "muscle-weakness").page().sentences)


@pytest.mark.parametrize(
    ("text", "words", "quoted"),
    [
        ("Hello. My left arm is weak since noon. It hurts.", "is weak", "“My left arm is weak since noon”"),
        ("My left arm cannot be lifted.", "arm cannot be lifted", "“arm cannot be lifted”"),
        (
            "We were at the lake with the whole family for a week and then my left arm was weak on Sunday.",
            "was weak",
            "“was weak”",
        ),
    ],
    ids=["a fragment brings its sentence", "words that say enough", "a long sentence stays away"],
)
def test_a_quote_says_something_by_itself(text, words, quoted):
    assert quoted in urgent(text, words)
