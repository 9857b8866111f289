"""A clinician adds a topic with files alone: it is understood, triaged, composed, listed, and has a guide and a sample.

What is written here follows `consilia/knowledge/README.md` step by step. No Python of the product changes.
"""

import shutil
from datetime import date
from pathlib import Path

import pytest

from consilia import loaded
from consilia.domain.composing import compose, load_composing, to_markdown
from consilia.domain.guides import load_guides
from consilia.domain.language import Person, load_lexicon, read
from consilia.domain.reviewing import problems
from consilia.domain.samples import load_samples
from consilia.domain.topics import load_topics, match_topics
from consilia.domain.triage import Urgency, assess, explain_to_asker, load_rules

REVIEW = "review: {status: draft, by: not yet reviewed, on: 2026-11-22, again_by: 2027-05-22}\n"
FILES = {
    "concepts/nose-dripping-cold.yaml": f"""
id: nose-dripping-cold
name: Dripping nose in the cold
plain: a nose that drips in the cold
group: sensation
kind: symptom
phrases: [nose & (drip|drips|dripping|runs) ... cold, skiers nose]
{REVIEW}""",
    "triage/skiers-nose.yaml": """
id: skiers-nose
title: A nose that drips for weeks
when:
  - name: lasting
    urgency: routine
    all: [{concept: nose-dripping-cold, at_least_days: 21}]
why: Clear fluid that drips from the nose for weeks deserves one look.
references:
  - {title: A public text on the dripping nose, url: "https://example.org/nose", read_on: 2026-11-22}
review: {by: not reviewed yet, on: '', again_by: 2027-05-22}
known_misses: [A drip after a blow to the head.]
departments: [ent]
asker: A nose that drips for weeks is worth an ordinary visit.
doctor: Persistent watery rhinorrhoea.
would_change: A drip after a blow to the head would change this at once.
cases:
  - {fires: yes, text: "My nose has been dripping in the cold for six weeks"}
  - {fires: yes, text: "My nose drips in cold air, for two months now"}
  - {fires: yes, text: "I have had skiers nose for a month"}
  - {fires: no, text: "My nose dripped in the cold yesterday"}
  - {fires: no, text: "My nose does not drip in the cold"}
  - {fires: no, text: "What is skiers nose?"}
""",
    "complaints/dripping-nose.yaml": f"""
id: dripping-nose
name: a dripping nose
title: Dripping nose
concepts: [nose-dripping-cold]
families: [nose]
own_places: [nose]
rank: 4
{REVIEW}""",
    "opening/definition-dripping-nose.yaml": f"""
id: definition-dripping-nose
section: opening
topics: [dripping-nose]
weight: 9
when: {{lead: [dripping-nose]}}
say: [A nose that drips in the cold warms and wets the air for your lungs.]
sources: [nose-text]
{REVIEW}""",
    "causes/cold-air.yaml": f"""
id: cold-air
section: causes
topics: [dripping-nose]
name: Cold air
weight: 5
when: {{possible: [nose-dripping-cold]}}
say:
  - {{keep: must, text: "Cold air: the nose makes more fluid to warm it. This fits because {{facts}}."}}
sources: [nose-text]
{REVIEW}""",
    "care/scarf.yaml": f"""
id: scarf
section: actions
topics: [dripping-nose]
weight: 4
say: [Wear a thin scarf over mouth and nose when it is cold outside.]
sources: [nose-text]
{REVIEW}""",
    "help/e-nose.yaml": f"""
id: e-nose
section: help
topics: [dripping-nose]
weight: 5
say:
  - {{level: emergency, keep: must, text: Clear fluid runs from the nose after a blow to the head.}}
sources: [nose-text]
{REVIEW}""",
    "topics/ent/dripping-nose.yaml": f"""
name: Dripping Nose
department: ent
introduction:
  - A nose that drips in the cold is mostly healthy.
  - See a doctor if it drips for weeks, and at once after a blow to the head.
sources: [nose-text]
guide: dripping-nose
concepts: [{{concept: nose-dripping-cold, weight: 4}}]
{REVIEW}""",
    "guides/dripping-nose/guide.yaml": f"""
title: The dripping nose
summary: Why a nose drips in the cold, and what to do.
department: ent
about: [ent/dripping-nose]
written_on: 2026-11-22
changed_on: 2026-11-22
introduction: You go out in the cold and your nose runs.
faq_title: Questions people often ask
faq:
  - {{id: is-it-a-cold, question: Is it a cold?, answer: Mostly not. A cold has other signs too., sources: [nose-text]}}
conclusion: A scarf helps.
{REVIEW}""",
    "guides/dripping-nose/01-when.yaml": """
id: when-a-nose-needs-help
title: When a nose needs help
cards:
  - level: emergency
    title: Call an ambulance now
    signs: [clear fluid runs from the nose after a blow to the head]
    action: "Ring [{emergency.number}](tel:{emergency.dial}) now."
    rules: [skiers-nose]
sources: [nose-text]
""",
    "samples/questions/nose.yaml": """
questions:
  - key: nose-in-the-snow
    subject: nose drips in the snow
    text: My nose has been dripping in the cold for six weeks, each time I go out. I am well in all other ways.
    pseudonym: Snow Walker
    age_years: 41
    sex: female
    asked_on: 2026-01-10
    department: ent
    topics: [ent/dripping-nose]
    expected_urgency: routine
""",
}
SOURCE = (
    "  title: A public text on the dripping nose\n  url: https://example.org/nose\n  says: Cold air makes a nose run.\n"
)
QUESTION = "My nose has been dripping in the cold for six weeks, no fever. What can I do? I am 41."


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """The knowledge with one topic more."""
    made = tmp_path_factory.mktemp("house") / "knowledge"
    shutil.copytree(loaded.KNOWLEDGE, made)
    for name, text in FILES.items():
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_text(text.lstrip("\n"), "utf-8")
    with (made / "composing/sources.yaml").open("a", encoding="utf-8") as file:
        file.write(f"nose-text:\n{SOURCE}  read_on: 2026-11-22\n")
    with (made / "guides/sources.yaml").open("a", encoding="utf-8") as file:
        file.write(f"  - id: nose-text\n{SOURCE.replace('  ', '    ')}    read_on: 2026-11-22\n")
    with (made / "composing/phrases.yaml").open("a", encoding="utf-8") as file:
        file.write("nose-dripping-cold: {name: a dripping nose, present: your nose drips in the cold}\n")
    return made


@pytest.fixture(scope="module")
def reading(folder):
    return read(QUESTION, lexicon=load_lexicon(folder), person=Person(age_years=41))


@pytest.fixture(scope="module")
def rules(folder):
    return load_rules(folder)


def test_the_old_knowledge_does_not_know_it():
    known = read(QUESTION, lexicon=loaded.lexicon())

    assert "nose-dripping-cold" not in {finding.concept for finding in known.findings}


def test_it_is_understood_with_its_time(reading):
    found = [finding for finding in reading.findings if finding.concept == "nose-dripping-cold"]

    assert len(found) == 1
    assert found[0].stance.value == "present"
    assert found[0].since is not None
    assert found[0].since.days == pytest.approx(42)


def test_it_is_triaged_by_its_rule_and_explained(reading, rules):
    assessment = assess(reading, rules=rules)
    told = explain_to_asker(assessment, reading, rules=rules, locale=loaded.locale("en-GB"))

    assert [fired.rule_id for fired in assessment.fired] == ["skiers-nose"]
    assert assessment.urgency is Urgency.ROUTINE
    assert "A nose that drips for weeks is worth an ordinary visit." in str(told)


def test_the_cases_of_its_rule_hold(folder, rules):
    lexicon = load_lexicon(folder)
    for case in rules.all["skiers-nose"].cases:
        fired = {one.rule_id for one in assess(read(case.text, lexicon=lexicon), rules=rules).fired}
        assert ("skiers-nose" in fired) is case.fires, case.text


def test_its_page_is_composed(folder, reading, rules):
    page = compose(
        reading, assess(reading, rules=rules), knowledge=load_composing(folder), locale=loaded.locale("en-GB")
    )
    text = to_markdown(page)

    assert page.covered
    assert page.title.startswith("Dripping nose")
    assert "warms and wets the air" in text
    assert "This fits because your nose drips in the cold." in text
    assert "Wear a thin scarf" in text
    assert "after a blow to the head" in text
    assert "A public text on the dripping nose" in text


def test_it_is_listed_and_the_question_filed_under_it(folder, reading):
    topics = load_topics(folder)
    first = match_topics(reading, topics=topics, department="ent")[0]

    assert "ent/dripping-nose" in {topic.id for topic in topics.topics}
    assert (first.topic.name, first.is_filed) == ("Dripping Nose", True)


def test_it_has_a_guide_and_a_sample(folder):
    guides = {guide.slug: guide for guide in load_guides(folder)}

    assert guides["dripping-nose"].faq[0].question == "Is it a cold?"
    assert "nose-in-the-snow" in {question.key for question in load_samples(folder).questions}


def test_check_knowledge_finds_nothing_wrong_with_it(folder):
    today = date(2026, 11, 22)
    before = {problem for problem in problems(loaded.KNOWLEDGE, today=today) if problem.weight == "error"}

    assert {problem for problem in problems(folder, today=today) if problem.weight == "error"} <= before


def test_check_knowledge_names_a_slip_in_it(folder, tmp_path):
    slipped = tmp_path / "knowledge"
    shutil.copytree(folder, slipped)
    cause = slipped / "causes/cold-air.yaml"
    cause.write_text(
        cause.read_text("utf-8").replace("possible: [nose-dripping-cold]", "possible: [nose-driping]"), "utf-8"
    )

    found = [problem.what for problem in problems(slipped, today=date(2026, 11, 22)) if problem.weight == "error"]

    assert "its condition possible names 'nose-driping', which is not there" in found
