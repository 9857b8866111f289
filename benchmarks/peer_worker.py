"""Runs one peer over texts with given spans; started by benchmarks/peers.py in that peer's own environment.

Reads JSON Lines {"id", "text", "spans": [[start, end], ...]} from standard input, writes {"id", "stances"} and at
the end {"seconds"} to standard output. The time covers the pipeline alone: the spans are handed over.
"""

import json
import sys
import time
from typing import Any

import spacy


def pipeline(peer: str) -> Any:
    """Return a blank English pipeline with sentences and the peer's own assertion step."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    if peer == "negspacy":
        import negspacy.negation  # noqa: F401 - registers its step

        nlp.add_pipe("negex")
    else:
        import medspacy.context  # noqa: F401 - registers its step

        nlp.add_pipe("medspacy_context")
    return nlp


def stance(peer: str, entity: Any) -> str:
    """Return the peer's flags in our words."""
    if peer == "negspacy":
        return "absent" if entity._.negex else "present"
    flags = entity._
    if flags.is_family:
        return "other-person"
    if flags.is_negated:
        return "absent"
    if flags.is_hypothetical:
        return "hypothetical"
    if flags.is_historical:
        return "past"
    return "unsure" if flags.is_uncertain else "present"


def main(peer: str) -> None:
    """Answer every row."""
    nlp = pipeline(peer)
    first, last = nlp.pipeline[0][1], nlp.pipeline[-1][1]
    seconds = 0.0
    for row in map(json.loads, sys.stdin):
        began = time.perf_counter()
        doc = first(nlp.make_doc(row["text"]))
        spans = [doc.char_span(a, b, label="FINDING", alignment_mode="expand") for a, b in row["spans"]]
        doc.ents = spacy.util.filter_spans([span for span in spans if span is not None])
        doc = last(doc)
        seconds += time.perf_counter() - began
        said = [
            next((stance(peer, e) for e in doc.ents if s and e.start < s.end and s.start < e.end), "present")
            for s in spans
        ]
        print(json.dumps({"id": row["id"], "stances": said}))
    print(json.dumps({"seconds": seconds}))


if __name__ == "__main__":
    main(sys.argv[1])
