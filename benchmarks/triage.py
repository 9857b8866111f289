"""Scores the levels on the optional test data, development and validation apart, and times the decision.

    python -m benchmarks.triage [--json] [--failed]

Prints accuracy within the accepted levels, sensitivity for emergencies and the share of the worried well who are
alarmed, for each file and part; the departments; and the time of `assess` alone.
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

FILES = ["gold/triage.jsonl", "gold/questions.jsonl"]


def main() -> None:
    """Print one line a file and part, or everything as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--failed", action="store_true", help="name the rows of the development part that fail")
    options = parser.parse_args()
    figures = {f"{name} {which}": levels(name, which) for name in FILES for which in ("development", "validation")}
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


def levels(name: str, which: str) -> dict[str, Any]:
    """Return what the scorer says of one part of one file, and how often the department is among those named."""
    rows = [row for row in read_rows(data(name)) if part(row["id"]) == which]
    decided = {row["id"]: understand(row)[1] for row in rows}
    with tempfile.TemporaryDirectory() as folder:
        gold = write_rows(Path(folder) / "gold.jsonl", rows)
        out = write_rows(
            Path(folder) / "out.jsonl", [{"id": i, "urgency": a.urgency.value} for i, a in decided.items()]
        )
        figures = score("triage", gold, out)
    told = [(row["department"], decided[row["id"]].departments) for row in rows if row.get("department")]
    if told:
        figures["department_named"] = round(sum(d in {h.department for h in hints} for d, hints in told) / len(told), 4)
    return figures


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
