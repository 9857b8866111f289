"""Decides what the words of a finding say of it: whether it is there, told by its cues, an ability or a form's mark."""

from dataclasses import replace

from consilia.domain.language.files import PlainWords
from consilia.domain.language.lexicon import Lexicon
from consilia.domain.language.model import Stance
from consilia.domain.language.over import WEAKER
from consilia.domain.language.patterns import Match
from consilia.domain.language.stance import Decision, decide
from consilia.domain.language.whole_text import WholeText

_BARE = 2  # a question mark and one word more


def decide_match(match: Match, whole: WholeText, lexicon: Lexicon) -> Decision | None:
    """Return the stance of a finding, or None where an ability is named and nobody says whether it is there.

    What the mark of a form says of its words comes last.
    """
    in_words = _by_ability if match.label.role == "ability" else _by_cues
    return _marked(in_words(match, whole, lexicon), mark=whole.ticks.said.get(match.anchor))


def _by_cues(match: Match, whole: WholeText, lexicon: Lexicon) -> Decision | None:
    kind = lexicon.concepts[match.label.name].kind
    general = whole.cues.sentence[match.anchor] in whole.general
    decided = decide(
        match.first, match.last, anchor=match.anchor, kind=kind, cues=whole.cues, lexicon=lexicon, generic=general,
        took=match.took,
    )  # fmt: skip
    if decided.stance is Stance.PRESENT and not decided.cue and _only_asked(match, whole):
        return Decision(Stance.FEARED if kind == "disease" else Stance.UNSURE, leans=None)
    if kind == "symptom" and _is_given(match, decided, whole, lexicon.words):
        return Decision(Stance.PRESENT)
    if match.label.role == "denials" and decided.cue and match.first < decided.cue.first < match.last:
        return Decision(Stance.PRESENT, decided.cue)  # "my sleep is not good"
    denied = match.label.role == "denials" and decided.stance is Stance.PRESENT
    if denied and (said := whole.cues.ability(match.first, match.last)) and not said.able and said.comes_before(match):
        return Decision(Stance.PRESENT, said.cue)  # "couldn't sleep well"
    return Decision(Stance.ABSENT, match) if denied else decided


def _by_ability(match: Match, whole: WholeText, lexicon: Lexicon) -> Decision | None:
    kind = lexicon.concepts[match.label.name].kind
    general = whole.cues.sentence[match.anchor] in whole.general
    said = whole.cues.ability(match.first, match.last)
    if said is None:
        return None
    decided = decide(
        match.first, match.last, anchor=match.first, kind=kind, cues=whole.cues, lexicon=lexicon, generic=general,
        without=said.cue,
    )  # fmt: skip
    if decided.stance in {Stance.PRESENT, Stance.ABSENT}:
        is_denied = whole.words.plain[said.cue.first - 1] in lexicon.ends.contrasts  # "my sleep is not good"
        can = said.able and not (is_denied and not said.comes_before(match))
        can = can or (decided.stance is Stance.ABSENT and _is_denied_trouble(said.cue, whole, lexicon))
        return Decision(Stance.ABSENT if can else Stance.PRESENT, said.cue)
    return replace(decided, leans=Stance.PRESENT) if decided.stance is Stance.UNSURE else decided


def _is_denied_trouble(cue: Match, whole: WholeText, lexicon: Lexicon) -> bool:
    """Tell "trouble swallowing", which a "no" before it denies, from "can't swallow", which denies by itself."""
    return whole.words.plain[cue.first] in lexicon.ends.nouns


def _marked(decided: Decision | None, *, mark: bool | None) -> Decision | None:
    """Return what the mark of a form's item makes of its words: an empty box denies, a tick answers."""
    if decided is None or mark is None:
        return decided
    if not mark:
        return Decision(Stance.ABSENT, decided.cue)
    return Decision(Stance.PRESENT, decided.cue) if decided.stance in WEAKER else decided


def _is_given(match: Match, decided: Decision, whole: WholeText, known: PlainWords) -> bool:
    """Tell whether a sign is taken for granted where only its cause is guessed: "I think this tingling means MS".

    "Not sure whether this tingling is real" doubts the sign itself.
    """
    plain, i = whole.words.plain, match.first
    if not i or match.anchor != i or plain[i - 1] not in known.giving or plain[match.last : match.last + 1] == ["or"]:
        return False
    end = whole.bounds[whole.cues.sentence[i]][1]
    if not known.doubting.isdisjoint(plain[match.last : end]):
        return False
    if decided.stance is Stance.HYPOTHETICAL and decided.cue is not None:
        return known.supposing.isdisjoint(plain[decided.cue.first : decided.cue.last]) and plain[i - 1] != "the"
    return decided.stance is Stance.UNSURE


def _only_asked(match: Match, whole: WholeText) -> bool:
    """Tell a bare question such as "Muscle spasm?"; the first sentence is the title and tells.

    One that ends a row of bare sentences tells as well: "Vomiting. Headache. Fatigue?"
    """
    sentence = whole.cues.sentence[match.first]
    begin, end = whole.bounds[sentence]
    before = whole.bounds[sentence - 1]
    if before[1] - before[0] <= _BARE and whole.words.plain[before[1] - 1] == ".":
        return False
    return sentence > 0 and end - begin <= len(match.took) + _BARE and whole.words.plain[end - 1] == "?"
