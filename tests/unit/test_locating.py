"""Out of what a loader raised: which file, which line, and what is wrong in words."""

from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel, ConfigDict

from consilia.domain import plain_yaml
from consilia.domain.reviewing.locating import problem_of, unreadable_in_words

TEXT = "id: one\nsteps:\n  - name: a\n  - name: b\n    colour: red\n"


class Step(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str


class File(BaseModel):
    model_config = ConfigDict(extra="forbid")
    id: str
    steps: list[Step]


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ([], None),
        (["id"], 1),
        (["steps"], 2),
        (["steps", 1], 4),
        (["steps", 1, "colour"], 5),
        (["steps", 2], None),
        (["nothing"], None),
        (["id", "deeper"], None),
    ],
)
def test_a_place_of_a_text_is_on_a_line(place, line):
    assert plain_yaml.line_of(TEXT, place) == line


def told(folder: Path, *texts: str) -> str:
    """The problem that reading the texts, each as a file, leads to."""
    with plain_yaml.noting_reads() as reads:
        try:
            for number, text in enumerate(texts):
                path = folder / f"{number}.yaml"
                path.write_text(text, "utf-8")
                File.model_validate(plain_yaml.load(path))
        except ValueError as error:
            problem = problem_of(error, part="steps", reads=reads, folder=folder)
            return f"{problem.file}: {problem.what}"
    return ""


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (TEXT, "1.yaml: line 5: 'steps.1.colour' is no field of such a file"),
        ("id: one\n", "1.yaml: 'steps' is missing"),
        ("id: one\nsteps:\n  - {}\n", "1.yaml: line 3: 'steps.0.name' is missing"),
        ("id: [one]\nsteps: []\n", "1.yaml: line 1: id: Input should be a valid string"),
    ],
    ids=["a field too many", "a field too few", "one too few deep inside", "a wrong kind"],
)
def test_the_file_the_line_and_the_field_are_named(tmp_path, text, says):
    assert told(tmp_path, "id: zero\nsteps: []\n", text) == says


def test_a_file_that_fits_leads_to_nothing(tmp_path):
    assert told(tmp_path, "id: zero\nsteps: []\n") == ""


def test_an_error_of_no_one_file_names_the_part_of_the_knowledge(tmp_path):
    problem = problem_of(ValueError("two steps\nshare a name"), part="steps", reads=[], folder=tmp_path)

    assert (problem.file, problem.what) == ("steps", "two steps share a name")


def test_reads_are_noted_only_meanwhile(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("a: 1", "utf-8")

    with plain_yaml.noting_reads() as reads:
        plain_yaml.load(path)
    plain_yaml.load(path)

    assert reads == [path]


def test_what_is_no_yaml_is_told_with_its_line():
    with pytest.raises(yaml.YAMLError) as broken:
        plain_yaml.loads("a: 1\nb: [2\n")

    assert unreadable_in_words(broken.value).startswith("line ")
    assert unreadable_in_words(ValueError("'a' stands twice")) == "'a' stands twice"
