"""What adds to a score and what takes from it."""

from pathlib import Path

import numpy as np
import pytest

import consilia
from consilia import loaded
from consilia.domain.retrieval.asking import Asked, Hit
from consilia.domain.retrieval.coverage import Coverage, CoverageWriter, Numbers, Shares, document_tokens, hashes_of
from consilia.domain.retrieval.persons import band_of, of_another_person
from consilia.domain.retrieval.ranking import agreement, opposite, scored
from consilia.domain.retrieval.shelf import Record

RANKING = loaded.retrieval().ranking
TWITCH = frozenset({"twitching:present", "muscle-weakness:absent", "site:thigh"})


def _hit(key: str, **said: object) -> Hit:
    return Hit(Record(key, "", frozenset(), ""), None, **said)


def _order(*hits: Hit, words: int = 20, mode: str = "hybrid") -> list[str]:
    asked = Asked(words=words)
    ranked = scored(hits, asked=asked, usual_words=20, ranking=RANKING, mode=mode, facets=frozenset())
    return [hit.record.key for _, hit in ranked]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        pytest.param({"meaning": 0.9}, {"meaning": 0.8}, id="meaning"),
        pytest.param({"words": 9.0}, {"words": 1.0}, id="words, without vectors"),
        pytest.param({"meaning": 0.8, "best_sentence": 0.9}, {"meaning": 0.8, "best_sentence": 0.7}, id="a sentence"),
        pytest.param({"meaning": 0.8, "shares": Shares(of_query=1)}, {"meaning": 0.8}, id="covers the query"),
        pytest.param({"meaning": 0.9}, {"words": 0.0}, id="no vector yet and no word"),
    ],
)
def test_more_in_common_stands_first(better, worse):
    assert _order(_hit("worse", **worse), _hit("better", **better)) == ["better", "worse"]


def test_a_long_story_is_found_by_its_words_more_than_a_short_question():
    covering = _hit("covering", meaning=0.80, shares=Shares(of_query=0.3, of_document=1.0))
    meant = _hit("meant", meaning=0.95)

    assert _order(covering, meant, words=15) == ["meant", "covering"]
    assert _order(covering, meant, words=200) == ["covering", "meant"]


def test_equal_scores_stand_in_the_order_of_their_keys():
    assert _order(_hit("b", meaning=0.8), _hit("a", meaning=0.8)) == ["a", "b"]


def test_without_vectors_words_alone_decide():
    assert _order(_hit("a", words=1.0), _hit("b", words=2.0)) == ["b", "a"]


@pytest.mark.parametrize(
    ("theirs", "sign"),
    [
        (TWITCH, 1),
        (frozenset({"twitching:present"}), 1),
        (frozenset({"muscle-weakness:present"}), -1),
        (frozenset({"tremor:present"}), 0),
        (frozenset(), 0),
    ],
)
def test_agreement_adds_and_contradiction_takes(theirs, sign):
    assert np.sign(agreement(TWITCH, theirs, ranking=RANKING)) == sign


BOY, GIRL = {"age:10~19", "sex:male"}, {"age:10~19", "sex:female"}


@pytest.mark.parametrize(
    ("ours", "nearer", "further"),
    [
        pytest.param(BOY, {"sex:male"}, {"pregnancy:present"}, id="a boy and a pregnancy, whose sex nobody wrote"),
        pytest.param(BOY, {"sex:female"}, {"sex:female", "pregnancy:present"}, id="worse than another sex"),
        pytest.param(BOY, {"age:20~29"}, {"age:60~69"}, id="forty years older"),
        pytest.param(GIRL, {"sex:female"}, {"testicular-pain:present"}, id="a girl and a testicle"),
        pytest.param(set(), {"tremor:present"}, {"pregnancy:present"}, id="nothing says we are pregnant"),
        pytest.param({"pregnancy:present"}, {"pregnancy:present"}, {"sex:male"}, id="who is pregnant is no man"),
        pytest.param({"sex:male"}, {"pregnancy:absent"}, {"pregnancy:present"}, id="who is not pregnant"),
    ],
)
def test_another_kind_of_person_stands_further_back(ours, nearer, further):
    ours = frozenset({"twitching:present", *ours})

    near, far = (
        agreement(ours, frozenset({"twitching:present", *theirs}), ranking=RANKING) for theirs in (nearer, further)
    )

    assert near > far


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        pytest.param(set(), BOY, id="we said nothing"),
        pytest.param(BOY, set(), id="they said nothing"),
        pytest.param({"age:20~29"}, {"age:30~39"}, id="the next ten years"),
        pytest.param({"sex:other"}, {"sex:female"}, id="a sex that no finding belongs to"),
        pytest.param({"age:90+"}, {"age:80~89"}, id="the oldest"),
    ],
)
def test_what_is_not_known_or_nearly_the_same_takes_nothing(ours, theirs):
    assert of_another_person(frozenset(ours), frozenset(theirs), persons=RANKING.persons) == 0


@pytest.mark.parametrize(("years", "band"), [(0.2, "0~9"), (14, "10~19"), (34.9, "30~39"), (90, "90+"), (104, "90+")])
def test_a_band_has_ten_years(years, band):
    assert band_of(years) == band


def test_the_findings_of_one_sex_are_concepts_that_we_know():
    named = {*RANKING.persons.states, *(concept for of in RANKING.persons.only.values() for concept in of)}
    folder = Path(consilia.__file__).parent / "knowledge" / "concepts"

    assert named <= {path.stem for path in folder.glob("*.yaml")}


@pytest.mark.parametrize(
    ("facet", "contrary"),
    [("fever:present", "fever:absent"), ("fever:absent", "fever:present"), ("als:feared", ""), ("site:face", "")],
)
def test_only_having_and_denying_are_contraries(facet, contrary):
    assert opposite(facet) == contrary


def test_shares_weigh_rare_words_more(tmp_path):
    writer = CoverageWriter(tmp_path)
    for tokens in (["thigh", "twitch"], ["twitch"], ["twitch", "eyelid", "rare"], []):
        writer.add(hashes_of(tokens).tolist())
    writer.finish()

    shares = Coverage(tmp_path).shares([2, 0, 3], weights={"rare": 2.0, "twitch": 0.5, "unheard": 1.5})

    assert shares[2].of_query == pytest.approx(2.5 / 4)
    assert shares[0].of_query == pytest.approx(0.5 / 4)
    assert shares[3] == Shares()
    assert shares[2].of_document > shares[0].of_document


def test_a_query_without_words_covers_nothing(tmp_path):
    writer = CoverageWriter(tmp_path)
    writer.add(hashes_of(["thigh"]).tolist())
    writer.finish()

    assert Coverage(tmp_path).shares([0], weights={}) == {0: Shares()}


@pytest.mark.parametrize(
    "text",
    [
        "My thighs twitch, and I'm worried about A.L.S. at 3 a.m.",
        "It's b12_level 50mg; non-stop twitching",
        "Naïve café question: 肌肉 肉跳 twitching",
        "x" * 41 + " thigh",
        "",
    ],
)
def test_numbers_stand_for_the_same_tokens_as_the_index_has(text):
    empty = frozenset({"and", "my", "i", "m", "about", "at", "s"})

    found = Numbers(empty=empty).of(text)

    assert found == set(hashes_of(document_tokens(text, empty=empty)).tolist())
