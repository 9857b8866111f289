"""Every setting stands in the book for administrators, and the book names no setting that is not there."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BOOK = ROOT / "docs" / "admin" / "settings.md"
READERS = {"text", "flag", "whole_number", "host_and_port"}


def settings_in(path: Path) -> set[str]:
    """The names that a module asks `consilia.web.environment` for."""
    calls = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))
    names = (
        call.args[0].value
        for call in calls
        if isinstance(call.func, ast.Attribute | ast.Name)
        and getattr(call.func, "attr", getattr(call.func, "id", "")) in READERS
        and call.args
        and isinstance(call.args[0], ast.Constant)
    )
    return {name for name in names if isinstance(name, str) and re.fullmatch(r"[A-Z][A-Z_]+", name)}


def used() -> set[str]:
    return {name for path in (ROOT / "consilia").rglob("*.py") for name in settings_in(path)}


def documented() -> dict[str, str]:
    """Each heading of the book that is a setting, with the text below it."""
    parts = re.split(r"^### ([A-Z_]+)$", BOOK.read_text("utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_the_code_reads_settings_at_all():
    assert {"CONSILIA_LOCALE", "CONSILIA_DATA_DIR", "CONSILIA_SECRET_KEY", "PORT", "DATABASE_URL"} <= used()


def test_every_setting_has_its_heading_in_the_book():
    assert used() - documented().keys() == set()


def test_the_book_names_no_setting_that_the_code_does_not_read():
    assert documented().keys() - used() == set()


@pytest.mark.parametrize("name", sorted(documented()))
def test_each_setting_is_explained(name):
    assert len(documented()[name].split()) >= 6


def test_nothing_else_reads_the_environment():
    """All settings go through one file, which checks them and knows NAME_FILE."""
    readers = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "consilia").rglob("*.py")
        if re.search(r"os\.environ(\.get|\[)|os\.getenv", path.read_text("utf-8"))
    ]

    assert readers == ["consilia/web/environment.py"]


def test_the_books_pages_lead_somewhere():
    pages = list((ROOT / "docs" / "admin").glob("*.md"))
    links = [(page, link) for page in pages for link in re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8"))]
    links = [(page, link) for page, link in links if not link.startswith("https://")]

    assert len(pages) >= 5
    assert [f"{page.name}: {link}" for page, link in links if not (page.parent / link).exists()] == []
