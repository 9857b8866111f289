"""Where the optional test data and its scorer are, and how it is split into development and validation."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

HOME = Path(os.environ.get("CONSILIA_TEST_DATA", Path(__file__).resolve().parents[2] / "shared"))


def data(name: str) -> Path:
    """Return the path of a file of the test data. Ends the process with a message when it is not there."""
    path = HOME / "data" / name
    if not path.exists():
        raise SystemExit(f"Benchmarks need the optional test data: {path} is missing. Set CONSILIA_TEST_DATA.")
    return path


def part(row_id: str) -> str:
    """Return the part that a row belongs to: a third of each file, by a hash of its id, is kept aside."""
    return "validation" if hashlib.sha1(row_id.encode(), usedforsecurity=False).digest()[0] % 3 == 0 else "development"


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def write_rows(path: Path, rows: list[dict[str, Any]]) -> Path:
    """Write rows as JSON Lines and return the path."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path


def score(what: str, gold: Path, out: Path, *more: str) -> dict[str, Any]:
    """Return what the test data's own scorer says."""
    command = [sys.executable, str(HOME / "tools" / "score.py"), what, str(gold), str(out), *more]
    result: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return result
