"""Counts what the ear asks: of the emergencies that no rule heard, and of those who can wait.

    python -m benchmarks.hearing [--thresholds 0 0.75 1.5]

Over the cases that nobody tunes for (`benchmarks/cases`), and the labelled questions of the optional test data where
they are there. Someone is asked when a sentence reaches the threshold and no rule calls for help today.
"""

import argparse
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.testdata import HOME, read_rows
from benchmarks.unseen import CASES
from consilia import loaded
from consilia.domain.hearing.ear import Ear
from consilia.domain.hearing.examples import examples_of
from consilia.domain.retrieval.embedding import open_embedder
from consilia.domain.samples import load_samples
from consilia.domain.triage.model import Assessment, Urgency
from consilia.terminal.assess import Row, understand

TODAY = frozenset({Urgency.EMERGENCY, Urgency.URGENT})
CAN_WAIT = frozenset({"routine", "selfcare"})


def new_ear(asks_from: float) -> Ear:
    """Return an ear with a threshold of its own. Ends the process when no model is installed."""
    embedder = open_embedder()
    if embedder is None:
        raise SystemExit("No model is installed: there is no ear to measure.")
    rules = loaded.rules()
    examples = examples_of(rules.hearing, rules=rules.all.values(), samples=load_samples(loaded.KNOWLEDGE))
    return Ear(examples, policy=rules.hearing.policy.model_copy(update={"asks_from": asks_from}), embedder=embedder)


def is_quiet(decided: Assessment) -> bool:
    """Whether no rule called for help today, so that the ear is asked."""
    return decided.readable and not decided.crisis and decided.urgency not in TODAY


def count(rows: Sequence[dict[str, Any]], scores: Sequence[float | None], *, asks_from: float) -> str:
    """Return how many are asked, for a table. `scores` are None where the ear is not asked."""

    def asked(levels: frozenset[str]) -> str:
        held = [s for row, s in zip(rows, scores, strict=True) if row["urgency"] in levels and s is not None]
        of = sum(row["urgency"] in levels for row in rows)
        return f"{sum(s >= asks_from for s in held)} asked of {len(held)} not heard, of {of}"

    return f"emergencies {asked(frozenset({'emergency'}))}; can wait {asked(CAN_WAIT)}"


def main() -> None:
    """Print a line a file and threshold, and what listening costs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--thresholds", nargs="+", type=float, default=[0.0, 0.75, 1.5])
    thresholds = parser.parse_args().thresholds
    ear = new_ear(-1e9)
    files = [CASES / "triage.jsonl", CASES / "questions.jsonl"]
    files += [p for n in ("triage", "questions") if (p := Path(HOME) / "data" / "gold" / f"{n}.jsonl").exists()]
    for path in files:
        rows = read_rows(path)
        quiet = [is_quiet(understand(Row.model_validate(row)).assessment) for row in rows]
        began = time.process_time()
        heard = [ear.suspects(row["text"]) if is_so else () for row, is_so in zip(rows, quiet, strict=True)]
        spent = 1000 * (time.process_time() - began) / max(1, sum(quiet))
        scores = [max((s.score for s in one), default=-1e9) if q else None for one, q in zip(heard, quiet, strict=True)]
        for asks_from in thresholds:
            print(f"{path.parent.name}/{path.stem} from {asks_from}: {count(rows, scores, asks_from=asks_from)}")
        print(f"{path.parent.name}/{path.stem}: {spent:.0f} ms of processor time a text")


if __name__ == "__main__":
    main()
