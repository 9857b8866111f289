"""What the search makes of questions in Spanish and Chinese: thirty of our own, each looking for itself in English."""

import csv
import json
import tempfile
from pathlib import Path

from benchmarks.testdata import data, read_rows
from consilia import loaded
from consilia.domain.retrieval import Document, Entry, open_embedder, open_engine
from consilia.domain.retrieval.searching import rank

SET = Path(__file__).with_name("languages.tsv")
OTHERS = 1500  # English questions among which each is looked for


def main() -> None:
    """Print for each language how well the English question is found, and what the search says it could not do."""
    with SET.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    texts = [*(row["en"] for row in rows), *(pair["q2"] for pair in read_rows(data("mqp/pairs.jsonl"))[:OTHERS])]
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(Path(folder), embedder=open_embedder(), knowledge=loaded.retrieval())
        vectors = engine.embed_documents([(text, "") for text in texts]) if engine.embedder else [None] * len(texts)
        documents = (Document(str(n), text, "") for n, text in enumerate(texts))
        engine.start_over(1, entries=[Entry(d, v) for d, v in zip(documents, vectors, strict=True)])
        for language in ("en", "es", "zh"):
            found, reasons = [], set()
            for number, row in enumerate(rows):
                asked = engine.prepare(row[language])
                keys = [hit.record.key for _, hit in rank(asked, engine=engine, most=10)]
                found.append(1 / (1 + keys.index(str(number))) if str(number) in keys else 0.0)
                reasons.add(asked.reason)
            mean = round(sum(found) / len(found), 3)
            print(json.dumps({"language": language, "MRR@10": mean, "not by meaning because": sorted(reasons - {""})}))


if __name__ == "__main__":
    main()
