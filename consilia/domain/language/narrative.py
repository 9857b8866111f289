"""Tells what is over from what goes on: by the verb of a clause and the times that a story names."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from consilia.domain.language.cues import Cues
from consilia.domain.language.details import Place
from consilia.domain.language.lexicon import Lexicon
from consilia.domain.language.model import Since, Span
from consilia.domain.language.words import Words

_LONG_AGO_DAYS = 60
_YEAR_DAYS = 365
_JUST_NOW_DAYS = 2.5  # what went away within two days still counts
_LONGEST_NO_VERB = 4  # "bed" and "need" are no verbs in the past
_LONG_CLAUSE = 12
_NEAR = 3  # words
_FARTHEST_BACK = 30  # words between what is told and "that has gone"
_YEAR_DIGITS, _FIRST_YEAR, _LAST_YEAR = 4, 1930, 2100
_ENDS_WITH_AGO = ("ago", "back", "earlier")
_OPENS_A_DATE = ("in ", "on ", "last ", "until ")


@dataclass(frozen=True)
class Anchor:
    """A time long gone: the words that name it, its offsets, and whether it may lie within the last year."""

    word: int
    span: Span
    may_be_near: bool = False


class Narrative:
    """The story of one text: the tense of its verbs and the times it names."""

    def __init__(
        self,
        words: Words,
        *,
        bounds: Sequence[tuple[int, int]],
        cues: Cues,
        times: Sequence[Since],
        text: str,
        lexicon: Lexicon,
    ) -> None:
        self._words, self._bounds, self._cues, self._text = words, bounds, cues, text
        self._times, self._tense = times, lexicon.tense
        self._moments = lexicon.times.words.moments
        self._not_back = [[word] for word in lexicon.tense.not_back]

    def over(self, place: Place, *, lingers: bool = False) -> Span | None:
        """Return the words that say that a finding told as present is over, or None.

        What an injury left behind lingers: only a time more than a year ago makes it over.
        """
        number = self._cues.sentence[place.anchor]
        anchors = self._anchors.get(number)
        if not anchors:
            return None
        begin, end = self._segment(place.anchor, number)
        near = [a for a in anchors if begin <= a.word < end and not self._begins(a.word)]
        if lingers:
            near = [a for a in near if not a.may_be_near]
        if not near or number in self._recent:
            return None
        if self._returns(place.last, number) or self._goes_on(place):
            return None
        around = self._clause_words(place, without=near)
        behind = bisect_left(self._words.starts, min(anchor.span[1] for anchor in near))
        around += self._words.plain[behind : place.first]  # "at 22 I started having cramps and could not walk"
        if not (self._tense.again.isdisjoint(around) and self._tense.beginning.isdisjoint(around)):
            return None
        if self._verb_of(place) != "past":
            return None
        return min(near, key=lambda a: abs(a.word - place.anchor)).span

    def _begins(self, word: int) -> bool:
        """Tell "it started three years ago" by the words before a time."""
        return not self._tense.beginning.isdisjoint(self._words.plain[max(0, word - _NEAR) : word])

    def _goes_on(self, place: Place) -> bool:
        """Tell whether "and still does" or "they never recovered" follows soon, in this sentence or the next one."""
        sentence, cues = self._cues.sentence, self._cues
        at = bisect_left(cues.goes_on, place.first)
        if at and cues.clause[cues.goes_on[at - 1]] == cues.clause[place.anchor]:
            return True  # "I was left with weakness"
        at = bisect_right(cues.goes_on, place.last - 1)
        soon = cues.goes_on[at : at + 1]
        return bool(soon) and soon[0] - place.last <= _LONG_CLAUSE and sentence[soon[0]] - sentence[place.anchor] <= 1

    def ended(self, places: Sequence[Place]) -> dict[int, Span]:
        """Return, by number, the findings that a later "it went away" speaks of, with those words."""
        lasts = [place.last for place in places]
        said: dict[int, Span] = {}
        for cue in self._cues.ends_of_story:
            start = self._taken_up(cue.first)
            if start is None or self._returns(cue.last, self._cues.sentence[cue.first]):
                continue
            if self._cues.sentence[cue.first] in self._recent:
                continue
            nearest = bisect_right(lasts, start) - 1
            if nearest < 0 or start - lasts[nearest] > _FARTHEST_BACK or not self._follows(start, places[nearest]):
                continue
            span = (self._words.starts[cue.first], self._words.ends[cue.last - 1])
            part = self._cues.sentence if self._words.plain[cue.last - 1] in self._tense.ago else self._cues.clause
            for number in range(nearest, -1, -1):
                if part[places[number].anchor] != part[places[nearest].anchor]:
                    break
                said[number] = span
        return said

    def _returns(self, word: int, number: int) -> bool:
        """Tell whether "came back" or "again" stands from a word on, up to the end of its sentence."""
        plain, tense = self._words.plain, self._tense
        return any(
            plain[i] in tense.back
            and (plain[i] not in tense.directions or plain[i - 1] in tense.coming or plain[i - 2] in tense.pronouns)
            and plain[i + 1 : i + 2] not in self._not_back
            and tense.doubt.isdisjoint(plain[i - _NEAR : i])
            for i in range(max(word, 2), self._bounds[number][1])
        )

    def _taken_up(self, word: int) -> int | None:
        """Return where the clause of "it" or "that" before a word begins, or None when it has a subject of its own."""
        start = word
        while start > 0 and self._cues.sentence[start - 1] == self._cues.sentence[word]:
            if self._words.plain[start - 1] not in self._tense.carry:
                break
            start -= 1
        return start if not self._tense.pronouns.isdisjoint(self._words.plain[start : word + 2]) else None

    def _follows(self, start: int, place: Place) -> bool:
        """Tell whether the words from `start` on go on with the sentence of a finding, or begin the next one."""
        apart = self._cues.sentence[start] - self._cues.sentence[place.anchor]
        return apart == 0 or (apart == 1 and start == self._bounds[self._cues.sentence[start]][0])

    @cached_property
    def _anchors(self) -> dict[int, list[Anchor]]:
        """The times long gone, by sentence."""
        found: dict[int, list[Anchor]] = {}
        starts = self._words.starts
        for since in self._times:
            if self._is_long_ago(since):
                word = max(0, bisect_right(starts, since.span[0]) - 1)
                if word and self._words.plain[word - 1] in self._tense.since_then:
                    continue
                may_be_near = (since.days or 0) < _YEAR_DAYS and not self._text[
                    since.span[1] - 2 : since.span[1]
                ].isdigit()
                found.setdefault(self._cues.sentence[word], []).append(Anchor(word, since.span, may_be_near))
        for word in self._years():
            span = (starts[word], self._words.ends[word])
            found.setdefault(self._cues.sentence[word], []).append(Anchor(word, span))
        for cue in self._cues.anchors:
            if self._is_counted(cue.first):
                continue
            span = (starts[cue.first], self._words.ends[cue.last - 1])
            found.setdefault(self._cues.sentence[cue.first], []).append(Anchor(cue.first, span))
        return found

    @cached_property
    def _recent(self) -> frozenset[int]:
        """The sentences that name a moment of the last two days, such as "yesterday"."""
        words = [bisect_right(self._words.starts, s.span[0]) - 1 for s in self._times if self._is_just_now(s)]
        return frozenset(self._cues.sentence[word] for word in words)

    def _is_just_now(self, since: Since) -> bool:
        said = " ".join(self._text[slice(*since.span)].lower().split()).removeprefix("since ").removeprefix("the ")
        return said in self._moments and (since.days or _JUST_NOW_DAYS) < _JUST_NOW_DAYS

    def _is_counted(self, word: int) -> bool:
        """Tell the "years ago" of "until 3 years ago", whose number says more, from "Years ago ..."."""
        before = self._words.plain[word - 1] if word else ""
        return before.isdigit() or before in self._tense.since_then

    def _years(self) -> Iterator[int]:
        """Yield the words that name a year of somebody's life, as in "most of 2021"."""
        for i, word in enumerate(self._words.plain):
            if len(word) == _YEAR_DIGITS and word.isdigit() and _FIRST_YEAR <= int(word) <= _LAST_YEAR:
                if not self._tense.since_then.isdisjoint(self._words.plain[max(0, i - 2) : i]):
                    continue
                yield i

    def _is_long_ago(self, since: Since) -> bool:
        said = self._text[slice(*since.span)].lower()
        if said.endswith(_ENDS_WITH_AGO):
            return (since.days or 0) >= _LONG_AGO_DAYS
        if not said.startswith(_OPENS_A_DATE):
            return False
        return since.days is None or since.days >= _LONG_AGO_DAYS

    def _segment(self, word: int, number: int) -> tuple[int, int]:
        """Return the part of the sentence around a word, up to a turn such as "but" or "now"."""
        begin, end = self._bounds[number]
        plain, turns = self._words.plain, self._tense.turns
        first, last = word, word + 1
        while first > begin and plain[first - 1] not in turns:
            first -= 1
        while last < end and plain[last] not in turns:
            last += 1
        return first, last

    def _clause_words(self, place: Place, *, without: Sequence[Anchor]) -> list[str]:
        """Return the words of the clause around a finding, those of the times left out."""
        clause, words = self._cues.clause, self._words
        near = range(max(0, place.first - _LONG_CLAUSE), min(len(clause), place.last + _LONG_CLAUSE))
        return [
            words.plain[i]
            for i in near
            if clause[i] == clause[place.anchor] and not any(a.span[0] <= words.starts[i] < a.span[1] for a in without)
        ]

    def _verb_of(self, place: Place) -> str:
        """Return "past" or "present" for the verb that governs a finding, or "" for none in its sentence."""
        number = self._cues.sentence[place.anchor]
        begin, end = self._bounds[number]
        clause = self._cues.clause
        for i in range(place.last - 1, begin - 1, -1):
            if clause[i] != clause[place.anchor]:
                break
            if verb := self._verb(i):
                return verb
        for i in range(place.last, end):
            if clause[i] != clause[place.anchor]:
                break
            if verb := self._verb(i):
                return verb
        for i in range(place.first - 1, begin - 1, -1):
            if verb := self._verb(i):
                return verb
        return ""

    def _verb(self, i: int) -> str:
        word, tense = self._words.plain[i], self._tense
        if word in tense.present:
            return "" if i + 1 < len(self._words) and self._is_past(i + 1) and word in tense.perfect else "present"
        if not self._is_past(i):
            return ""
        j = i - 1
        while j >= 0 and self._words.plain[j] in tense.between:
            j -= 1
        return "present" if j >= 0 and self._words.plain[j] in tense.perfect | tense.present else "past"

    def _is_past(self, i: int) -> bool:
        word, tense = self._words.plain[i], self._tense
        return word in tense.past or (
            len(word) > _LONGEST_NO_VERB and word.endswith("ed") and word not in tense.no_verbs
        )
