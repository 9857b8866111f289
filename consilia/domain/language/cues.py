"""The cue words of one text: which stand, which are only look-alikes, and how far each reaches."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from consilia.domain.language.clauses import clauses, settle
from consilia.domain.language.doubled import undone
from consilia.domain.language.files import Kind
from consilia.domain.language.lexicon import Lexicon
from consilia.domain.language.model import Stance
from consilia.domain.language.patterns import Match
from consilia.domain.language.stance_files import CueFile
from consilia.domain.language.words import Words

_OWNED_WITHIN, _OWNED_BY = 4, 2  # words before, and behind, that tell that somebody has a disease
_FARTHEST_ABILITY = (5, 3)  # words between a "can't" before, or a "is hard" after, and what cannot be done


@dataclass(frozen=True)
class Said:
    """Whether the person can do what the words name, and the cue that says so."""

    able: bool
    cue: Match

    def comes_before(self, match: Match) -> bool:
        return self.cue.last <= match.first


class Cues:
    """The cues of one text, by the kind of finding they speak to. `sentence` and `clause` number each word.

    `without` are words that have said their part already, such as the marks of a form.
    """

    def __init__(
        self,
        words: Words,
        *,
        bounds: Sequence[tuple[int, int]],
        asking: Sequence[int],
        lexicon: Lexicon,
        without: frozenset[int] = frozenset(),
    ) -> None:
        self._words = words
        self._lexicon = lexicon
        self._by_kind: dict[Kind, tuple[list[Match], list[int]]] = {}
        self.sentence = [0] * len(words)
        for number, (begin, end) in enumerate(bounds):
            self.sentence[begin:end] = [number] * (end - begin)
        self._asking = frozenset(asking)
        self._all = [cue for cue in lexicon.cues.find(words) if self._counts(cue) and without.isdisjoint(cue.took)]
        self._abilities = [cue for cue in self._all if cue.label.name == "ability"]
        self.returns = frozenset(cue.last - 1 for cue in self._all if cue.label.name == "return")
        self.goes_on = [cue.first for cue in self._all if cue.label.name == "goes-on"]
        self.anchors = [cue for cue in self._all if cue.label.name == "anchor"]
        self.corrections = settle([cue for cue in self._all if cue.label.name == "correction"])
        self.owned_up = settle([cue for cue in self._all if cue.label.name == "owned-up"])
        self._ability_starts = [cue.first for cue in self._abilities]
        self.clause = clauses(words.plain, bounds, cues=self._all, ends=lexicon.ends)

    @property
    def ends_of_story(self) -> list[Match]:
        """The cues that say after a finding that it is over."""
        return [
            cue for cue in self._for("symptom")[0] if cue.label.name in _PAST and cue.label.role in {"after", "answer"}
        ]

    def _counts(self, cue: Match) -> bool:
        if cue.label.role == "answer":
            return _closes(cue, self._words)
        return cue.label.role != "question" or self.sentence[cue.first] in self._asking

    def reaching(self, first: int, last: int, *, anchor: int, kind: Kind) -> list[Match]:
        """Return the cues that reach the words from `first` to `last`, whose sign word is `anchor`."""
        cues, starts = self._for(kind)
        near = cues[bisect_left(starts, first - _REACH) : bisect_right(starts, last + _REACH)]
        found = [cue for cue in near if self._reaches(cue, first, last, anchor)]
        files = self._lexicon.cue_files
        if any(files[cue.label.name].unowned for cue in found) and any(_is_plain(files[c.label.name]) for c in found):
            found = [cue for cue in found if not files[cue.label.name].unowned]
        return self._weighed_together(found, anchor)

    def _weighed_together(self, reaching: list[Match], anchor: int) -> list[Match]:
        """Leave out two denials that undo each other, and "any more" that goes with no denial."""
        denials = [cue for cue in reaching if cue.label.name == "absent"]
        if not denials:
            return [cue for cue in reaching if not self._lexicon.cue_files[cue.label.name].with_denial]
        begin = bisect_left(self.sentence, self.sentence[anchor])
        if undone(denials, self._words.plain, begin=begin, known=self._lexicon.doubled):
            files = self._lexicon.cue_files
            return [cue for cue in reaching if cue.label.name not in _UNDONE and not files[cue.label.name].with_denial]
        return reaching

    def ability(self, first: int, last: int) -> Said | None:
        """Return whether the person can do what the words name, or None when nothing says."""
        best: tuple[int, Match] | None = None
        starts = self._ability_starts
        for cue in self._abilities[bisect_left(starts, first - _REACH) : bisect_right(starts, last + _REACH)]:
            if self.clause[cue.last - 1] != self.clause[first]:
                continue
            before = cue.label.role.endswith("before") and cue.last <= first
            after = cue.label.role.endswith("after") and cue.first >= last
            distance = first - cue.last if before else cue.first - last
            close = distance <= _FARTHEST_ABILITY[after]
            rank = 4 * distance - (cue.last - cue.first)
            if (before or after) and close and (best is None or rank < best[0]):
                best = (rank, cue)
        return Said(best[1].label.role.startswith("able"), best[1]) if best else None

    def _reaches(self, cue: Match, first: int, last: int, anchor: int) -> bool:
        if cue.label.role in {"before", "question"}:
            if cue.last > anchor or not (self._same_clause(cue, anchor) or self._asks_on(cue, anchor)):
                return False
            return cue.label.name not in _DENIALS or not self._ends_before(cue, anchor)
        if cue.label.role == "next":
            return cue.first == last
        if cue.label.role in {"after", "answer"}:
            if cue.first < last or not self._answers_this(cue, last) or self._only_began(cue):
                return False
            if self._is_of_the_next_test(cue, last):
                return False
            return self.clause[cue.first] == self.clause[last - 1] or self._carries_on(cue, last)
        if cue.label.role != "sentence" or self.sentence[cue.first] != self.sentence[anchor]:
            return False
        return not (self._lexicon.cue_files[cue.label.name].unowned and self._is_owned(first, last))

    def _plans_a_test(self, cue: Match) -> bool:
        file = self._lexicon.cue_files.get(cue.label.name)
        return file is not None and file.kinds == ("test",) and file.stance is Stance.HYPOTHETICAL

    def _is_of_the_next_test(self, cue: Match, last: int) -> bool:
        """Tell whether the words in between have told the result: "EMG normal, MRI planned" plans only the MRI."""
        told = self._words.plain[last : cue.first]
        return self._plans_a_test(cue) and not self._lexicon.ends.results.isdisjoint(told)

    def _is_owned(self, first: int, last: int) -> bool:
        """Tell whether somebody is said to have a disease: "my diabetes", "diagnosed with MS", "diabetes for years"."""
        plain, ends = self._words.plain, self._lexicon.ends
        before = range(max(0, first - _OWNED_WITHIN), first)
        owned = any(plain[i] in ends.owned_before and self.clause[i] == self.clause[first] for i in before)
        return owned or not ends.owned_after.isdisjoint(plain[last : last + _OWNED_BY])

    def _answers_this(self, cue: Match, last: int) -> bool:
        """Tell whether an answer on a form belongs to a finding: it answers the one item right before it."""
        file = self._lexicon.cue_files.get(cue.label.name)
        if file is None or not file.answers:
            return True
        return self._lexicon.ends.joints.isdisjoint(self._words.plain[last : cue.first])

    def _only_began(self, cue: Match) -> bool:
        """Tell whether a time long ago is only when something began: "it started at age 12"."""
        file = self._lexicon.cue_files.get(cue.label.name)
        if file is None or not file.dated:
            return False
        first = cue.first
        while first > 0 and self.clause[first - 1] == self.clause[cue.first]:
            first -= 1
        tense = self._lexicon.tense
        return not (tense.beginning | tense.since_then | tense.again).isdisjoint(self._words.plain[first : cue.first])

    def _same_clause(self, cue: Match, anchor: int) -> bool:
        near = cue.label.role != "question" or anchor - cue.last <= _FARTHEST_QUESTION
        return near and self.clause[cue.last - 1] == self.clause[anchor]

    def _asks_on(self, cue: Match, anchor: int) -> bool:
        """Tell whether a question goes on up to a finding, nobody's body named on the way: "can it cause A, or B?"."""
        file = self._lexicon.cue_files.get(cue.label.name)
        if file is None or file.stance is not Stance.HYPOTHETICAL or "medicine" in file.kinds or "test" in file.kinds:
            return False
        number = self.sentence[anchor]
        if number not in self._asking or self.sentence[cue.first] != number or anchor - cue.last > _FARTHEST_ASKED_ON:
            return False
        return self._lexicon.ends.personal.isdisjoint(self._words.plain[cue.last : anchor])

    def _ends_before(self, cue: Match, anchor: int) -> bool:
        """Tell whether what a cue denies or ends is over before a finding, although no clause ends between them."""
        plain, ends = self._words.plain, self._lexicon.ends
        between = plain[cue.last : anchor]
        if cue.label.name == "past":
            return any(
                word in ends.purposes and between[i + 1 : i + 2] and between[i + 1] in ends.owners
                for i, word in enumerate(between)
            )
        for i, word in enumerate(between[:-1]):
            if word == "with" and i and between[i + 1] in ends.owners and ends.no_things.isdisjoint(between[:i]):
                return True  # "no fever with the headache"
        return "," in between and self._ends_at_comma(cue, anchor)

    def _ends_at_comma(self, cue: Match, anchor: int) -> bool:
        """Tell whether a denial ends at a comma before the finding: "won't come off, headache", "not tired, weak"."""
        plain, ends = self._words.plain, self._lexicon.ends
        comma = plain.index(",", cue.last)
        if plain[comma - 1].removesuffix("s") in self._lexicon.times.words.units:
            return True  # "no stool for three days, belly like a drum"
        rest = self._to_the_end(cue)
        said = [word for word in rest if word.isalpha()]
        if said[-1:] and said[-1] in ends.turning and "," not in plain[anchor : cue.last + len(rest)]:
            return True
        denied = plain[cue.first : cue.last]
        denies_a_verb = not ends.denied_verbs.isdisjoint(denied)
        only_this = plain[cue.last] in ends.doings or not ends.zeros.isdisjoint(denied)
        instead = (
            denied[0] in ends.contrasts and len(denied) <= _SHORT_DENIAL and rest.count(",") == 1 and "and" not in rest
        )
        if not (only_this or instead or (denies_a_verb and plain[cue.last] not in ends.list_verbs)):
            return False
        return ends.list_ends.isdisjoint(rest)

    def _to_the_end(self, cue: Match) -> list[str]:
        """Return the words behind a cue up to the end of its clause."""
        clause, last = self.clause[cue.last - 1], cue.last
        while last < len(self.clause) and self.clause[last] == clause:
            last += 1
        return self._words.plain[cue.last : last]

    def _carries_on(self, cue: Match, last: int) -> bool:
        """Tell whether only words like "but it has" stand between a finding and a cue after it."""
        if self.sentence[cue.first] - self.sentence[last - 1] > 0 or cue.first - last > _FARTHEST_CARRY:
            return False
        ends, between = self._lexicon.ends, self._words.plain[last : cue.first]
        tests = ends.test_words if self._plans_a_test(cue) else frozenset[str]()
        return all(word in ends.carry or word in tests for word in between)

    def _for(self, kind: Kind) -> tuple[list[Match], list[int]]:
        """Return the cues that speak to a kind of finding, and where each begins."""
        if kind not in self._by_kind:
            files = self._lexicon.cue_files
            spoken = [
                m
                for m in self._all
                if m.label.name in files and (not files[m.label.name].kinds or kind in files[m.label.name].kinds)
            ]
            apart = [cue for cue in spoken if files[cue.label.name].unowned]
            settled = sorted(settle([c for c in spoken if not files[c.label.name].unowned]) + apart, key=_begin)
            self._by_kind[kind] = settled, [cue.first for cue in settled]
        return self._by_kind[kind]


def _closes(cue: Match, words: Words) -> bool:
    """Tell whether an answer such as ": none" ends its line or its item; "Skin: no rash" is no answer."""
    if cue.last >= len(words) or words.plain[cue.last] in _CLOSING:
        return True
    following = "".join(words.plain[cue.last + 1 : cue.last + 2])
    return following == ":" or (words.plain[cue.last].isdigit() and following in {")", "."})


_CLOSING = frozenset("\n.,;(!?|/")
_DENIALS = frozenset({"absent", "absent-test", "past"})
_PAST = frozenset({"past", "past-dated"})
_UNDONE = frozenset({"absent", "doubtful"})
_REACH = 60  # words; no cue reaches farther
_FARTHEST_CARRY = 7
_SHORT_DENIAL = 2  # "not", "not a"
_FARTHEST_QUESTION = 6
_FARTHEST_ASKED_ON = 20


def _is_plain(file: CueFile) -> bool:
    return file.stance in {Stance.PRESENT, Stance.ABSENT, Stance.PAST, Stance.OTHER_PERSON}


def _begin(cue: Match) -> int:
    return cue.first
