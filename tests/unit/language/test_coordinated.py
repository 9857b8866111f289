"""A sign told of several parts of the body at once is told of each of them."""

import pytest

from consilia.domain.language import read


def told(text, lexicon):
    return {(f.concept, f.stance.value) for f in read(text, lexicon=lexicon).findings}


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("I have pain in my back and chest.", {"back-pain", "chest-pain"}),
        ("My thighs, neck and back hurt.", {"muscle-pain", "neck-pain", "back-pain"}),
        ("Pain especially in my neck, both arms and lower back.", {"neck-pain", "muscle-pain", "back-pain"}),
        ("My head, neck and back ache every evening.", {"headache", "neck-pain", "back-pain"}),
        ("My legs and back pain me a lot.", {"muscle-pain", "back-pain"}),
    ],
)
def test_each_part_of_the_body_has_the_sign(text, concepts, lexicon):
    assert {(concept, "present") for concept in concepts} <= told(text, lexicon)


def test_a_denied_sign_is_denied_of_each(lexicon):
    assert {("neck-pain", "absent"), ("back-pain", "absent")} <= told("No pain in my neck or back.", lexicon)


def test_a_part_with_a_sign_of_its_own_shares_no_other(lexicon):
    found = told("Weakness in the arms and back pain.", lexicon)

    assert {("muscle-weakness", "present"), ("back-pain", "present")} <= found
    assert "muscle-pain" not in {concept for concept, _ in found}
