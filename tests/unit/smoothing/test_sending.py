"""Which sentences a language model may see: by the kind of knowledge item, and never with a person in it."""

import re
from dataclasses import replace

import pytest

from consilia import loaded
from consilia.domain.composing import Leaflet, Sentence
from consilia.domain.composing.files import Statement
from consilia.domain.composing.wording import sentences_of, slots_in
from consilia.domain.smoothing import may_be_sent, smoothed
from consilia.domain.smoothing.words import all_words

KNOWLEDGE = loaded.composing()
RULES = loaded.smoothing()
SENDABLE = may_be_sent(KNOWLEDGE, rules=RULES)
ALL = sorted(frozenset().union(*SENDABLE.values()))
KEPT_BACK = [section.id for section in KNOWLEDGE.sections if section.id not in RULES.sections]


def sentences_in(section: str) -> set[str]:
    return {
        one[0].upper() + one[1:]
        for item in KNOWLEDGE.items
        if item.section == section
        for statement in item.say
        for variant in (*statement.text, *statement.otherwise)
        for one in sentences_of(variant)
    }


def test_there_is_something_to_send_and_it_is_a_small_part():
    whole = sum(len(sentences_in(section.id)) for section in KNOWLEDGE.sections)

    assert 20 < len(ALL) < whole / 4


@pytest.mark.parametrize("section", KEPT_BACK)
def test_no_sentence_of_a_section_that_advises_warns_or_comforts_may_be_sent(section):
    assert sentences_in(section).isdisjoint(ALL)


def test_only_definitions_and_causes_may_be_sent():
    assert RULES.sections == {"opening", "causes"}
    assert {"first", "questions", "fear", "help", "actions", "tests", "reassurance", "conclusion"} <= set(KEPT_BACK)


@pytest.mark.parametrize("sentence", ALL)
def test_what_may_be_sent_holds_no_person_no_number_and_no_word_of_advice_dose_or_urgency(sentence):
    words = set(all_words(sentence))

    assert not slots_in(sentence)
    assert not KNOWLEDGE.asker_pattern.search(sentence)
    assert not re.search(r"\d", sentence)
    assert words.isdisjoint(
        {"you", "your", "mg", "dose", "doctor", "ring", "call", "emergency", "urgent", "stop", "take"}
    )
    assert words.isdisjoint(RULES.never_with | RULES.numbers)


def planted(text: str, *, section: str = "causes", level: str = "", topics: tuple[str, ...] = ("covered",)) -> set[str]:
    """What may be sent of an item that says the text and nothing else."""
    card = {"kind": "card", "level": level} if level else {}
    item = KNOWLEDGE.by_id["stress"].model_copy(
        update={"id": "planted", "section": section, "topics": topics, "say": (Statement(text=(text,), **card),)}
    )
    knowledge = replace(KNOWLEDGE, items=(*KNOWLEDGE.items, item))
    return set(may_be_sent(knowledge, rules=RULES).get("planted", ()))


def test_a_general_sentence_of_a_cause_may_be_sent():
    assert planted("Cold hands shake with ease.") == {"Cold hands shake with ease."}


@pytest.mark.parametrize(
    "text",
    [
        "Take 400 mg of magnesium.",
        "Magnesium: four hundred a day.",
        "Ring {emergency} if hands shake.",
        "This fits because {facts}.",
        "As you wrote, cold hands shake.",
        "Your hands shake with ease.",
        "Hands shake, so see a doctor.",
        "It is a stroke.",
        "Hands shake with no illness behind them.",
    ],
)
def test_a_sentence_with_advice_a_dose_urgency_comfort_or_a_person_stays(text):
    assert planted(text) == set()


@pytest.mark.parametrize(
    "kind",
    [{"section": "help"}, {"section": "actions"}, {"level": "urgent"}, {"topics": ("crisis",)}, {"topics": ("any",)}],
)
def test_the_kind_of_the_item_decides_whatever_the_sentence_says(kind):
    assert planted("Cold hands shake with ease.", **kind) == set()


def test_a_sentence_that_one_kind_of_item_keeps_back_no_other_may_send():
    advice = next(one for one in sorted(sentences_in("actions")) if not slots_in(one))

    assert planted(advice) == set()


STRESS = "Stress and worry: they send out signals that make nerves fire with ease."
SMOOTH = "Stress and worry: they send out messages that make nerves fire with ease."


def page(*sentences: Sentence) -> Leaflet:
    return Leaflet("A title", sentences, {})


def test_an_accepted_wording_takes_the_place_of_ours_and_its_source_stays():
    leaflet, changed = smoothed(
        page(Sentence(STRESS, "causes", "stress", kind="item")),
        wordings={STRESS: SMOOTH},
        sendable=SENDABLE,
        rules=RULES,
    )

    assert changed == 1
    assert leaflet.sentences == (Sentence(SMOOTH, "causes", "stress", kind="item"),)


@pytest.mark.parametrize(
    ("sentence", "wording"),
    [
        (Sentence(STRESS, "causes", "caffeine", kind="item"), SMOOTH),  # not what this item says
        (Sentence(STRESS, "causes", None, (0, 4), kind="item"), SMOOTH),  # the asker's words
        (Sentence(STRESS, "help", "stress", kind="card"), SMOOTH),
        (Sentence(STRESS, "causes", "stress", kind="heading"), SMOOTH),
        (Sentence(STRESS, "causes", "stress", kind="item"), "Stress is nothing. Stop your tablets."),
        (Sentence("Ring 999 now.", "help", "stress", kind="item"), "Wait and see."),
    ],
)
def test_a_kept_wording_is_judged_again_before_it_is_shown(sentence, wording):
    leaflet, changed = smoothed(page(sentence), wordings={sentence.text: wording}, sendable=SENDABLE, rules=RULES)

    assert changed == 0
    assert leaflet.sentences == (sentence,)
