"""The documents tell the truth: their links lead somewhere, their commands exist, their versions agree."""

import re
import tomllib
from functools import cache

import pytest

from consilia import __version__
from consilia.cli import main
from tests.repository.files import ROOT, texts

DOCUMENTS = [name for name in texts() if name.endswith(".md") and "/knowledge/" not in name]
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)|!\[[^\]]*\]\(([^)\s]+)\)")
ANCHOR = re.compile(r"^#+ +(.+?)\s*$", re.MULTILINE)


def anchors(text):
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in ANCHOR.findall(text)}


@cache
def targets():
    goals = (re.match(r"([a-z-]+):(?:\s|$)", line) for line in texts()["Makefile"].splitlines())
    return {goal[1] for goal in goals if goal}


def test_there_are_documents():
    assert {"README.md", "DEVELOPERS.md", "GLOSSARY.md", "CLINICAL_SAFETY.md", "CHANGELOG.md"} <= set(DOCUMENTS)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_links_of_a_document_lead_somewhere(name):
    here = ROOT / name
    for link in (match[1] or match[2] for match in LINK.finditer(texts()[name])):
        if re.match(r"https?://|mailto:", link):
            continue
        path, _, anchor = link.partition("#")
        goal = (here.parent / path).resolve() if path else here
        assert goal.exists(), f"{name} links to {link}"
        if anchor and goal.suffix == ".md":
            assert anchor in anchors(goal.read_text("utf-8")), f"{name} links to {link}"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_make_commands_of_a_document_exist(name):
    named = set(re.findall(r"(?:^|`)make ([a-z-]+)\b", texts()[name], re.MULTILINE))

    assert named <= targets()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_consilia_commands_of_a_document_exist(name):
    named = set(re.findall(r"(?:^|[`/(]|&& )consilia ([a-z][a-z-]+)", texts()[name], re.MULTILINE))

    assert named - {"consilia"} <= set(main.list_commands(None))  # a user of that name is in the book too


def test_every_command_can_be_opened_and_explains_itself():
    for name in main.list_commands(None):
        command = main.get_command(None, name)
        assert command is not None
        assert command.help, name


def test_every_make_target_has_a_line_of_help():
    assert targets() >= {"setup", "run", "test", "check", "fix", "bench", "backup"}
    for target in targets():
        assert re.search(rf"^{target}:.*## \S", texts()["Makefile"], re.MULTILINE) or target == "lock", target


def test_the_versions_agree():
    project = tomllib.loads(texts()["pyproject.toml"])["project"]
    released = re.search(r"^## (\d+\.\d+\.\d+)", texts()["CHANGELOG.md"], re.MULTILINE)

    assert released is not None
    assert project["version"] == __version__ == released[1]


def test_the_licence_is_there():
    licence = texts()["LICENSE"]

    assert "Apache License" in licence
    assert "Version 2.0" in licence
    assert tomllib.loads(texts()["pyproject.toml"])["project"]["license"] == "Apache-2.0"


def test_the_readme_says_that_it_is_no_medical_device():
    words = " ".join(texts()["README.md"].replace(">", " ").split())

    assert "Not a medical device" in words
    assert "No clinician has reviewed the rules yet" in words


def test_every_dependency_says_what_it_is_for():
    inside = False
    for line in texts()["pyproject.toml"].splitlines():
        inside = inside or line.startswith(("dependencies = [", "dev = ["))
        if inside and line.startswith('  "'):
            assert "#" in line, line
        inside = inside and not line.startswith("]")
