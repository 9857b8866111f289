"""The files of the repository, as they would be committed."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_TEXT = {".py", ".md", ".yaml", ".yml", ".toml", ".txt", ".html", ".css", ".js", ".sh", ".svg", ".json", ".in", ""}


@cache
def committed() -> tuple[Path, ...]:
    """Every file that git knows or would take."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    found = tuple(ROOT / name for name in listed.stdout.split("\0") if name)
    assert len(found) > 100, "the repository looks empty"
    return tuple(path for path in found if path.is_file())


@cache
def texts() -> dict[str, str]:
    """The committed text files by their path from the root."""
    chosen = (path for path in committed() if path.suffix in _TEXT)
    return {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in chosen}
