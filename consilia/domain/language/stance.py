"""Decides how the writer relates to a finding, from the cues that reach it."""

from collections.abc import Sequence
from dataclasses import dataclass

from consilia.domain.language.cues import Cues
from consilia.domain.language.files import Kind
from consilia.domain.language.lexicon import Lexicon
from consilia.domain.language.model import Stance
from consilia.domain.language.patterns import Match
from consilia.domain.language.stance_files import CueFile


@dataclass(frozen=True)
class Decision:
    """The stance, the cue that decided (None when nothing did), and where a hedge leans."""

    stance: Stance
    cue: Match | None = None
    leans: Stance | None = None


def decide(
    first: int,
    last: int,
    *,
    anchor: int,
    kind: Kind,
    cues: Cues,
    lexicon: Lexicon,
    generic: bool = False,
    without: Match | None = None,
    took: frozenset[int] = frozenset(),
) -> Decision:
    """Return the stance of the words from `first` to `last`, whose sign word is `anchor`.

    `generic` says that they stand in a question about a thing in general: then nothing said is hypothetical. A cue
    that overlaps `without` has said its part already, and so has one inside the words `took` by the finding itself.
    """
    reaching = cues.reaching(first, last, anchor=anchor, kind=kind)
    if took:
        reaching = [cue for cue in reaching if not cue.took <= took]
    if without is not None:
        reaching = [cue for cue in reaching if cue.last <= without.first or cue.first >= without.last]
    return weigh(reaching, anchor=anchor, files=lexicon.cue_files, generic=generic)


def weigh(reaching: Sequence[Match], *, anchor: int, files: dict[str, CueFile], generic: bool = False) -> Decision:
    """Return the decision of the cues that reach a finding: the lowest rank, and of equals the nearest."""
    if not reaching:
        return Decision(Stance.HYPOTHETICAL if generic else Stance.PRESENT)
    best = min(reaching, key=lambda cue: (files[cue.label.name].rank, abs(cue.first - anchor)))
    file = files[best.label.name]
    if generic and not file.answers and file.stance in {Stance.ABSENT, Stance.PRESENT, Stance.PAST}:
        return Decision(Stance.HYPOTHETICAL)
    leans = None
    if file.stance is Stance.UNSURE:
        denied = any(files[cue.label.name].stance is Stance.ABSENT for cue in reaching)
        leans = file.leans or (Stance.ABSENT if denied else Stance.PRESENT)
    return Decision(file.stance, best, leans)
