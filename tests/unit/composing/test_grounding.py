"""Every sentence can be traced, and a leaflet with one that cannot is refused."""

from dataclasses import replace

import pytest

from consilia import loaded
from consilia.domain.composing import Claim, Sentence, UngroundedSentence, check_grounding
from tests.unit.composing.hand import Case, twitching


@pytest.fixture
def case() -> Case:
    return (
        twitching("I do not drink coffee. I feel anxious.")
        .has("coffee", "caffeine", "absent")
        .has("anxious", "anxiety")
    )


def check(case: Case, *sentences: Sentence) -> None:
    leaflet = replace(case.page(), sentences=sentences)
    check_grounding(
        leaflet, case.reading, loaded.composing(), assessment=case.assessment, locale=loaded.locale("en-GB")
    )


def test_every_sentence_of_a_page_names_its_source(case):
    page = case.page()

    assert len(page.sentences) > 20
    assert all(s.source for s in page.sentences)
    assert {s.source for s in page.sentences if s.kind != "heading"} <= loaded.composing().by_id.keys()


def test_a_page_as_composed_passes(case):
    check(case, *case.page().sentences)


def a_mention(case: Case) -> Sentence:
    return next(s for s in case.page().sentences if s.claims and s.claims[0].kind == "finding")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"text": " "}, "no words"),
        ({"source": None, "span": None}, "neither"),
        ({"source": "no-such-item"}, "no knowledge item"),
        ({"span": (0, 9999)}, "does not lie in the text"),
        ({"span": (5, 5)}, "does not lie in the text"),
        ({"text": "You wrote that you have ALS."}, "not a wording"),
        ({"text": "All is well."}, "not a wording"),
        ({"claims": ()}, "points at no words"),
        ({"claims": (Claim("finding", "caffeine", "present", (50, 56), "you drink coffee"),)}, "does not say"),
        ({"claims": (Claim("detail", "hot-soak", "", (0, 4)),)}, "does not say"),
    ],
)
def test_a_changed_sentence_is_refused(case, change, reason):
    with pytest.raises(UngroundedSentence, match=reason):
        check(case, replace(a_mention(case), **change))


def test_a_claim_with_the_other_polarity_is_refused(case):
    sentence = next(s for s in case.page().sentences if any(c.value == "caffeine" for c in s.claims))
    turned = tuple(replace(c, stance="present") for c in sentence.claims)

    with pytest.raises(UngroundedSentence, match="does not say"):
        check(case, replace(sentence, claims=turned))


def test_a_heading_of_our_own_making_is_refused(case):
    with pytest.raises(UngroundedSentence, match="heading"):
        check(case, Sentence("You are ill.", "causes", "heading-causes", kind="heading"))


def test_words_of_another_page_do_not_fit_this_one(case):
    other = twitching("My chest hurts.").has("chest hurts", "chest-pain").page()

    with pytest.raises(UngroundedSentence):
        check(case, *other.sentences)


def test_a_sentence_whose_condition_does_not_hold_is_refused(case):
    calm = next(item for item in loaded.composing().items if item.id == "no-potassium")

    with pytest.raises(UngroundedSentence, match="conditions"):
        check(case, Sentence(calm.say[0].text[0].split(". ")[0] + ".", "actions", calm.id, kind="item"))
