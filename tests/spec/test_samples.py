"""The sample content holds what a demonstration needs, reads easily, and misleads nobody."""

import re
from collections import Counter
from pathlib import Path

import pytest

from consilia.domain import plain_yaml
from consilia.domain.language import load_lexicon, read
from consilia.domain.language.model import Person, Stance
from consilia.domain.reading_age import grade
from consilia.domain.samples import SampleInconsistent, load_samples
from consilia.domain.topics import load_topics, match_topics
from consilia.domain.triage import assess, load_rules
from consilia.domain.triage.model import Urgency

KNOWLEDGE = Path(__file__).parents[2] / "consilia/knowledge"
SAMPLES = load_samples(KNOWLEDGE)
LEXICON = load_lexicon(KNOWLEDGE)
RULES = load_rules(KNOWLEDGE)
TOPICS = load_topics(KNOWLEDGE)
ANSWERED = [pytest.param(question, id=question.key) for question in SAMPLES.answered]
ALL = [pytest.param(question, id=question.key) for question in SAMPLES.questions]
MOST_TOO_CALM = 0.15  # of all samples, none of them urgent
MOST_TOO_LOUD = 0.25  # put to "today" or "now" though they are not
A_PHONE_NUMBER = re.compile(r"\b(?:999|111|911|988|112|119|116 ?123|\d{5,})\b(?!/)")


def _assess(question):
    person = Person(age_years=question.age_years, sex=question.sex, pregnant=question.pregnant)
    reading = read(question.text, lexicon=LEXICON, person=person, asked_on=question.asked_on)
    return assess(reading, rules=RULES)


def test_there_are_enough_samples_of_enough_kinds():
    assert len(SAMPLES.answered) >= 44
    assert len({doctor.department for doctor in SAMPLES.doctors}) >= 4
    assert len(SAMPLES.doctors) >= 6
    assert len(SAMPLES.hospitals) >= 2
    departments = Counter(question.department for question in SAMPLES.answered)
    assert departments["neurology"] >= 15
    for department in ("ophthalmology", "orthopedics", "psychiatry", "cardiology", "internal-medicine"):
        assert departments[department] >= 2, department


def test_one_of_each_level_waits_for_the_doctors():
    waiting = {question.expected_urgency for question in SAMPLES.waiting}

    assert waiting == {Urgency.URGENT, Urgency.SOON, Urgency.ROUTINE}


def test_everything_made_up_says_so():
    for hospital in SAMPLES.hospitals:
        assert "(sample)" in hospital.name
    for doctor in SAMPLES.doctors:
        assert "made-up" in doctor.about


def test_nobody_below_eighteen_is_among_the_samples():
    assert min(question.age_years for question in SAMPLES.questions) >= 18


@pytest.mark.parametrize("question", ANSWERED)
def test_a_reply_is_of_good_length_and_easy_to_read(question):
    assert 40 <= len(question.text.split()) <= 350
    assert 60 <= len(question.reply.text.split()) <= 200
    assert grade(question.reply.text) <= 6.2


@pytest.mark.parametrize("question", ANSWERED)
def test_a_reply_says_when_to_get_help(question):
    assert re.search(
        r"ambulance|emergency|same day|within days|two weeks|visit|sooner|get help|at once|today", question.reply.text
    )


@pytest.mark.parametrize("question", ALL)
def test_a_sample_names_no_number_of_any_place(question):
    words = question.text + (question.reply.text if question.reply else "")

    assert not A_PHONE_NUMBER.search(words)
    assert "http" not in words
    assert "@" not in words


@pytest.mark.parametrize("question", [q for q in ANSWERED if q.values[0].expected_urgency.rank <= 1])
def test_an_urgent_sample_is_sent_to_help_in_the_first_sentences(question):
    first = question.reply.text[:160].lower()

    assert re.search(r"\bnow\b|today", first)


@pytest.mark.parametrize("question", ALL)
def test_no_sample_speaks_of_wanting_to_die(question):
    found = read(question.text, lexicon=LEXICON).findings

    assert not [f for f in found if f.concept == "self-harm-thoughts" and f.stance in {Stance.PRESENT, Stance.UNSURE}]


@pytest.mark.parametrize("question", [q for q in ALL if q.values[0].expected_urgency.rank <= 1])
def test_triage_is_never_calmer_than_an_urgent_sample_deserves(question):
    assessed = _assess(question)

    assert assessed.readable
    assert assessed.urgency.rank <= question.expected_urgency.rank


def test_triage_agrees_with_most_samples():
    """Neither side of a disagreement is proved right, but many of them would mean that one is wrong."""
    calmer, louder = [], []
    for question in SAMPLES.questions:
        steps = _assess(question).urgency.rank - question.expected_urgency.rank
        if steps > 0:
            calmer.append(question.key)
        if steps < 0 and _assess(question).urgency.rank <= Urgency.URGENT.rank:
            louder.append(question.key)

    assert len(calmer) <= len(SAMPLES.questions) * MOST_TOO_CALM, calmer
    assert len(louder) <= len(SAMPLES.questions) * MOST_TOO_LOUD, louder


def test_topics_by_hand_are_among_the_first_ten_that_are_found():
    missed = []
    for question in SAMPLES.questions:
        matches = match_topics(read(question.text, lexicon=LEXICON), topics=TOPICS, department=question.department)
        first = [match.topic.id for match in matches[:10]]
        missed += [(question.key, topic) for topic in question.topics if topic not in first]
    asked = sum(len(question.topics) for question in SAMPLES.questions)

    assert len(missed) <= asked * 0.12, missed


def test_every_topic_named_by_a_sample_exists():
    known = {topic.id for topic in TOPICS.topics}

    assert {topic for question in SAMPLES.questions for topic in question.topics} <= known


def _copy(tmp_path, **changes):
    """A folder with the people and one question, changed."""
    people = tmp_path / "samples/people.yaml"
    (tmp_path / "samples/questions").mkdir(parents=True)
    people.write_text((KNOWLEDGE / "samples/people.yaml").read_text("utf-8"), "utf-8")
    held = plain_yaml.load(KNOWLEDGE / "samples/questions/waiting.yaml")["questions"][0]
    held.update(changes)
    lines = [f"  {'-' if place == 0 else ' '} {key}: {_yaml(value)}" for place, (key, value) in enumerate(held.items())]
    (tmp_path / "samples/questions/one.yaml").write_text("questions:\n" + "\n".join(lines), "utf-8")
    return tmp_path


def _yaml(value):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {part}" for key, part in value.items()) + "}"
    return f"[{', '.join(value)}]" if isinstance(value, list) else repr(value.replace("\n", " "))


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"follows": "nobody"}, "follows unknown nobody"),
        ({"reply": {"doctor": "who", "replied_on": "2026-11-22", "text": "Yes."}}, "answered by unknown who"),
        ({"reply": {"doctor": "wenhao", "replied_on": "2020-01-01", "text": "Yes."}}, "before it was asked"),
    ],
)
def test_samples_that_contradict_each_other_are_refused(tmp_path, changes, complaint):
    with pytest.raises(SampleInconsistent, match=complaint):
        load_samples(_copy(tmp_path, **changes))


@pytest.mark.parametrize(("years", "band"), [("23", "20~29"), ("90", "90+"), ("104", "90+"), ("9", "0~9")])
def test_the_age_band_pools_the_oldest(tmp_path, years, band):
    (question,) = load_samples(_copy(tmp_path, age_years=years)).questions

    assert question.age_band == band
