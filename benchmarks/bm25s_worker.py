"""Runs bm25s over texts in a file; started by benchmarks/search_peers.py in that peer's own environment.

Reads queries as JSON texts from standard input, a line each, and writes the milliseconds that each search took.
"""

import json
import sys
import time
from pathlib import Path

import bm25s
import Stemmer


def main(given: str, most: int) -> None:
    """Index the texts, say so, and answer every query."""
    stemmer = Stemmer.Stemmer("english")
    with Path(given).open(encoding="utf-8") as file:
        texts = [json.loads(line) for line in file]
    index = bm25s.BM25()
    index.index(bm25s.tokenize(texts, stopwords="en", stemmer=stemmer, show_progress=False), show_progress=False)
    print("ready", flush=True)
    for line in sys.stdin:
        began = time.perf_counter()
        words = bm25s.tokenize(json.loads(line), stopwords="en", stemmer=stemmer, show_progress=False)
        if words.vocab:
            index.retrieve(words, k=most, show_progress=False)
        print(1000 * (time.perf_counter() - began), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
