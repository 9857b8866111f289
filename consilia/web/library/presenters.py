"""A guide as its page shows it: numbered, with HTML made from its Markdown and the locale's numbers filled in."""

import json
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from consilia.domain.guides import Action, Blocks, Card, Figure, Guide, Section, Subsection, with_numbers
from consilia.domain.locales import Locale
from consilia.domain.movements import Fits
from consilia.domain.provenance import PublicSource
from consilia.domain.reading_age import reading_age

_MARKDOWN = MarkdownIt("commonmark", {"html": False})
_PREFIXES = {
    "emergency": "Immediate action required:",
    "urgent": "Urgent advice:",
    "non-urgent": "Non-urgent advice:",
}


@dataclass(frozen=True)
class ShownAction:
    """One thing to do; `span` is the duration for programs ("PT20S/PT30S")."""

    name: str
    how: SafeString
    care: SafeString
    duration: str = ""
    span: str = ""


@dataclass(frozen=True)
class ShownCard:
    """Advice on when to get help, with the words that say its level to those who do not see the colour."""

    level: str
    prefix: str
    title: str
    signs: tuple[SafeString, ...]
    action: SafeString


@dataclass(frozen=True)
class ShownTable:
    """A table whose cells are ready to print, each with the heading of its column for narrow screens."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[tuple[str, SafeString], ...], ...]


@dataclass(frozen=True)
class ShownFigure:
    """A drawing with its text alternative."""

    id: str
    alt: str
    caption: str
    svg: SafeString


@dataclass(frozen=True)
class ShownPart:
    """A section or subsection: `number` is "4" or "4.1", `sources` are positions in the page's list of sources."""

    id: str
    number: str
    title: str
    text: SafeString
    after: SafeString
    items: tuple[SafeString, ...]
    actions: tuple[ShownAction, ...]
    cards: tuple[ShownCard, ...]
    table: ShownTable | None
    figure: ShownFigure | None
    sources: tuple[tuple[int, str], ...]
    is_illustration: bool = False
    is_for_people: bool = False
    parts: tuple["ShownPart", ...] = ()


@dataclass(frozen=True)
class ShownQuestion:
    """A frequent question with its answer, at an address of its own."""

    id: str
    question: str
    answer: SafeString
    sources: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class GuidePage:
    """All that the page of a guide prints."""

    guide: Guide
    canonical: str
    introduction: SafeString
    conclusion: SafeString
    parts: tuple[ShownPart, ...]
    questions: tuple[ShownQuestion, ...]
    faq_number: int
    sources: tuple[PublicSource, ...]
    reading_age: int
    structured: SafeString


@dataclass(frozen=True)
class _Maker:
    """Turns parts of one guide into what is shown; holds what every part needs."""

    guide: Guide
    locale: Locale
    positions: dict[str, int] = field(default_factory=dict)

    def block(self, text: str | None) -> SafeString:
        filled = with_numbers(text, locale=self.locale) if text else ""
        return mark_safe(str(_MARKDOWN.render(filled)))  # HTML in the text is escaped; the files are our own

    def line(self, text: str) -> SafeString:
        return mark_safe(str(_MARKDOWN.renderInline(with_numbers(text, locale=self.locale))))

    def action(self, action: Action) -> ShownAction:
        shown = ShownAction(name=action.name, how=self.line(action.how), care=self.line(action.care))
        if action.duration is None:
            return shown
        span = f"{action.duration.least}/{action.duration.most}"
        return ShownAction(action.name, how=shown.how, care=shown.care, duration=action.duration.words, span=span)

    def card(self, card: Card) -> ShownCard:
        signs = tuple(self.line(sign) for sign in card.signs)
        return ShownCard(
            card.level, _PREFIXES[card.level], title=card.title, signs=signs, action=self.line(card.action)
        )

    def table(self, blocks: Blocks) -> ShownTable | None:
        if blocks.table is None:
            return None
        columns = blocks.table.columns
        rows = tuple(tuple(zip(columns, map(self.line, row), strict=True)) for row in blocks.table.rows)
        return ShownTable(blocks.table.caption, columns=columns, rows=rows)

    def figure(self, wanted: str) -> ShownFigure | None:
        found: Figure | None = next((figure for figure in self.guide.figures if figure.id == wanted), None)
        if found is None:
            return None
        svg = mark_safe(self.guide.drawings[found.id])  # a file of our own; a test refuses scripts and links in it
        return ShownFigure(found.id, alt=found.alt, caption=found.caption, svg=svg)

    def sources(self, ids: tuple[str, ...]) -> tuple[tuple[int, str], ...]:
        return tuple((self.positions[source], source) for source in sorted(ids, key=self.positions.__getitem__))

    def part(self, part: Section | Subsection, *, number: str) -> ShownPart:
        subsections = part.subsections if isinstance(part, Section) else ()
        return ShownPart(
            id=part.id,
            number=number,
            title=part.title,
            text=self.block(part.text),
            after=self.block(part.after),
            items=tuple(self.line(item) for item in part.items),
            actions=tuple(self.action(action) for action in part.actions),
            cards=tuple(self.card(card) for card in part.cards),
            table=self.table(part),
            figure=self.figure(part.figure),
            sources=self.sources(part.sources),
            is_illustration=isinstance(part, Subsection) and part.is_illustration,
            is_for_people=isinstance(part, Section) and part.is_for_people,
            parts=tuple(self.part(sub, number=f"{number}.{place}") for place, sub in enumerate(subsections, 1)),
        )


def guide_page(guide: Guide, *, locale: Locale, site: str) -> GuidePage:
    """Return the guide as its page prints it, with the numbers of one locale."""
    positions = {source.id: place for place, source in enumerate(guide.sources, 1)}
    maker = _Maker(guide, locale=locale, positions=positions)
    canonical = site + reverse("guide", args=[guide.slug])
    return GuidePage(
        guide=guide,
        canonical=canonical,
        introduction=maker.block(guide.introduction),
        conclusion=maker.block(guide.conclusion),
        parts=tuple(maker.part(section, number=str(place)) for place, section in enumerate(guide.sections, 1)),
        questions=tuple(
            ShownQuestion(q.id, q.question, answer=maker.block(q.answer), sources=maker.sources(q.sources))
            for q in guide.faq
        ),
        faq_number=len(guide.sections) + 1,
        sources=guide.sources,
        reading_age=reading_age(with_numbers(guide.plain_text, locale=locale)),
        structured=_structured(guide, canonical=canonical, site=site),
    )


def _structured(guide: Guide, *, canonical: str, site: str) -> SafeString:
    """Schema.org's MedicalWebPage and BreadcrumbList as a JSON data block; `reviewedBy` only if somebody did."""
    described: dict[str, object] = {
        "@type": "MedicalWebPage",
        "url": canonical,
        "name": guide.title,
        "description": guide.summary,
        "datePublished": guide.written_on.isoformat(),
        "dateModified": guide.changed_on.isoformat(),
        "audience": {"@type": "PeopleAudience", "audienceType": "Patient"},
        "about": {"@type": "MedicalSignOrSymptom", "name": guide.title},
    }
    if guide.review.is_reviewed:
        described["lastReviewed"] = guide.review.on.isoformat()
        described["reviewedBy"] = {"@type": "Person", "name": guide.review.by}
    crumbs = [("Guides", site + reverse("guides")), (guide.title, canonical)]
    trail = [{"@type": "ListItem", "position": i, "name": n, "item": a} for i, (n, a) in enumerate(crumbs, 1)]
    graph = [described, {"@type": "BreadcrumbList", "itemListElement": trail}]
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False)
    return mark_safe(text.replace("<", "\\u003C").replace(">", "\\u003E").replace("&", "\\u0026"))


@dataclass(frozen=True)
class ShownMovement:
    """A movement that fits, with the numbers of the place filled in."""

    name: str
    about: str
    next: str


@dataclass(frozen=True)
class ShownFits:
    """What the answers describe, and the question that would tell two movements apart ("" if none would)."""

    movements: tuple[ShownMovement, ...]
    separating: str


def shown_fits(fits: Fits, *, locale: Locale) -> ShownFits:
    """Return the result of "which movement is it?" as its page prints it."""
    movements = tuple(
        ShownMovement(m.name, about=with_numbers(m.about, locale=locale), next=with_numbers(m.next, locale=locale))
        for m in fits.movements
    )
    return ShownFits(movements, separating=fits.separating.text if fits.separating else "")
