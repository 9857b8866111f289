"""Scores the cases of `benchmarks/cases`, which nobody tunes for. Prints totals only.

python -m benchmarks.unseen [--json]
"""

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.testdata import read_rows, score, write_rows
from consilia.terminal.assess import Row, as_record, understand

CASES = Path(__file__).parent / "cases"
SCORED = {
    "triage": ["triage"],
    "triage-everyday": ["triage"],
    "questions": ["findings", "triage"],
    "stance": ["stance"],
    "stance-everyday": ["stance"],
}


def figures() -> dict[str, Any]:
    """Return what the scorer says of each file, without the names of single cases."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, kinds in SCORED.items():
            rows = read_rows(CASES / f"{name}.jsonl")
            asked = [Row.model_validate(row) for row in rows]
            out = write_rows(Path(folder) / name, [as_record(row, understand(row)) for row in asked])
            for kind in kinds:
                held = score(kind, CASES / f"{name}.jsonl", out)
                found[f"{name}: {kind}"] = {key: value for key, value in held.items() if not isinstance(value, list)}
    return found


def main() -> None:
    """Print one line a figure, or everything as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    as_json = parser.parse_args().json
    held = figures()
    print(json.dumps(held) if as_json else "\n".join(f"{name}: {json.dumps(told)}" for name, told in held.items()))


if __name__ == "__main__":
    main()
