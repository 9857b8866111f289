"""Reads and assesses random and mutated texts: none may crash it, point outside its text, or take long.

    python -m benchmarks.fuzz [--texts 100000] [--seed 1] [--processes 2] [--again NUMBER]

Three in four texts are questions of the optional test data with slips put in (letters and words lost, doubled,
swapped, run together, in capitals, in other scripts); the rest is random Unicode, digits and punctuation. A text is
made from the seed and its number alone, so `--again NUMBER` makes the same one and prints it.
"""

import argparse
import gzip
import json
import multiprocessing
import random
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from benchmarks.testdata import data, read_rows
from consilia import loaded
from consilia.domain.language import Finding, Reading, read
from consilia.domain.triage import assess

ASKED_ON = date(2026, 11, 22)
FEW_WORDS = 20  # the time per word of shorter texts says nothing
ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz",
    "0123456789.,/-°%",
    " \t\n\r\u00a0\u2028\u200b\ufeff",
    "!?;:()[]{}<>\"'’`´“”…—–|&=+*#@~^\\_",
    "äöüßéèñçøåæœłıİſﬁ",
    "абвгдежзиклмн",
    "痛麻抽搐中風救命想死",
    "مرحباألم",
    "😀😭🙏🏽👨‍👩‍👧⚡️",
    "\u0301\u0308\u202e\u0000\ud7ff\ue000\U0001f600\U0010ffff",
)


@dataclass
class Outcome:
    """What one process met."""

    texts: int = 0
    words: int = 0
    seconds: float = 0.0
    crashes: list[tuple[int, str]] = field(default_factory=list)
    slowest: tuple[float, int] = (0.0, -1)  # milliseconds and the number of the text
    slowest_per_word: tuple[float, int] = (0.0, -1)


@cache
def sources() -> tuple[str, ...]:
    """Return the texts that are mutated."""
    texts = [row["text"] for name in ("questions", "stance", "triage") for row in read_rows(data(f"gold/{name}.jsonl"))]
    with gzip.open(data("askdoctor/questions.jsonl.gz"), "rt", encoding="utf-8") as lines:
        texts += [value for line in lines for value in json.loads(line).values() if isinstance(value, str)]
    return tuple(dict.fromkeys(text for text in texts if len(text) > 1))


def random_text(dice: random.Random) -> str:
    """Return characters of several scripts, in runs."""
    runs = (dice.choice(ALPHABETS) for _ in range(dice.randint(0, 12)))
    return "".join("".join(dice.choices(run, k=dice.randint(1, 30))) for run in runs)


def _lose(words: list[str], dice: random.Random) -> list[str]:
    return [word for word in words if dice.random() > 0.1]


def _double(words: list[str], dice: random.Random) -> list[str]:
    return [again for word in words for again in [word] * (1 + (dice.random() < 0.1))]


def _swap(words: list[str], dice: random.Random) -> list[str]:
    at = dice.randrange(len(words))
    return words[at:] + words[:at]


def _slip(words: list[str], dice: random.Random) -> list[str]:
    return [_slipped(word, dice) if dice.random() < 0.2 else word for word in words]


def _slipped(word: str, dice: random.Random) -> str:
    at = dice.randrange(len(word))
    return word[:at] + dice.choice(("", word[at] * 2, dice.choice(dice.choice(ALPHABETS)))) + word[at + 1 :]


def _shout(words: list[str], dice: random.Random) -> list[str]:
    return [dice.choice((word.upper(), word.title(), word)) for word in words]


def _pierce(words: list[str], dice: random.Random) -> list[str]:
    at = dice.randrange(len(words))
    return [*words[:at], random_text(dice), *words[at:]]


def _join(words: list[str], dice: random.Random) -> list[str]:
    return ["".join(words[i : i + 2]) if dice.random() < 0.2 else words[i] for i in range(len(words))]


def _repeat(words: list[str], dice: random.Random) -> list[str]:
    return words * dice.randint(2, 4) if len(words) < 300 else words


MUTATIONS: tuple[Callable[[list[str], random.Random], list[str]], ...] = (
    _lose, _double, _swap, _slip, _shout, _pierce, _join, _repeat,
)  # fmt: skip


def text_of(number: int, *, seed: int) -> str:
    """Return the text of a number."""
    dice = random.Random(f"{seed}:{number}")
    if dice.random() < 0.25:
        return random_text(dice)
    words = dice.choice(sources()).split(" ")
    if dice.random() < 0.2:
        words += dice.choice(sources()).split(" ")
    for mutate in dice.choices(MUTATIONS, k=dice.randint(1, 3)):
        words = [word for word in mutate(words, dice) if word] or ["?"]
    return dice.choice((" ", " ", " ", "\n", ", ")).join(words)


def spans_of(finding: Finding) -> Iterator[tuple[int, int]]:
    """Yield every span that a finding points to."""
    single = (finding.cue, finding.frequency, finding.corrects, finding.since.span if finding.since else None)
    yield from (span for span in (finding.span, *single, *finding.triggers, *finding.relievers) if span is not None)


def misplaced(reading: Reading) -> list[tuple[int, int]]:
    """Return the spans that hold no words of the text."""
    spans = [span for finding in reading.findings for span in spans_of(finding)]
    spans += [*reading.questions, *(m.span for m in reading.measures), *(d.span for d in reading.doses)]
    spans += [c.span for c in reading.conflicts if c.span is not None]
    return [(start, end) for start, end in spans if not 0 <= start < end <= len(reading.text)]


def run(numbers: Sequence[int], seed: int) -> Outcome:
    """Read and assess the texts of some numbers."""
    met = Outcome()
    lexicon, rules = loaded.lexicon(), loaded.rules()
    assess(read("My eyelyd twiches.", lexicon=lexicon), rules=rules)  # what is made at the first use is made
    for number in numbers:
        text = text_of(number, seed=seed)
        began = time.process_time()
        try:
            reading = read(text, lexicon=lexicon, asked_on=ASKED_ON)
            assess(reading, rules=rules)
            if wrong := misplaced(reading):
                met.crashes.append((number, f"spans outside the text: {wrong}"))
        except Exception:  # noqa: BLE001 - whatever it is, it is what is looked for
            met.crashes.append((number, traceback.format_exc(limit=-2)))
        seconds = time.process_time() - began
        words = len(text.split()) or 1
        met.texts, met.words, met.seconds = met.texts + 1, met.words + words, met.seconds + seconds
        met.slowest = max(met.slowest, (1000 * seconds, number))
        if words >= FEW_WORDS:
            met.slowest_per_word = max(met.slowest_per_word, (1000 * seconds / words, number))
    return met


def main() -> int:
    """Print what was met; the exit status tells whether anything crashed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--again", type=int, help="print the text of a number and read it once")
    options = parser.parse_args()
    if options.again is not None:
        print(text_of(options.again, seed=options.seed))
        print(run([options.again], options.seed))
        return 0
    parts = [range(n, options.texts, options.processes) for n in range(options.processes)]
    with multiprocessing.Pool(options.processes) as pool:
        met = pool.starmap(run, [(part, options.seed) for part in parts])
    crashes = sorted(crash for one in met for crash in one.crashes)
    words, seconds = sum(one.words for one in met), sum(one.seconds for one in met)
    print(
        f"seed {options.seed}, {sum(one.texts for one in met)} texts, {words} words, {seconds:.0f} s of processor time"
    )
    print(f"{1_000_000 * seconds / words:.1f} microseconds a word")
    print("slowest text: {:.1f} ms, number {}".format(*max(one.slowest for one in met)))
    print("slowest for its length: {:.3f} ms a word, number {}".format(*max(one.slowest_per_word for one in met)))
    print(f"{len(crashes)} crashes")
    for number, what in crashes[:20]:
        print(f"  number {number}: {what}")
    return bool(crashes)


if __name__ == "__main__":
    raise SystemExit(main())
