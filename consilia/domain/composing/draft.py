"""The page while it is being written: sentences with what decides whether they stay when space is short."""

from dataclasses import dataclass, field

from consilia.domain.composing.conditions import Claims, holds
from consilia.domain.composing.facts import Facts
from consilia.domain.composing.files import Item, Section, Statement
from consilia.domain.composing.leftovers import unspoken
from consilia.domain.composing.model import Claim, Sentence
from consilia.domain.composing.wording import chosen, fill, sentences_of, slot_claims, slots_in
from consilia.domain.language.model import Span
from consilia.domain.locales import Locale

_ROOM = {"must": 0, "want": 1, "extra": 2}
_FROM_FACTS = {
    "facts",
    "denied_facts",
    "blocking_facts",
    "names",
    "tests",
    "medicines",
    "places",
    "since",
    "side",
    "bmi",
}


@dataclass(frozen=True)
class Drafted:
    """A sentence with its claim to space: `room` 0 stays whatever happens; a lower `score` goes sooner."""

    sentence: Sentence
    room: int
    score: float


@dataclass
class Draft:
    """Gathers the sentences of one page in order."""

    facts: Facts
    locale: Locale
    lines: list[Drafted] = field(default_factory=list)

    def spoken(self) -> frozenset[tuple[str, str]]:
        """(concept, stance) of every finding that a sentence so far rests on."""
        return frozenset((c.value, c.stance) for line in self.lines for c in line.sentence.claims)

    def add_heading(
        self, text: str, *, section: Section, source: str, span: Span | None = None, group: str = ""
    ) -> None:
        sentence = Sentence(text, section.id, source, span, "heading", group=group)
        self.lines.append(Drafted(sentence, 0, 0.0))

    def add_item(self, item: Item, *, section: Section, claims: Claims, score: float) -> bool:
        """Say what the item says to this person; return whether it said anything."""
        before = len(self.lines)
        for statement in item.say:
            held = holds(statement.when, self.facts)
            if held is not None:
                self._state(statement, item=item, section=section, claims=(*held, *claims), score=score)
        return len(self.lines) > before

    def _state(self, statement: Statement, *, item: Item, section: Section, claims: Claims, score: float) -> None:
        key = f"{self.facts.reading.text}|{item.id}|{statement.text[0]}"
        template = chosen(statement.text, key=key)
        for chunk in self._chunks(statement, claims):
            for one in sentences_of(template):
                self._write(one, statement=statement, item=item, section=section, claims=chunk, score=score)

    def _chunks(self, statement: Statement, claims: Claims) -> list[Claims]:
        if not statement.over:
            return [claims]
        rest = unspoken(statement.over.removesuffix("-first"), facts=self.facts, spoken=self.spoken())
        size = self.facts.knowledge.policy.most_facts_in_a_sentence
        chunks = [tuple(rest[start : start + size]) for start in range(0, len(rest), size)]
        return chunks[:1] if statement.over.endswith("-first") else chunks

    def _write(
        self, template: str, *, statement: Statement, item: Item, section: Section, claims: Claims, score: float
    ) -> None:
        said = slot_claims(template, facts=self.facts, claims=claims)
        if _FROM_FACTS.intersection(slots_in(template)) and not said:
            return  # nothing of that kind was said, so there is nothing to say about it
        used: tuple[Claim, ...] = said or claims
        text = fill(template, facts=self.facts, claims=claims, locale=self.locale)
        span = next((claim.span for claim in used if claim.span), None)
        kind = statement.kind or section.kind
        level = statement.level
        sentence = Sentence(text, section.id, item.id, span, kind, level, item.id if kind != "card" else level, used)
        self.lines.append(Drafted(sentence, _ROOM[statement.keep], score))

    def word_count(self) -> int:
        return sum(len(line.sentence.text.split()) for line in self.lines)

    def trim(self, most_words: int) -> None:
        """Drop what matters least until the page fits: extras first, then whole points, the weakest first."""
        while self.word_count() > most_words:
            loose = [line for line in self.lines if line.room]
            if not loose:
                return
            weakest = max(loose, key=lambda line: (line.room, -line.score, self.lines.index(line)))
            if weakest.room == _ROOM["extra"]:
                self.lines.remove(weakest)
                continue
            group = (weakest.sentence.section, weakest.sentence.source)
            self.lines = [x for x in self.lines if not x.room or (x.sentence.section, x.sentence.source) != group]
