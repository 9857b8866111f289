"""Decides how the writer relates to a finding: which cue words reach it, and which of them counts."""

from collections.abc import Sequence
from dataclasses import dataclass

from consilia.domain.language.files import Kind
from consilia.domain.language.lexicon import Lexicon
from consilia.domain.language.model import Stance
from consilia.domain.language.patterns import Match
from consilia.domain.language.words import Words

_ORDER = ("hypothetical", "feared", "unsure", "past", "absent")  # the first that reaches a finding counts


@dataclass(frozen=True)
class Decision:
    """The stance, the cue that decided (as a match, None when nothing did), and where a hedge leans."""

    stance: Stance
    cue: Match | None = None
    leans: Stance | None = None


class Cues:
    """The cue words of one text, and how far each reaches."""

    def __init__(self, words: Words, *, bounds: Sequence[tuple[int, int]], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._cues = _settle(lexicon.cues.find(words))
        self._sentence = [0] * len(words)
        for number, (begin, end) in enumerate(bounds):
            self._sentence[begin:end] = [number] * (end - begin)
        self._clause = _clauses(words, bounds=bounds, cues=self._cues, lexicon=lexicon)

    def ability(self, first: int, last: int) -> tuple[bool, Match] | None:
        """Return whether the person can do what the words name, with the cue, or None when nothing says."""
        best: tuple[int, Match] | None = None
        for cue in self._cues:
            if cue.label.name != "ability" or not self._together(cue, first):
                continue
            before = cue.label.role.endswith("before") and cue.last <= first
            after = cue.label.role.endswith("after") and cue.first >= last
            distance = first - cue.last if before else cue.first - last
            if (before or after) and distance <= (5 if before else 3) and (best is None or distance < best[0]):
                best = (distance, cue)
        return (best[1].label.role.startswith("able"), best[1]) if best else None

    def decide(self, first: int, last: int, *, anchor: int, kind: Kind) -> Decision:
        """Return the stance of the words from `first` to `last`, whose sign word is `anchor`."""
        reaching: dict[str, Match] = {}
        for cue in self._cues:
            name, role = cue.label.name, cue.label.role
            if name not in self._lexicon.cue_files or role == "pseudo" or not self._together(cue, anchor):
                continue
            kinds = self._lexicon.cue_files[name].kinds
            if kinds and kind not in kinds:
                continue
            if (role == "before" and cue.last <= anchor) or (role == "after" and cue.first >= last):
                reaching[name] = cue
        for name in _ORDER:
            if name in reaching:
                stance = Stance(name)
                leans = None
                if stance is Stance.UNSURE:
                    leans = Stance.ABSENT if "absent" in reaching else Stance.PRESENT
                return Decision(stance, reaching[name], leans)
        return Decision(Stance.PRESENT)

    def _together(self, cue: Match, word: int) -> bool:
        return self._clause[cue.first] == self._clause[word] or self._clause[cue.last - 1] == self._clause[word]


def _settle(matches: list[Match]) -> list[Match]:
    """Longest cue first; a word belongs to one cue only, so look-alikes swallow the cue inside them."""
    taken: set[int] = set()
    kept: list[Match] = []
    abilities = []
    for match in sorted(matches, key=lambda m: (-(m.last - m.first), m.first)):
        if match.label.name == "ability":
            abilities.append(match)
        if not taken & match.took:
            taken |= match.took
            kept.append(match)
    kept += [m for m in abilities if m not in kept]
    return sorted(kept, key=lambda m: m.first)


def _clauses(words: Words, *, bounds: Sequence[tuple[int, int]], cues: list[Match], lexicon: Lexicon) -> list[int]:
    """Return for each word the number of its clause."""
    ends = {m.first for m in cues if m.label.name == "end"}
    openers = lexicon.ends.after_comma
    clause = [0] * len(words)
    number = 0
    for begin, end in bounds:
        number += 1
        for i in range(begin, end):
            new = i in ends and i > begin
            if i > begin and words.plain[i - 1] in {",", "and", "&"} and words.plain[i] in openers:
                new = True
            number += new
            clause[i] = number
    return clause
