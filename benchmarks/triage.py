"""Scores the levels on the optional test data, development and validation apart, and times the decision.

    python -m benchmarks.triage [--json] [--failed] [FILE ...]

Prints accuracy within the accepted levels, sensitivity for emergencies and the share of the worried well who are
alarmed, for each file and part; the departments; and the time of `assess` alone. Further files of rows with `id`,
`text`, `urgency`, `accept` and perhaps `department` are scored whole.
"""

import argparse
import json
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.testdata import data, part, read_rows, score, write_rows
from consilia import loaded
from consilia.domain.language import Person, Reading, read
from consilia.domain.triage import Assessment, assess
from consilia.domain.triage.model import DepartmentHint

FILES = ["gold/triage.jsonl", "gold/questions.jsonl"]


def main() -> None:
    """Print one line a file and part, or everything as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--failed", action="store_true", help="name the rows of the development part that fail")
    parser.add_argument("files", nargs="*", type=Path, help="further files of labelled rows, scored whole")
    options = parser.parse_args()
    gold = {name: read_rows(data(name)) for name in FILES}
    figures = {
        f"{name} {which}": levels([row for row in rows if part(row["id"]) == which])
        for name, rows in gold.items()
        for which in ("development", "validation")
    }
    figures |= {str(path): levels(read_rows(path)) for path in options.files}
    figures["speed"] = speed()
    if options.json:
        print(json.dumps(figures))
        return
    for name, held in figures.items():
        failed = held.pop("failed", [])
        print(f"{name}: {json.dumps(held)}")
        if options.failed and "development" in name:
            print("\n".join(f"    {row}" for row in failed))


def understand(row: dict[str, Any]) -> tuple[Reading, Assessment]:
    """Return a row read and assessed, with what its form says."""
    person = Person(age_band=row.get("age_band") or "", sex=row.get("sex") or "")
    reading = read(row["text"], lexicon=loaded.lexicon(), person=person)
    return reading, assess(reading, rules=loaded.rules())


def levels(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what the scorer says of the rows, and how well the department is found."""
    decided = {row["id"]: understand(row)[1] for row in rows}
    with tempfile.TemporaryDirectory() as folder:
        gold = write_rows(Path(folder) / "gold.jsonl", rows)
        out = write_rows(
            Path(folder) / "out.jsonl", [{"id": i, "urgency": a.urgency.value} for i, a in decided.items()]
        )
        figures = score("triage", gold, out)
    told = [(row["department"], decided[row["id"]].departments) for row in rows if row.get("department")]
    return figures | departments(told)


def departments(told: list[tuple[str, tuple[DepartmentHint, ...]]]) -> dict[str, Any]:
    """Return how often the department is the first that is named, how often any, and how many are named."""
    if not told:
        return {}
    return {
        "department_first": round(sum(d == hints[0].department for d, hints in told) / len(told), 4),
        "department_named": round(sum(d in {h.department for h in hints} for d, hints in told) / len(told), 4),
        "departments_a_question": round(sum(len(hints) for _, hints in told) / len(told), 2),
    }


def speed() -> dict[str, float]:
    """Return the time of `assess` on the readings of the real questions, in milliseconds, and questions a second."""
    readings = [understand(row)[0] for row in read_rows(data("gold/questions.jsonl"))]
    taken = []
    for reading in readings * 3:
        began = time.perf_counter()
        assess(reading, rules=loaded.rules())
        taken.append((time.perf_counter() - began) * 1000)
    return {
        "median_ms": round(statistics.median(taken), 3),
        "p99_ms": round(statistics.quantiles(taken, n=100)[98], 3),
        "questions_a_second": round(1000 / statistics.mean(taken)),
    }


if __name__ == "__main__":
    main()
