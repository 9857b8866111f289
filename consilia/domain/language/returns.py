"""Hears that what had gone is here again: "the rash cleared up. On Thursday it was back"."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from consilia.domain.language.cues import Cues
from consilia.domain.language.details import Place
from consilia.domain.language.model import Finding, Stance
from consilia.domain.language.stance_files import TenseFile
from consilia.domain.language.words import Words

_SENTENCES_ON = 2  # sentences behind the one that tells it had gone
_NEAR = 4  # words
_DOUBT = 5
_SOON_AFTER = 20
_FARTHEST = 120  # words; nobody waits longer to say that it is back
_OPENING = 4  # words at the start of a sentence without a subject: "Back again since Monday."


class Returns:
    """What comes back in one text."""

    def __init__(
        self,
        words: Words,
        *,
        bounds: Sequence[tuple[int, int]],
        cues: Cues,
        places: Sequence[Place],
        asking: Sequence[int],
        tense: TenseFile,
    ) -> None:
        self._words, self._bounds, self._cues, self._places, self._tense = words, bounds, cues, places, tense
        self._starts = [place.first for place in places]
        self._asking = frozenset(asking)
        self._leaving = sorted(cue.first for cue in cues.ends_of_story if not self._does_a_thing(cue.last))
        self._is_told = bool(cues.returns) or not (tense.back | tense.more_of_it).isdisjoint(words.plain)

    def _does_a_thing(self, i: int) -> bool:
        """Tell the "stopped" of "as soon as I stopped using it" from that of "it stopped"."""
        following = "".join(self._words.plain[i : i + 1])
        return following.endswith("ing") or following in self._tense.owners | self._tense.pronouns

    def is_back(self, number: int, finding: Finding) -> bool:
        """Tell whether a finding that is over, or was away for a while, is told to be here again."""
        if not self._is_told:
            return False
        place = self._places[number]
        sentence = self._cues.sentence[place.anchor]
        if finding.stance is Stance.ABSENT and not self._was_away(sentence):
            return False
        back = [
            i
            for i in self._following(place)
            if i in self._cues.returns or (self._comes(i) and self._speaks_of_it(i, sentence))
        ]
        if not back or (finding.stance is Stance.ABSENT and self._cues.sentence[back[-1]] == sentence + 2):
            return False
        left = bisect_right(self._leaving, back[-1])
        return left == len(self._leaving) or self._leaving[left] > back[-1] + _SOON_AFTER

    def _was_away(self, sentence: int) -> bool:
        """Tell whether a denial is one for a while ("no headaches all summer"), not one of this moment."""
        begin, end = self._bounds[sentence]
        return not self._tense.whiles.isdisjoint(self._words.plain[begin:end])

    def _following(self, place: Place) -> Iterator[int]:
        """Yield the words behind a finding, up to where something else is spoken of."""
        sentence = self._cues.sentence[place.anchor]
        last = min(sentence + _SENTENCES_ON, len(self._bounds) - 1)
        end = min(self._bounds[last][1], place.last + _FARTHEST)
        others = [
            other.first
            for other in self._places[bisect_left(self._starts, place.last) : bisect_left(self._starts, end)]
            if other.first >= place.last
            and other.finding.concept != place.finding.concept
            and self._cues.clause[other.anchor] != self._cues.clause[place.anchor]
            and other.kind in {"symptom", "disease"}
        ]
        yield from range(place.last, min([end, *others]))

    def _comes(self, i: int) -> bool:
        plain, tense = self._words.plain, self._tense
        word = plain[i]
        if word in tense.more_of_it:
            return bool(plain[i + 1 : i + 2]) and plain[i + 1] in tense.ones
        if word not in tense.back or "".join(plain[i + 1 : i + 2]) in tense.not_back:
            return False
        before = plain[max(0, i - _NEAR) : i]
        if not tense.leaving.isdisjoint(before[-2:]):
            return False
        if word in tense.directions and (tense.coming | tense.pronouns).isdisjoint(before):
            return False
        return not (word == "back" and before and before[-1] in tense.owners)

    def _speaks_of_it(self, i: int, sentence: int) -> bool:
        """Tell whether a return is told of the finding, as a fact, and not of something long ago."""
        here = self._cues.sentence[i]
        begin = self._bounds[here][0]
        told = self._words.plain[max(begin, i - _DOUBT) : i]
        if here in self._asking or not self._tense.doubt.isdisjoint(told):
            return False
        if not self._tense.denial.isdisjoint(told[-3:]):
            return False
        behind = self._words.plain[max(begin, i - 2 * _DOUBT) : i]
        return here == sentence or i - begin < _OPENING or not self._tense.pronouns.isdisjoint(behind)
