"""Which departments are suggested: by words, findings, rules and age, each with the words that led to it."""

from dataclasses import replace

import pytest

from consilia.domain.language import Person, load_lexicon, read
from consilia.domain.triage import assess, from_record, to_record
from consilia.domain.triage.files import BrokenRule
from consilia.domain.triage.model import DepartmentHint
from consilia.domain.triage.routing import load_routing
from tests.unit.triage.conftest import KNOWLEDGE, finding, reading


@pytest.fixture(scope="module")
def hints(rules):
    lexicon = load_lexicon(KNOWLEDGE)

    def of(text, **person):
        return assess(read(text, lexicon=lexicon, person=Person(**person)), rules=rules).departments

    return of


@pytest.fixture
def names(hints):
    return lambda text, **person: [hint.department for hint in hints(text, **person)]


def test_the_words_that_led_there_are_told(hints):
    text = "My gums bleed, and a wisdom tooth hurts."

    [first, *_] = hints(text)

    assert first.department == "dentistry"
    assert first.quotes(text) == ("gums bleed", "wisdom tooth")
    assert first.reason == "It is about teeth or the jaw."


def test_a_quote_is_told_once_and_in_the_order_of_the_text():
    text = "Acne. A  rash. acne"

    assert DepartmentHint("d", "r", ((0, 4), (6, 13), (15, 19))).quotes(text) == ("Acne", "A rash")


@pytest.mark.parametrize("text", ["", "Hello, can you help me please?", "I went there by train and then came back."])
def test_general_medicine_stands_in_when_nothing_speaks(names, text):
    assert names(text) == ["internal-medicine"]


def test_no_more_than_three_are_named_and_none_twice(names):
    text = "My eyes, ears, skin, stomach, heart, kidneys, knees, teeth, lungs, breasts and nerves all hurt."

    assert len(names(text)) == len(set(names(text))) == 3


@pytest.mark.parametrize(
    ("text", "not_named"),
    [
        ("My knee hurts. I have no heartburn.", "gastroenterology"),
        ("My knee hurts. I never had asthma.", "respiratory"),
        ("My knee hurts. My sister has eczema.", "dermatology"),
        ("My knee hurts. I know the way by heart.", "cardiology"),
    ],
)
def test_what_is_denied_or_another_persons_or_no_part_of_the_body_says_nothing(names, text, not_named):
    assert names(text)[0] == "orthopedics"
    assert not_named not in names(text)


def test_a_denial_ends_with_its_clause(names):
    assert names("I have no pain, but my skin is covered in eczema.")[0] == "dermatology"


@pytest.mark.parametrize(("age", "first"), [(1, "pediatrics"), (8, "pediatrics"), (35, "ent"), (15, "ent")])
def test_a_child_goes_to_pediatrics_and_an_adult_does_not(names, age, first):
    assert names("An earache since yesterday.", age_years=age)[0] == first


def test_a_specialist_who_plainly_fits_stands_before_pediatrics(names):
    text = "Has epilepsy with seizures, seen by a neurologist, EEG done. Which neurologist treats Lennox epilepsy?"

    assert names(text, age_years=14)[0] == "neurology"
    assert "pediatrics" in names(text, age_years=10)


def test_a_child_whose_age_is_not_said_counts_as_one_when_somebody_asks_for_it(names):
    assert names("My little boy has a fever, and our baby girl coughs.")[0] == "pediatrics"
    assert "pediatrics" not in names("I am tired and have a fever.", age_years=40)


def test_a_pregnancy_on_the_form_counts(names):
    assert "obstetrics-gynecology" in names("I feel tired.", pregnant=True)
    assert "obstetrics-gynecology" not in names("I feel tired.")


def test_a_slip_of_the_pen_is_understood(names):
    assert names("Is my thyriod to blame?")[0] == "endocrinology"
    assert names("Found a kindney stone")[0] == "urology-nephrology"


def test_where_help_is_needed_now_the_specialist_stands_before_the_emergency(names):
    named = names("My face droops on the left since this morning and my arm is weak.")

    assert named[0] == "neurology"
    assert "emergency-medicine" in named


def test_one_of_the_same_kind_says_less_than_the_first(rules):
    one = assess(reading(finding("rash")), rules=rules).departments
    both = assess(reading(finding("rash"), finding("palpitations"), finding("heart-disease")), rules=rules).departments

    assert one[0].department == "dermatology"
    assert {"dermatology", "cardiology"} <= {hint.department for hint in both}


def test_a_stored_suggestion_keeps_its_words_and_an_older_one_has_none(rules):
    text = reading(finding("rash"))
    decided = assess(text, rules=rules)
    record = to_record(decided, text)

    assert from_record(record).departments == decided.departments
    older = {**record, "departments": [{"department": "ent", "reason": "It is."}]}
    assert from_record(older).departments == (DepartmentHint("ent", "It is."),)


@pytest.mark.parametrize(
    ("file", "before", "after", "told"),
    [
        ("departments/ent.yaml", "plainly:", "plenty:", "ent.yaml"),
        ("departments/ent.yaml", "otitis", "tinnitus, otitis", "stands there twice"),
        ("routing/weighing.yaml", "again:", "agen:", "weighing.yaml"),
    ],
)
def test_a_broken_file_is_named(tmp_path, file, before, after, told):
    for folder in ("departments", "routing", "words"):
        (tmp_path / folder).symlink_to(KNOWLEDGE / folder)
    copied = tmp_path / file
    copied.parent.unlink()
    copied.parent.mkdir()
    for path in (KNOWLEDGE / file).parent.glob("*.yaml"):
        (copied.parent / path.name).write_text(path.read_text("utf-8"), "utf-8")
    text = copied.read_text("utf-8")
    assert before in text
    copied.write_text(text.replace(before, after), "utf-8")

    with pytest.raises(BrokenRule, match=told):
        load_routing(tmp_path)


def test_weights_alone_change_who_comes_first(rules):
    text = reading(finding("rash"), finding("fatigue"))
    points = rules.routing.weighing.points.model_copy(update={"plainly": 0.1, "likely": 9.0})
    weighing = rules.routing.weighing.model_copy(update={"points": points})
    other = replace(rules, routing=replace(rules.routing, weighing=weighing))

    assert assess(text, rules=rules).departments[0].department == "dermatology"
    assert assess(text, rules=other).departments[0].department == "internal-medicine"
