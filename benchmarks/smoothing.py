"""How strict the judge of a language model's wordings is: every small harm done to every sentence that may be sent.

`python -m benchmarks.smoothing` needs no model and no test data. A harm that is accepted ends it with status 1.
"""

import sys
import time
from collections import Counter
from collections.abc import Iterator

from consilia import loaded
from consilia.domain.smoothing import UNCHANGED, may_be_sent, refusal

ADDED = ["not", "never", "ALS", "harmless", "two", "400 mg", "always", "stop", "doctor", "cancer", "magnesium", "only"]


def main() -> None:
    """Print how many harms were refused and how many harmless changes were accepted, with the cost of judging."""
    rules = loaded.smoothing()
    sentences = sorted(frozenset().union(*may_be_sent(loaded.composing(), rules=rules).values()))
    reasons: Counter[str] = Counter()
    accepted: list[tuple[str, str, str]] = []
    began, judged = time.process_time(), 0
    for sentence in sentences:
        for kind, harmed in harms(sentence, glue=rules.glue):
            why = refusal(sentence, harmed, rules=rules)
            judged += 1
            reasons[why or "ACCEPTED"] += 1
            if not why:
                accepted.append((kind, sentence, harmed))
    spent = time.process_time() - began
    kind_ones = [(ours, theirs) for ours in sentences for theirs in harmless(ours, groups=rules.group_of)]
    stood = sum(refusal(ours, theirs, rules=rules) in ("", UNCHANGED) for ours, theirs in kind_ones)
    print(f"sentences that may be sent: {len(sentences)}")
    print(f"harms: {judged}, refused: {judged - len(accepted)}, by reason: {dict(reasons.most_common())}")
    print(f"harmless changes: {len(kind_ones)}, accepted: {stood}")
    print(f"cost: {1e6 * spent / judged:.0f} microseconds of CPU a wording")
    for kind, ours, theirs in accepted:
        print(f"ACCEPTED {kind}: {ours} -> {theirs}")
    sys.exit(1 if accepted else 0)


def harms(sentence: str, *, glue: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield the sentence with one word less, two words in each other's place, or one dangerous word more."""
    words = sentence[:-1].split(" ")
    end = sentence[-1]
    for at, word in enumerate(words):
        if word.strip(",:;()").casefold() not in glue:
            yield "lost", capital(" ".join(words[:at] + words[at + 1 :]) + end)
    for at in range(len(words) - 1):
        one, two = words[at], words[at + 1]
        if not {one.strip(",:;").casefold(), two.strip(",:;").casefold()} & glue and one.casefold() != two.casefold():
            yield "swapped", capital(" ".join([*words[:at], two, one, *words[at + 2 :]]) + end)
    for at in range(len(words) + 1):
        for added in ADDED:
            yield "added", capital(" ".join([*words[:at], added, *words[at:]]) + end)


def harmless(sentence: str, *, groups: dict[str, str]) -> Iterator[str]:
    """Yield the sentence with an article more or less, or with a reviewed synonym."""
    words = sentence.split(" ")
    if len(words) > 3:
        yield " ".join([*words[:2], "the", *words[2:]])
    for at, word in enumerate(words[1:], 1):
        if word in {"a", "an", "the"}:
            yield " ".join(words[:at] + words[at + 1 :])
        for other, group in groups.items():
            if word in groups and group == groups[word] and other != word and other not in words:
                yield " ".join([*words[:at], other, *words[at + 1 :]])


def capital(text: str) -> str:
    """The text with a capital at its beginning, so that form alone never saves the judge."""
    return text[:1].upper() + text[1:]


if __name__ == "__main__":
    main()
