"""Every file with medicine in it says who reviewed it and when somebody must look again."""

import re
from datetime import date

import pytest

from consilia.domain import plain_yaml
from tests.repository.files import ROOT

KNOWLEDGE = ROOT / "consilia" / "knowledge"
# What holds words, weights or addresses and no medicine. Everything else must name its reviewer.
WITHOUT_MEDICINE = {
    "advice": "what is said at each level; it is reviewed with the rules that lead there",
    "asking": "the lengths and times of the ask form",
    "composing": "headings, phrases and weights; the statements stand in files of their own",
    "locales": "numbers to ring: each has its own source and the day it was checked",
    "medicine-classes": "names of medicines by class",
    "retrieval": "weights and words of the search",
    "samples": "invented questions and answers, marked as such",
    "stance": "grammar: which words turn a finding around",
    "teasers": "greetings",
    "words": "spelling, numbers, times and places",
}
WITHOUT_MEDICINE_FILES = {
    "composing/sources.yaml",  # where statements come from
    "guides/sources.yaml",
    "topics/filing.yaml",  # weights
    "guides/cues.yaml",
}


def medical_files():
    return [
        path.relative_to(KNOWLEDGE).as_posix()
        for path in sorted(KNOWLEDGE.rglob("*.yaml"))
        if path.relative_to(KNOWLEDGE).parts[0] not in WITHOUT_MEDICINE
        and path.relative_to(KNOWLEDGE).as_posix() not in WITHOUT_MEDICINE_FILES
    ]


def reviews_in(held):
    """Every review in a file, at its top or at each of its items."""
    if isinstance(held, dict):
        if "review" in held:
            yield held["review"]
        for value in held.values():
            yield from reviews_in(value)
    elif isinstance(held, list):
        for value in held:
            yield from reviews_in(value)


def is_day(written):
    return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", written)) and bool(date.fromisoformat(written))


def test_there_is_knowledge():
    assert len(medical_files()) > 100


@pytest.mark.parametrize("name", medical_files())
def test_a_file_names_its_reviewer_and_the_day_to_look_again(name):
    path = KNOWLEDGE / name
    section_of = path.parent / "guide.yaml"
    if name.startswith("guides/") and section_of.exists():
        path = section_of  # a guide is reviewed as a whole

    reviews = list(reviews_in(plain_yaml.load(path)))

    assert reviews, "no review field"
    for review in reviews:
        assert "by" in review, review
        assert is_day(review["again_by"]), review
        assert not review.get("on") or is_day(review["on"]), review


def test_each_exception_is_there():
    assert [name for name in WITHOUT_MEDICINE if not (KNOWLEDGE / name).is_dir()] == []
