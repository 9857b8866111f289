"""Consilia beside negspaCy and medspaCy on the same spans: stance constructs, negation, speed, in one run.

The peers get the spans that Consilia found (they have no lexicon of patients' words), so what is compared is the stance
alone. Each peer lives in an environment of its own, `.venv-peers/<name>`, made from `requirements/peer-<name>.txt`.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.testdata import data, read_rows, score, write_rows
from consilia import loaded
from consilia.domain.language import read

ROOT = Path(__file__).resolve().parents[1]
PEERS = ["negspacy", "medspacy"]
CAN_SAY = {
    "negspacy": {"present", "absent"},
    "medspacy": {"present", "absent", "unsure", "past", "hypothetical", "other-person"},
}


def environment(peer: str) -> Path:
    """Return the Python of the peer's environment, made when it is missing."""
    folder = ROOT / ".venv-peers" / peer
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run(["uv", "venv", "-q", "--python", sys.executable, str(folder)], check=True)
        lock = ROOT / "requirements" / f"peer-{peer}.txt"
        install = ["uv", "pip", "install", "-q", "--python", str(python), "--require-hashes", "-r", str(lock)]
        subprocess.run(install, check=True)
    return python


def ask_peer(peer: str, rows: list[dict[str, Any]]) -> tuple[dict[str, list[str]], float]:
    """Return the stances of each row by id, and the seconds that the peer's pipeline took."""
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    command = [str(environment(peer)), "-W", "ignore", str(ROOT / "benchmarks" / "peer_worker.py"), peer]
    out = subprocess.run(command, input=lines, capture_output=True, text=True, check=True).stdout
    *answers, end = [json.loads(line) for line in out.splitlines() if line.startswith("{")]
    return {answer["id"]: answer["stances"] for answer in answers}, end["seconds"]


def ours(rows: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], float]:
    """Return our findings for each row, and the seconds that reading took."""
    lexicon = loaded.lexicon()
    read("Warm up: my eyelid has been twitching, no weakness.", lexicon=lexicon)
    answers, seconds = [], 0.0
    for row in rows:
        targets = [tuple(target) for target in row.get("targets", [])]
        began = time.perf_counter()
        reading = read(row["text"], lexicon=lexicon, targets=targets)
        seconds += time.perf_counter() - began
        answers.append({"row": row, "reading": reading})
    return answers, seconds


def stances(folder: Path) -> dict[str, Any]:
    """Return, per system, the share of stance cases passed, over the cases whose stances it can express at all."""
    gold_path = data("gold/stance.jsonl")
    gold = read_rows(gold_path)
    answers, _ = ours(gold)
    spans = [
        {"id": a["row"]["id"], "text": a["row"]["text"], "spans": [f.span for f in a["reading"].findings]}
        for a in answers
    ]
    found = {a["row"]["id"]: [f.concept for f in a["reading"].findings] for a in answers}
    said = {"consilia": {a["row"]["id"]: [f.stance.value for f in a["reading"].findings] for a in answers}}
    for peer in PEERS:
        said[peer], _ = ask_peer(peer, spans)
    table: dict[str, Any] = {}
    for judge in PEERS:
        able = [g for g in gold if {e["stance"] for e in g["expect"]} <= CAN_SAY[judge]]
        kept = write_rows(folder / f"gold-{judge}.jsonl", able)
        for system in ("consilia", judge):
            out = [
                {
                    "id": g["id"],
                    "findings": [
                        {"concept": c, "stance": s} for c, s in zip(found[g["id"]], said[system][g["id"]], strict=True)
                    ],
                }
                for g in able
            ]
            result = score("stance", kept, write_rows(folder / "out.jsonl", out))
            table[f"{system} on the {len(able)} cases that {judge} can express"] = result["passed"]
    return table


def negation(folder: Path) -> dict[str, Any]:
    """Return each system's negation F1 on the clinical sentences, the concept's own words as the span."""
    path = data("negex/sentences.jsonl")
    rows = []
    for row in read_rows(path):
        at = row["sentence"].lower().find(row["concept"].lower())
        span = [at, at + len(row["concept"])] if at >= 0 else [0, len(row["sentence"])]
        rows.append({"id": row["id"], "text": row["sentence"], "targets": [span], "spans": [span]})
    answers, _ = ours(rows)
    said = {"consilia": {a["row"]["id"]: [t.stance.value for t in a["reading"].targets] for a in answers}}
    for peer in PEERS:
        said[peer], _ = ask_peer(peer, rows)
    return {
        system: score(
            "negation",
            path,
            write_rows(
                folder / "out.jsonl",
                [{"id": i, "targets": [{"stance": s} for s in stances]} for i, stances in by_id.items()],
            ),
        )["F1"]
        for system, by_id in said.items()
    }


def speed() -> dict[str, Any]:
    """Return questions a second on one core, and each peer as a ratio to ours; ours includes finding the spans."""
    gold = read_rows(data("gold/questions.jsonl")) * 3
    answers, seconds = ours(gold)
    rate = len(gold) / seconds
    table: dict[str, Any] = {"consilia": round(rate)}
    rows = [
        {"id": str(n), "text": a["row"]["text"], "spans": [f.span for f in a["reading"].findings]}
        for n, a in enumerate(answers)
    ]
    for peer in PEERS:
        _, seconds = ask_peer(peer, rows)
        table[peer] = round(len(rows) / seconds)
        table[f"{peer} : consilia"] = round(len(rows) / seconds / rate, 2)
    return table


def main() -> None:
    """Print the three tables as JSON."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(
            json.dumps(
                {"stance": stances(folder), "negation_f1": negation(folder), "questions_a_second": speed()}, indent=1
            )
        )


if __name__ == "__main__":
    main()
