"""Tells whether the time for a text grows with its length alone: texts that tempt the reader, once and twice as long.

    python -m benchmarks.growth [--words 5000] [KIND ...]

A kind whose double takes more than three times as long is marked, and makes the exit status 1; on a busy machine run
it again, by its name, before believing it.
"""

import argparse
import random
import time
from collections.abc import Callable

from consilia import loaded
from consilia.domain.language import read
from consilia.domain.triage import assess

SENTENCES = {
    "a sentence again": "My left arm is weak and numb, no fever, cough or rash since Monday. ",
    "no stop": "my left arm is weak and numb no fever cough or rash since monday ",
    "commas": ", , , , ",
    "lines": "\n \n",
    "denials": "no no no no ",
    "numbers": "39.5 39.5 ",
    "units": "5 kg 3 years ",
    "brackets": "( ( ( ",
    "limbs": "hand leg arm ",
    "lists": "headache,fever,",
    "over and back": "I had a headache 3 years ago but it went away and came back ",
    "over and back, told apart": "I had a headache 3 years ago. It went away. Then it came back. ",
    "away for a while": "No headaches all summer. ",
    "family": "My son has a fever and my wife coughs. ",
    "names": "Meena has a headache. Rahul had a stroke. ",
    "questions": "Can stress cause twitching? ",
    "medicines": "I take pramipexole 50 mg twice a day ",
    "boxes": "[x] fever [ ] cough ",
    "weights": "98 kg to 84 kg ",
    "run together": "nofever ",
    "taken back": "I have no fever. Sorry, I do have a fever. ",
    "dated apart": "My eyelid twitches. It began 5 days ago. ",
}
MOST = 3.0  # times as long for twice the words
LEAST_MS = 60  # below it the clock says more than the text


def texts(words: int) -> dict[str, Callable[[int], str]]:
    """Return, by its name, what makes the text of a kind of so many words; `words` only sizes the random ones."""
    dice = random.Random(1)
    known = sorted(loaded.lexicon().words.question_openers | loaded.lexicon().words.fillers)
    letters = ["".join(dice.choices("abcdefghijklmnopqrstuvwxyz", k=7)) for _ in range(2 * words)]
    kinds: dict[str, Callable[[int], str]] = {
        name: lambda n, sentence=sentence: sentence * (n // max(1, len(sentence.split())))  # type: ignore[misc]
        for name, sentence in SENTENCES.items()
    }
    kinds["small words"] = lambda n: " ".join(dice.choice(known) for _ in range(n))
    kinds["no words"] = lambda n: " ".join(letters[:n])
    kinds["one long word"] = lambda n: "a" * (6 * n)
    return kinds


def milliseconds(text: str) -> tuple[float, float]:
    """Return the processor time of reading a text and of assessing it: the least of two."""
    found = []
    for _ in range(2):
        began = time.process_time()
        reading = read(text, lexicon=loaded.lexicon())
        between = time.process_time()
        assess(reading, rules=loaded.rules())
        found.append((between - began, time.process_time() - between))
    return 1000 * min(f[0] for f in found), 1000 * min(f[1] for f in found)


def main() -> int:
    """Print a line for each kind of text."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=5_000)
    parser.add_argument("kinds", nargs="*")
    options = parser.parse_args()
    milliseconds("My eyelyd twiches.")  # what is made at the first use is made
    too_fast = 0
    for name, make in texts(options.words).items():
        if options.kinds and name not in options.kinds:
            continue
        once, twice = milliseconds(make(options.words)), milliseconds(make(2 * options.words))
        grows = [b > MOST * a and b > LEAST_MS for a, b in zip(once, twice, strict=True)]
        too_fast += any(grows)
        mark = " GROWS TOO FAST" if any(grows) else ""
        (read_1, assess_1), (read_2, assess_2) = once, twice
        print(f"{name:26} read {read_1:4.0f}, {read_2:5.0f} ms  assessed {assess_1:4.0f}, {assess_2:5.0f} ms{mark}")
    return bool(too_fast)


if __name__ == "__main__":
    raise SystemExit(main())
