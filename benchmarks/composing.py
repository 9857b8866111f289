"""Composes a page for every distinct question of the optional test data and prints what the pages are like.

    python -m benchmarks.composing [--limit N] [--json]

Ungrounded sentences stop it. Prints: coverage of salient findings, length, reading grade, how much two pages share,
titles (collisions, length, words that the question does not hold) and time.
"""

import argparse
import gzip
import json
import re
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from consilia import loaded
from consilia.domain.composing import Leaflet, compose
from consilia.domain.language import Reading, read
from consilia.domain.triage import assess

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
_SALIENT = ("present", "unsure", "absent")


@dataclass(frozen=True)
class Made:
    """One question with its page and the processor time it took to compose, in milliseconds."""

    subject: str
    reading: Reading
    page: Leaflet
    ms: float

    @property
    def text(self) -> str:
        return " ".join(s.text for s in self.page.sentences)


def grade(text: str) -> float:
    """Flesch-Kincaid grade with a vowel-group count of syllables, as the acceptance tool counts it."""
    sentences = max(1, len(re.findall(r"[.!?](?:\s|$)", text)))
    words = re.findall(r"[A-Za-z']+", text)
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", w.lower().removesuffix("e")))) for w in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / max(1, len(words)) - 15.59


def questions() -> Iterator[tuple[str, str]]:
    """Return (subject, text) of each distinct question, then of the gold questions, which have no subject.

    As on the site the text comes first and the subject behind it where it says more.
    """
    with gzip.open(DATA / "askdoctor/questions.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    distinct = dict.fromkeys((row["question"] or "", row["question_text"] or row["question"] or "") for row in rows)
    gold = [json.loads(line) for line in (DATA / "gold/questions.jsonl").read_text("utf-8").splitlines()]
    yield from distinct
    yield from (("", row["text"]) for row in gold)


def make(limit: int) -> Iterator[Made]:
    taken: set[str] = set()
    knowledge, locale = loaded.composing(), loaded.locale("en-GB")  # a server loads them before its first page
    for number, (subject, text) in enumerate(questions()):
        if limit and number >= limit:
            return
        flat = " ".join(text.split()).casefold()
        whole = text if not subject or subject.strip().casefold() in flat else f"{text}\n\n{subject}"
        reading = read(whole, lexicon=loaded.lexicon())
        reading = replace(reading, questions=tuple(q for q in reading.questions if q[1] <= len(text)))
        assessment = assess(reading, rules=loaded.rules())
        began = time.process_time()
        page = compose(
            reading,
            assessment,
            knowledge=knowledge,
            locale=locale,
            subject=subject,
            taken_titles=frozenset(taken),
        )
        yield Made(subject, reading, page, (time.process_time() - began) * 1000)
        taken.add(page.title)
        if sys.stderr.isatty() and number % 100 == 0:
            print(f"\r{number} pages", end="", file=sys.stderr)


def quantile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def coverage(made: list[Made]) -> dict[str, Any]:
    """Salient findings that a page used, or named as left out with a reason; the rest are slips."""
    used = named = slipped = 0
    for one in made:
        said = {claim.value for s in one.page.sentences for claim in s.claims}
        left = {concept for concept, _ in one.page.not_discussed}
        for concept in {f.concept for f in one.reading.findings if f.stance.value in _SALIENT}:
            used, named = used + (concept in said), named + (concept not in said and concept in left)
            slipped += concept not in said and concept not in left
    return {"used": used, "left_out_with_reason": named, "slipped": slipped}


def fingerprint(one: Made) -> frozenset[tuple[str, str]]:
    return frozenset((f.concept, f.stance.value) for f in one.reading.findings)


def sharing(made: list[Made], share: float = 0.5) -> dict[str, Any]:
    """Pairs of pages with more than `share` of their sentences in common although their findings differ."""
    bodies = [frozenset(s.text for s in one.page.sentences if s.kind != "heading") for one in made]
    places: dict[str, list[int]] = defaultdict(list)
    for number, body in enumerate(bodies):
        for sentence in body:
            places[sentence].append(number)
    close: Counter[str] = Counter()
    partners: set[int] = set()
    for number, body in enumerate(bodies):
        common: Counter[int] = Counter(other for sentence in body for other in places[sentence] if other > number)
        for other, count in common.items():
            alike = count / max(len(body), len(bodies[other])) > share
            if alike and fingerprint(made[number]) != fingerprint(made[other]):
                kind = f"{'covered' if made[number].page.covered else 'short'}"
                close[kind] += 1
                partners |= {number, other}
    return {"pairs": dict(close), "pages_in_such_a_pair": len(partners)}


def foreign_title_words(one: Made) -> list[str]:
    """Words of the title that neither the question nor the names of its findings and places hold."""
    knowledge = loaded.composing()
    held = f"{one.subject} {one.reading.text}".casefold()
    for finding in one.reading.findings:
        phrase = knowledge.phrase(finding.concept)
        held += f" {phrase.name} {phrase.title}"
    held += " ".join(complaint.title for complaint in knowledge.complaints)
    words = knowledge.titles
    fixed = (*words.patterns.values(), *words.triggers.values(), *words.circumstances.values(), *words.closer.values())
    held += (
        " ".join(fixed) + " ".join(words.one_of.values()) + f" more than and or {knowledge.words.some} {words.unnamed}"
    )
    numbers = set(knowledge.words.numbers) | {u for pair in knowledge.words.units.values() for u in pair}
    said = re.findall(r"[a-z]{3,}", one.page.title.casefold())
    return [w for w in said if w not in held.casefold() and w not in numbers and w != "name"]


def summary(made: list[Made]) -> dict[str, Any]:
    covered = [one for one in made if one.page.covered]
    full = [one for one in covered if not any(s.source == "first-emergency" for s in one.page.sentences)]
    lengths = [float(len(one.text.split())) for one in full]
    titles = Counter(one.page.title.casefold() for one in made)
    times = [one.ms for one in made]
    return {
        "questions": len(made),
        "covered": len(covered),
        "ungrounded_sentences": 0,
        "findings": coverage(made),
        "words_of_covered_pages_without_emergency": {
            "least": min(lengths),
            "median": statistics.median(lengths),
            "most": max(lengths),
            "outside_350_to_700": sum(not 350 <= n <= 700 for n in lengths),
        },
        "grade": {
            "median": round(statistics.median([grade(one.text) for one in made]), 2),
            "p90": round(quantile([grade(one.text) for one in made], 0.9), 2),
        },
        "more_than_half_shared": sharing(made),
        "titles": {
            "collisions": sum(n - 1 for n in titles.values()),
            "longest": max(len(one.page.title) for one in made),
            "numbered": sum(bool(re.search(r"\(\d+\)$", one.page.title)) for one in made),
            "with_a_word_the_question_does_not_hold": sum(bool(foreign_title_words(one)) for one in made),
        },
        "ms": {
            name: round(quantile(times, share), 1) for name, share in (("median", 0.5), ("p95", 0.95), ("most", 1.0))
        },
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit", type=int, default=0, help="only the first N questions")
    parser.add_argument("--json", action="store_true", help="print one line of JSON")
    wanted = parser.parse_args()
    found = summary(list(make(wanted.limit)))
    print(json.dumps(found, ensure_ascii=False, indent=None if wanted.json else 1))


if __name__ == "__main__":
    main()
