"""The composer's knowledge files: complete, sourced, in plain words, and safe to say."""

import re
import shutil
from pathlib import Path

import pytest

from consilia import loaded
from consilia.domain.composing import BrokenKnowledge, compose, load_composing
from consilia.domain.composing.files import Item, Statement
from consilia.domain.composing.wording import FROM_FACTS, locale_slots, sentences_of, slots_in
from consilia.domain.language import read
from consilia.domain.triage import assess

KNOWLEDGE = loaded.composing()
STATEMENTS = [
    pytest.param(item, statement, id=f"{item.id}-{place}")
    for item in KNOWLEDGE.items
    for place, statement in enumerate(item.say)
]
OTHER_SLOTS = {"topic", "title"}


def wordings(statement: Statement) -> tuple[str, ...]:
    return (*statement.text, *statement.otherwise)


def sure_of_claims(item: Item, statement: Statement) -> bool:
    """Whether a condition gives the sentence words of the asker to point at."""
    fields = {"present", "present_all", "possible", "possible_all", "unsure", "absent", "denied", "past", "feared"}
    fields |= {
        "asked",
        "others",
        "mentioned",
        "normal",
        "abnormal",
        "done",
        "detail",
        "takes",
        "takes_two",
        "one_sided",
    }
    fields |= {"bmi_below", "conflict", "fired", "longer_than_days", "known_duration"}
    conditions = [item.when, statement.when, *item.when.any_of, *statement.when.any_of]
    return any(getattr(when, name) for when in conditions for name in fields)


def test_there_is_knowledge_to_test():
    assert len(KNOWLEDGE.items) > 150
    assert len(STATEMENTS) > 250


@pytest.mark.parametrize("item", KNOWLEDGE.items, ids=lambda item: item.id)
def test_an_item_has_sources_and_a_date_to_look_again(item):
    assert item.sources
    assert item.review.again_by > item.review.on
    assert item.review.by


@pytest.mark.parametrize(
    "item", [i for i in KNOWLEDGE.items if not any(KNOWLEDGE.sources[s].read_on for s in i.sources)]
)
def test_what_rests_on_no_checked_source_is_to_verify_and_errs_on_the_safe_side(item):
    assert item.review.status == "to verify"
    assert len(item.errs_safe) > 20


def test_an_item_is_said_to_be_reviewed_by_nobody_until_somebody_did():
    assert {item.review.status for item in KNOWLEDGE.items} <= {"draft", "to verify"}


@pytest.mark.parametrize(("item", "statement"), STATEMENTS)
def test_a_wording_is_whole_sentences_in_neutral_words(item, statement):
    gendered = re.compile(rf"\b({'|'.join(map(re.escape, KNOWLEDGE.policy.gendered_words))})\b", re.IGNORECASE)

    for wording in wordings(statement):
        assert wording[-1] in ".?!”", wording
        assert not gendered.search(wording), wording
        assert "—" not in wording


@pytest.mark.parametrize(("item", "statement"), STATEMENTS)
def test_a_slot_can_be_filled(item, statement):
    known = FROM_FACTS | OTHER_SLOTS | locale_slots(loaded.locale("en-GB")).keys()

    assert {slot for wording in wordings(statement) for slot in slots_in(wording)} <= known


@pytest.mark.parametrize(("item", "statement"), STATEMENTS)
def test_a_sentence_on_what_the_asker_wrote_hangs_on_their_words(item, statement):
    for sentence in (one for wording in wordings(statement) for one in sentences_of(wording)):
        if KNOWLEDGE.asker_pattern.search(sentence):
            assert FROM_FACTS.intersection(slots_in(sentence)) or sure_of_claims(item, statement), sentence


@pytest.mark.parametrize(("item", "statement"), STATEMENTS)
def test_sentences_are_short(item, statement):
    for sentence in (one for wording in wordings(statement) for one in sentences_of(wording)):
        assert len(sentence.split()) <= 26, sentence


def test_wordings_of_one_statement_ask_for_the_same_numbers():
    for item in KNOWLEDGE.items:
        for statement in item.say:
            numbers = {frozenset(re.findall(r"\b\d+\b", wording)) for wording in statement.text}
            assert len(numbers - {frozenset()}) <= 2, item.id


def test_potassium_is_never_advised_without_its_contra_indications():
    foods = [i for i in KNOWLEDGE.items if i.section == "actions" and re.search("banana|potassium food", str(i.say))]

    assert foods
    for item in foods:
        barred = {concept for bar in item.unless for concept in bar.possible} | {
            g for bar in item.unless for g in bar.takes
        }
        assert {"kidney-disease", "potassium-raising"} <= barred


@pytest.mark.parametrize(
    ("section", "durations"),
    [
        ("actions", ["20 to 30 seconds", "15 to 20 minutes", "7 to 9 hours", "8 to 10 hours"]),
        ("sleep", ["7 to 9 hours"]),
    ],
)
def test_the_durations_stand_as_they_should(section, durations):
    said = " ".join(w for i in KNOWLEDGE.items if i.section == section for s in i.say for w in s.text)

    assert [d for d in durations if d not in said] == []


def test_every_concept_of_the_contract_can_be_spoken_of():
    contract = Path(loaded.KNOWLEDGE / "concepts").glob("*.yaml")
    spoken = {p.stem for p in contract if KNOWLEDGE.may_be_named(p.stem)}

    assert {"twitching", "muscle-weakness", "caffeine", "als", "emg", "self-harm-thoughts", "carpal-tunnel"} <= spoken


@pytest.fixture
def copy(tmp_path):
    for name in (
        "composing",
        "complaints",
        "opening",
        "answers",
        "reassurance",
        "causes",
        "care",
        "help",
        "tests",
        "concepts",
    ):
        shutil.copytree(loaded.KNOWLEDGE / name, tmp_path / name)
    return tmp_path


REVIEW = "review: {status: draft, by: not yet reviewed, on: 2026-11-22, again_by: 2027-05-22}\n"


@pytest.mark.parametrize(
    ("path", "content", "reason"),
    [
        ("care/new.yaml", "id: new\nsection: actions\nsay: [Rest.]\nsources: [nobody]\n", "no source nobody"),
        ("care/new.yaml", "id: new\nsection: nowhere\nsay: [Rest.]\nsources: [about-us]\n", "no section nowhere"),
        (
            "care/new.yaml",
            "id: new\nsection: actions\ntopics: [moon]\nsay: [Rest.]\nsources: [about-us]\n",
            "no topic moon",
        ),
        ("care/new.yaml", "id: relax\nsection: actions\nsay: [Rest.]\nsources: [about-us]\n", "relax stands 2 times"),
    ],
)
def test_a_dead_reference_stops_the_start(copy, path, content, reason):
    (copy / path).write_text(content + REVIEW)

    with pytest.raises(BrokenKnowledge, match=reason):
        load_composing(copy)


def test_an_unverified_item_without_a_reason_stops_the_start(copy):
    item = "id: new\nsection: actions\nsay: [Rest.]\nsources: [about-us]\n"
    (copy / "care/new.yaml").write_text(item + REVIEW.replace("draft", "to verify"))

    with pytest.raises(BrokenKnowledge, match="not verified"):
        load_composing(copy)


def test_a_new_topic_needs_no_python(copy):
    (copy / "complaints/hiccups.yaml").write_text(
        f"id: hiccups\nname: hiccups\ntitle: Hiccups\nconcepts: [cough]\nfamilies: [movement]\n{REVIEW}"
    )
    (copy / "opening/definition-hiccups.yaml").write_text(
        "id: definition-hiccups\nsection: opening\ntopics: [hiccups]\nweight: 9\n"
        f"say: [A hiccup is a jerk of the muscle you breathe with.]\nsources: [sleep-movements]\n{REVIEW}"
    )
    reading = read("I have had a cough for two days.", lexicon=loaded.lexicon())
    page = compose(
        reading, assess(reading, rules=loaded.rules()), knowledge=load_composing(copy), locale=loaded.locale("en-GB")
    )

    assert page.covered
    assert "A hiccup is a jerk of the muscle you breathe with." in [s.text for s in page.sentences]
    assert page.title.startswith("Hiccups")
