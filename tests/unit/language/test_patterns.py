"""The small language of lay phrases does what its description says."""

import pytest

from consilia.domain.language.patterns import BrokenPhrase, Label, Matcher
from consilia.domain.language.words import cut


def found(phrase, text):
    matcher = Matcher(
        lists={"limb": ("arm", "leg", "big toe")}, fillers=frozenset({"my", "a", "bit", "left", "of", "in"})
    )
    matcher.add(phrase, Label("it"))
    words = cut(text)
    return [text[words.starts[m.first] : words.ends[m.last - 1]] for m in matcher.find(words)]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("{limb} & weak", "my arm is weak", "arm is weak"),
        ("{limb} & weak", "a weak left leg", "weak left leg"),
        ("{limb} & weak", "my big toe feels a bit weak", "big toe feels a bit weak"),
        ("(give|gives) way", "it gave way and gives way", "gives way"),
        ("(numb|no feeling) in (the (big|small)|my) toe", "numb in the small toe", "numb in the small toe"),
        ("foot? drop", "a drop foot", "drop"),
        ("=tic", "a tic", "tic"),
        ("loss of {limb}", "loss of my left arm", "loss of my left arm"),
    ],
)
def test_a_phrase_is_found_as_people_write_it(phrase, text, expected):
    assert expected in found(phrase, text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("{limb} & weak", "my arm hurts, weak coffee"),
        ("{limb} & weak", "my arm is fine but weak coffee"),
        ("=tic", "the clock is ticking tics"),
        ("gives way", "gives. Way"),
    ],
)
def test_a_phrase_does_not_reach_over_a_clause(phrase, text):
    assert found(phrase, text) == []


@pytest.mark.parametrize("phrase", ["", "{nobody} weak"])
def test_a_broken_phrase_stops_the_start(phrase):
    with pytest.raises(BrokenPhrase):
        found(phrase, "x")
