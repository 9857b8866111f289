"""Scores the reading of patients' words on the optional test data: findings, stance, negation, denials, speed.

    python -m benchmarks.understanding [--json]

A third of each gold file was kept aside while the lexicon and the cues were written; it is scored apart as "validation"
(`benchmarks.testdata` says how it is chosen).
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.testdata import data, kept_aside, read_rows, score, write_rows
from consilia import loaded
from consilia.domain.language import read
from consilia.domain.triage import assess
from consilia.terminal.assess import Row, as_record, understand

PARTS = ("development", "validation")


def assessed(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what `consilia assess` writes for the rows."""
    records = []
    for row in rows:
        asked = Row.model_validate(row)
        records.append(as_record(asked, understand(asked)))
    return records


def by_part(what: str, rows: list[dict[str, Any]], folder: Path) -> dict[str, Any]:
    """Return the scorer's figures for the whole file and for each part of it."""
    parts = {
        "all": rows,
        **{part: [r for r in rows if kept_aside(r["id"]) == (part == "validation")] for part in PARTS},
    }
    figures = {}
    for part, some in parts.items():
        gold = write_rows(folder / f"{what}-{part}.gold.jsonl", some)
        figures[part] = score(what, gold, write_rows(folder / f"{what}-{part}.out.jsonl", assessed(some)))
    return figures


def negated(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the sentences with the place of their concept as target; the kit writes it in capitals in the sentence."""
    found = []
    for row in rows:
        start = row["sentence"].find(row["concept"].upper())
        start = row["sentence"].lower().find(row["concept"].lower()) if start < 0 else start
        targets = [[start, start + len(row["concept"])]] if start >= 0 else []
        found.append({**row, "text": row["sentence"], "targets": targets})
    return found


def denials(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the texts that hold denials only."""
    return [{"id": row["id"], "text": row["absent_findings"]} for row in rows if row["absent_findings"].strip("- ")]


def speed(rows: list[dict[str, Any]]) -> dict[str, float]:
    """Return whole questions a second of processor time for language and triage together, and the slowest."""
    lexicon, rules = loaded.lexicon(), loaded.rules()
    seconds: list[float] = []
    for _ in range(5):
        for row in rows:
            began = time.process_time()
            assess(read(row["text"], lexicon=lexicon), rules=rules)
            seconds.append(time.process_time() - began)
    warm = seconds[len(rows) :]
    words = "My left arm is weak and numb, no fever, cough or rash since Monday. " * 714
    began = time.process_time()
    assess(read(words, lexicon=lexicon), rules=rules)
    long_ms = 1000 * (time.process_time() - began)
    return {
        "questions_per_second": round(len(warm) / sum(warm), 1),
        "median_ms": round(1000 * statistics.median(warm), 2),
        "slowest_ms": round(1000 * max(warm), 1),
        "ten_thousand_words_ms": round(long_ms, 1),
        "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 0),
    }


def start_seconds() -> float:
    """Return the processor time that a new process takes until it has assessed one line."""
    command = [sys.executable, "-m", "consilia", "assess"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        command, input='{"id": "1", "text": "My eyelid twitches."}\n', check=True, capture_output=True, text=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return round(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, 2)


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    as_json = parser.parse_args().json
    questions = read_rows(data("gold/questions.jsonl"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        figures: dict[str, Any] = {
            "findings": by_part("findings", questions, folder),
            "stance": by_part("stance", read_rows(data("gold/stance.jsonl")), folder),
            "negation": by_part("negation", negated(read_rows(data("negex/sentences.jsonl"))), folder),
            "absent": by_part("absent", denials(read_rows(data("avey/vignettes.jsonl"))), folder),
            "speed": speed(questions),
            "start_seconds": start_seconds(),
        }
    if as_json:
        print(json.dumps(figures, indent=1))
        return 0
    for name, figure in figures.items():
        for part, values in figure.items() if name in {"findings", "stance", "negation", "absent"} else [("", figure)]:
            print(name, part, json.dumps(values))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
