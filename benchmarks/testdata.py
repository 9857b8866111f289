"""Where the optional test data and its scorer are, and which rows are kept aside for validation: all three splits.

Each goes by a hash of the row's id, the same for ever. There are three because three rooms began to keep rows aside
before they knew of each other. They stay three: a row that one room kept aside was read by another, so that one split
for all would call rows validation that somebody has read while mending.

- `kept_aside`, a third: reading (`understanding`), of `gold/questions.jsonl`, `gold/stance.jsonl` and `negex`.
- `part`, another third: levels (`triage`), of `gold/triage.jsonl` and `gold/questions.jsonl`. A real question may be
  development here and validation there: "validation" says that the rules of *this* room were not fitted to it.
- `half`: search (`retrieval`, `search_prefixes`, `search_same`), of the queries of `mqp`, `hcm` and `medquad`.

`benchmarks/cases` needs none: its texts are read by nobody. (A service's own pairs are halved in the same spirit by
`consilia.web.workbench.actions.measuring`.)
"""

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


def kept_aside(row_id: str) -> bool:
    """Tell whether a row was kept aside while the rules of reading were written."""
    return int(hashlib.sha256(row_id.encode()).hexdigest(), 16) % 3 == 0


def part(row_id: str) -> str:
    """Return the part that a row belongs to for the levels."""
    return "validation" if hashlib.sha1(row_id.encode(), usedforsecurity=False).digest()[0] % 3 == 0 else "development"


def half(query_id: str) -> str:
    """Return the half that a query of the search belongs to."""
    digest = hashlib.sha1(query_id.encode(), usedforsecurity=False).digest()
    return "validation" if digest[0] % 2 else "development"


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
