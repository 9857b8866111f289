"""Hears emergency and crisis phrases in Chinese inside a text that is otherwise not read."""

import re
from dataclasses import dataclass
from functools import cached_property

from consilia.domain.language.files import ChineseFile
from consilia.domain.language.model import Finding, Stance

_HAN = re.compile(r"[\u4e00-\u9fff]")
_SENTENCE_END = re.compile(r"[。！？.!?\n]")


@dataclass(frozen=True)
class Chinese:
    """The compiled phrases."""

    phrases: ChineseFile

    def find(self, text: str) -> list[Finding]:
        """Return the findings that the phrases state; a denial right before a phrase makes it absent."""
        if not _HAN.search(text):
            return []
        return [self._finding(match) for match in self._pattern.finditer(text)]

    def _finding(self, match: re.Match[str]) -> Finding:
        phrase = match["phrase"]
        denied = match["denial"]
        return Finding(
            concept=self._concept_of[phrase],
            stance=Stance.ABSENT if denied else Stance.PRESENT,
            span=match.span("phrase"),
            cue=match.span("denial") if denied else None,
            cue_role="absent" if denied else None,
            onset="sudden" if self._is_sudden(match) else None,
        )

    def _is_sudden(self, match: re.Match[str]) -> bool:
        """Tell whether a word for "suddenly" stands before the phrase in the same sentence."""
        before = _SENTENCE_END.split(match.string[: match.start()])[-1]
        return any(word in before for word in self.phrases.sudden)

    @cached_property
    def _concept_of(self) -> dict[str, str]:
        return {phrase: concept for concept, phrases in self.phrases.concepts.items() for phrase in phrases}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        phrases = "|".join(map(re.escape, sorted(self._concept_of, key=len, reverse=True)))
        denials = "|".join(map(re.escape, sorted(self.phrases.denials, key=len, reverse=True)))
        return re.compile(f"(?P<denial>(?:{denials})(?:有)?)?(?P<phrase>{phrases})")
