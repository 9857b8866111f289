"""The page while it is being written: sentences with what decides whether they stay when space is short."""

from dataclasses import dataclass, field

from consilia.domain.composing.conditions import Claims, holds
from consilia.domain.composing.facts import Facts
from consilia.domain.composing.files import Item, Section, Statement
from consilia.domain.composing.leftovers import unspoken
from consilia.domain.composing.model import Claim, Sentence
from consilia.domain.composing.wording import FROM_FACTS, chosen, fill, sentences_of, slot_claims, slots_in
from consilia.domain.language.model import Span
from consilia.domain.locales import Locale

_ROOM = {"must": 0, "want": 1, "extra": 2}


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
    title: str = ""
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
        for place, statement in enumerate(item.say):
            held = holds(statement.when, self.facts)
            if held is not None:
                saying = _Saying(statement, item=item, section=section, score=score, place=place)
                self._say(saying, claims=(*held, *claims))
        return len(self.lines) > before

    def _say(self, saying: "_Saying", *, claims: Claims) -> None:
        statement = saying.statement
        key = f"{self.facts.reading.text}|{saying.item.id}|{statement.text[0]}"
        for chunk in self._chunks(statement, claims):
            wordings = [chosen(several, key=key) for several in (statement.text, statement.otherwise) if several]
            template = next((one for one in wordings if self._can_fill(one, chunk)), "")
            for sentence in sentences_of(template) if template else ():
                self._write(sentence, saying=saying, claims=chunk)

    def _can_fill(self, template: str, claims: Claims) -> bool:
        """Whether something was told for every slot that stands for the asker's facts."""
        needed = FROM_FACTS.intersection(slots_in(template))
        return all(slot_claims(f"{{{name}}}", facts=self.facts, claims=claims) for name in needed)

    def _chunks(self, statement: Statement, claims: Claims) -> list[Claims]:
        if not statement.over:
            return [claims]
        rest = unspoken(statement.over.removesuffix("-first"), facts=self.facts, spoken=self.spoken())
        size = self.facts.knowledge.policy.most_facts_in_a_sentence
        chunks = [tuple(rest[start : start + size]) for start in range(0, len(rest), size)]
        return chunks[:1] if statement.over.endswith("-first") else chunks

    def _write(self, template: str, *, saying: "_Saying", claims: Claims) -> None:
        said = slot_claims(template, facts=self.facts, claims=claims)
        used: tuple[Claim, ...] = said or claims
        sentence = Sentence(
            text=fill(template, facts=self.facts, claims=claims, locale=self.locale, title=self.title),
            section=saying.section.id,
            source=saying.item.id,
            span=next((claim.span for claim in used if claim.span), None),
            kind=saying.kind,
            level=saying.statement.level,
            group=saying.group,
            claims=used,
        )
        self.lines.append(Drafted(sentence, _ROOM[saying.statement.keep], saying.score))


@dataclass(frozen=True)
class _Saying:
    """A statement on its way to the page: of a card it is one point; the statements of a list item are one together."""

    statement: Statement
    item: Item = field(kw_only=True)
    section: Section = field(kw_only=True)
    score: float = field(kw_only=True)
    place: int = field(kw_only=True)

    @property
    def kind(self) -> str:
        return self.statement.kind or self.section.kind

    @property
    def group(self) -> str:
        return f"{self.item.id}-{self.place}" if self.kind == "card" else self.item.id
