"""`consilia check-knowledge` finds a defect that somebody plants, and none in the knowledge as it is."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from consilia import loaded
from consilia.domain.composing import load_composing
from consilia.domain.reviewing import Problem, count, files, problems, problems_of_composing
from consilia.domain.reviewing.sources import unread
from consilia.terminal.knowledge import check_knowledge_command

TODAY = date(2026, 11, 22)
REVIEW = "review: {status: draft, by: not yet reviewed, on: 2026-11-22, again_by: 2027-05-22}\n"


@pytest.fixture
def copy(tmp_path):
    """The knowledge, to be broken."""
    folder = tmp_path / "knowledge"
    shutil.copytree(loaded.KNOWLEDGE, folder, ignore=shutil.ignore_patterns("common.txt", "samples", "svg"))
    shutil.copytree(loaded.KNOWLEDGE / "samples", folder / "samples")
    shutil.copy(loaded.KNOWLEDGE / "words/common.txt", folder / "words/common.txt")
    return folder


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Put other words into a file, and be sure that something changed."""
    file = folder / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, "utf-8")


def item(folder: Path, text: str, *, section: str = "actions", rest: str = "", sources: str = "nhs-twitching") -> None:
    """Plant one item that says the text."""
    held = (
        f"id: planted\nsection: {section}\ntopics: [movement]\nsay: [{json.dumps(text)}]\nsources: [{sources}]\n{rest}"
    )
    write(folder, "care/planted.yaml", held + ("" if "review:" in rest else REVIEW))


def errors_of_composing(folder: Path) -> list[str]:
    found = problems_of_composing(load_composing(folder), folder=folder, rules=loaded.rules())
    return [f"{problem.file}: {problem.what}" for problem in found if problem.weight == "error"]


# The knowledge as it is


def test_the_knowledge_has_no_error():
    assert [problem for problem in problems(loaded.KNOWLEDGE, today=TODAY) if problem.weight == "error"] == []


def test_every_fact_that_nobody_has_read_says_so_and_says_why_it_errs_on_the_safe_side():
    knowledge = loaded.composing()
    resting = [one for one in knowledge.items if unread(one, knowledge)]

    assert resting
    assert [one.id for one in resting if one.review.status != "to verify" or not one.errs_safe] == []


def test_what_is_to_verify_is_listed_for_reviewers():
    listed = {p.file for p in problems(loaded.KNOWLEDGE, today=TODAY) if "still to verify" in p.what}
    items = {f"composing: {one.id}" for one in loaded.composing().items if one.review.status == "to verify"}

    assert items | {f"guides/{guide.slug}" for guide in loaded.guides() if guide.to_verify} == listed


def test_nothing_that_comforts_is_unverified():
    comforting = [one for one in loaded.composing().items if one.section in ("reassurance", "fear", "conclusion")]

    assert comforting
    assert [one.id for one in comforting if one.review.status == "to verify"] == []


# Defects in the composer's items

BANANAS = "Eat two bananas a day."
DEFECTS = {
    "potassium for weak kidneys": (
        lambda k: change(k, "care/mineral-foods.yaml", "  - {possible: [kidney-disease]}\n", ""),
        "mineral-foods: advises foods or tablets with potassium and is not kept from people with kidney-disease",
    ),
    "potassium with blood pressure tablets": (
        lambda k: change(k, "care/mineral-foods.yaml", "  - {takes: [potassium-raising]}\n", ""),
        "no-potassium warns people with potassium-raising, and this item is not kept from them",
    ),
    "bananas in an item that nobody has named": (
        lambda k: item(k, BANANAS),
        "planted: advises foods or tablets with potassium and is not kept from people with kidney-disease, potas",
    ),
    "a contra-indication that holds only together with another": (
        lambda k: item(
            k, BANANAS, rest="unless: [{possible: [kidney-disease], young: 'yes'}, {takes: [potassium-raising]}]\n"
        ),
        "planted: advises foods or tablets with potassium and is not kept from people with kidney-disease:",
    ),
    "more water for a weak heart": (
        lambda k: change(k, "care/water.yaml", "kidney-disease, heart-disease", "kidney-disease"),
        "water: advises more to drink and is not kept from people with heart-disease",
    ),
    "ice on numb skin": (
        lambda k: change(k, "care/cold.yaml", "numbness, ", ""),
        "cold: advises cold and is not kept from people with numbness",
    ),
    "massage of a swollen leg": (
        lambda k: change(k, "care/massage.yaml", "one-leg-swelling, ", ""),
        "massage: advises massage and is not kept from people with one-leg-swelling",
    ),
    "less coffee for those who drink none": (
        lambda k: change(k, "care/less-caffeine.yaml", "{denied: [caffeine]}", "{denied: [smoking]}"),
        "less-caffeine: advises less coffee and is not kept from people who deny caffeine",
    ),
    "a warm bath and no hot soak": (
        lambda k: change(k, "care/warmth.yaml", "  - {detail: [hot-soak]}\n", ""),
        "no-hot-soak: contradicts warmth, and both may stand on one page",
    ),
    "a misspelt concept": (
        lambda k: change(k, "care/water.yaml", "kidney-disease", "kidny-disease"),
        "water: its condition possible names 'kidny-disease', which is not there",
    ),
    "a misspelt group of medicines": (
        lambda k: change(k, "care/no-potassium.yaml", "takes: [potassium-raising]", "takes: [potasium-raising]"),
        "no-potassium: its condition takes names 'potasium-raising', which is not there",
    ),
    "a rule that is not there, deep inside": (
        lambda k: item(k, "Sit down.", rest="when: {any_of: [{none_of: [{fired: [RF99]}]}]}\n"),
        "planted: its condition fired names 'RF99', which is not there",
    ),
    "a phrase that is not there": (
        lambda k: item(k, "Sit down.", rest="boosts: [{when: {detail: [hot-soup]}, add: 1}]\n"),
        "planted: its condition detail names 'hot-soup', which is not there",
    ),
    "a complaint of a concept that is not there": (
        lambda k: change(k, "complaints/tremor.yaml", "concepts: [", "concepts: [wobbling, "),
        "complaints: tremor: names the concept 'wobbling', which is not there",
    ),
    "a source that nobody has read": (
        lambda k: item(k, "Sit down.", sources="common-sense"),
        "planted: rests on sources nobody has read",
    ),
    "an unread date": (
        lambda k: change(k, "composing/sources.yaml", "  read_on: 2026-11-22\nnice-movements:", "nice-movements:"),
        "rests on sources nobody has read (NHS, Twitching eyes and muscles (copy)) and does not say",
    ),
    "comfort that nobody has verified": (
        lambda k: item(
            k,
            "All is well.",
            section="reassurance",
            rest=f"errs_safe: It is kind.\n{REVIEW.replace('draft', 'to verify')}",
        ),
        "planted: not verified, and stands in the section reassurance, which can comfort",
    ),
    "unverified comfort in another section": (
        lambda k: item(
            k,
            "That is common.",
            rest=f"when: {{worry_blocked: 'no'}}\nerrs_safe: It is kind.\n{REVIEW.replace('draft', 'to verify')}",
        ),
        "planted: not verified, and comforts those without a sign of danger",
    ),
    "an unverified figure": (
        lambda k: item(k, "Sleep 12 hours.", rest=f"errs_safe: Why not.\n{REVIEW.replace('draft', 'to verify')}"),
        "planted: not verified, and names a figure",
    ),
    "an unverified item in place of another": (
        lambda k: item(
            k, "Sit down.", rest=f"replaces: [water]\nerrs_safe: Why not.\n{REVIEW.replace('draft', 'to verify')}"
        ),
        "planted: not verified, and takes the place of water",
    ),
}


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_planted_defect_of_an_item_is_found(copy, defect):
    plant, expected = DEFECTS[defect]
    before = errors_of_composing(copy)
    plant(copy)

    found = [one for one in errors_of_composing(copy) if one not in before]

    assert [one for one in found if expected in one], found


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        (BANANAS, "unless: [{possible: [kidney-disease]}, {takes: [potassium-raising]}]\n"),
        (BANANAS, "when: {denied: [kidney-disease]}\nunless: [{takes: [potassium-raising]}]\n"),
        ("Sit down.", f"errs_safe: Sitting does no harm.\n{REVIEW.replace('draft', 'to verify')}"),
    ],
)
def test_advice_that_is_kept_from_those_it_could_harm_is_fine(copy, text, rest):
    before = errors_of_composing(copy)
    item(copy, text, rest=rest)

    assert errors_of_composing(copy) == before


# Defects in whole files

BROKEN = {
    "no YAML": (lambda k: write(k, "care/water.yaml", "id: [water"), "care/water.yaml"),
    "one key twice": (lambda k: change(k, "care/water.yaml", "id: water", "id: water\nid: water"), "stands twice"),
    "an unknown field": (lambda k: change(k, "care/water.yaml", "id: water", "id: water\ncolour: blue"), "colour"),
    "one id twice": (lambda k: shutil.copy(k / "care/water.yaml", k / "care/more.yaml"), "id water stands 2 times"),
    "a source that is not there": (
        lambda k: change(k, "care/water.yaml", "nhs-twitching", "nhs-water"),
        "water: no source nhs-water",
    ),
    "a section that is not there": (
        lambda k: change(k, "care/water.yaml", "section: actions", "section: action"),
        "water: no section action",
    ),
    "a review that is due": (
        lambda k: change(k, "care/water.yaml", "again_by: 2027-05-22", "again_by: 2026-11-01"),
        "its review was due on 2026-11-01",
    ),
    "a date that is none": (
        lambda k: change(k, "care/water.yaml", "again_by: 2027-05-22", "again_by: soon"),
        "no date",
    ),
    "a rule without review": (
        lambda k: change(k, "triage/RF46.yaml", "\nreview:", "\nreviewed:"),
        "triage/RF46.yaml: has no review",
    ),
    "a guide with a source that is not there": (
        lambda k: change(k, "guides/muscle-twitching/07-food.yaml", "hyperkalaemia", "hyperkalemia"),
        "hyperkalemia",
    ),
    "a guide with a figure that is not there": (
        lambda k: change(k, "guides/muscle-twitching/guide.yaml", "nerve-to-muscle", "nerve-to-muscles"),
        "nerve-to-muscle",
    ),
    "a sentence to verify that no guide holds": (
        lambda k: change(k, "guides/muscle-twitching/guide.yaml", "{says: That could be", "{says: This could be"),
        "to verify, and not in the guide: This could be a clot.",
    ),
    "a topic without a name": (lambda k: change(k, "topics/neurology/tics.yaml", "name: Tics", "name: ''"), "name"),
    "a number that no place has": (
        lambda k: change(k, "guides/muscle-twitching/08-people.yaml", "{emergency.number}", "{ambulance.number}"),
        "ambulance.number",
    ),
    "a synonym for not": (
        lambda k: change(k, "smoothing/policy.yaml", "[nearly, almost]", "[nearly, not]"),
        "cannot stand among the synonyms",
    ),
    "points for a question that is not there": (
        lambda k: change(k, "movements/movements.yaml", "points: {small-jumps:", "points: {smal-jumps:"),
        "smal-jumps",
    ),
}


@pytest.mark.parametrize("defect", BROKEN)
def test_a_broken_file_is_named(copy, defect, monkeypatch):
    monkeypatch.setattr(files, "load_lexicon", lambda folder: None)  # none of these is a concept, and it takes seconds
    plant, expected = BROKEN[defect]
    plant(copy)

    found = [f"{p.file}: {p.what}" for p in problems(copy, today=TODAY) if p.weight == "error"]

    assert [one for one in found if expected in one], found


def test_a_dead_concept_of_a_rule_is_found(copy):
    (copy / "concepts/jaw-locked.yaml").unlink()

    found = [p for p in problems(copy, today=TODAY) if p.weight == "error"]

    assert any("jaw-locked" in problem.what for problem in found)


# What the command says


def test_the_command_counts_what_no_clinician_has_reviewed(copy):
    change(copy, "care/water.yaml", "status: draft, by: not yet reviewed", "status: reviewed, by: Dr Ada Example")

    ours = {one.folder: one for one in count(copy)}

    assert ours["care"].reviewed == 1
    assert ours["care"].to_verify == sum("status: to verify" in f.read_text() for f in (copy / "care").glob("*.yaml"))
    assert ours["care"].total == len(list((copy / "care").glob("*.yaml")))
    assert ours["triage"].reviewed == 0


def test_the_command_fails_and_prints_the_defect(copy):
    item(copy, BANANAS)

    told = CliRunner().invoke(check_knowledge_command, ["--folder", str(copy)])
    machine = CliRunner().invoke(check_knowledge_command, ["--folder", str(copy), "--json"])

    assert told.exit_code == machine.exit_code == 1
    assert "error: composing: planted: advises foods or tablets with potassium" in told.output
    assert "care: 0 of" in told.output
    held = json.loads(machine.stdout)
    assert held["errors"] >= 1
    assert {"file", "weight", "what"} == held["problems"][0].keys()
    assert any(one["folder"] == "triage" and one["draft"] > 50 for one in held["reviews"])


def test_a_problem_is_a_value():
    assert Problem("a", "note", "b") == Problem("a", "note", "b")
