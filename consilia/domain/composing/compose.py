"""Composes the page for one question from reviewed knowledge, the same page for the same question every time."""

from collections import Counter

from consilia.domain.composing.asked import answers
from consilia.domain.composing.conditions import Claims, holds
from consilia.domain.composing.draft import Draft
from consilia.domain.composing.facts import Facts
from consilia.domain.composing.files import Item, Section
from consilia.domain.composing.grounding import check_sentences
from consilia.domain.composing.knowledge import ComposingKnowledge
from consilia.domain.composing.leftovers import not_discussed
from consilia.domain.composing.model import Claim, Leaflet, Sentence, Source
from consilia.domain.composing.titles import title_of
from consilia.domain.composing.trimming import trimmed
from consilia.domain.language.model import Reading
from consilia.domain.locales import Locale
from consilia.domain.triage.model import Assessment

QUESTIONS = "questions"
LEFTOVERS = "signs"
Ranked = tuple[float, Item, Claims]


def compose(
    reading: Reading,
    assessment: Assessment,
    *,
    knowledge: ComposingKnowledge,
    locale: Locale,
    subject: str = "",
    taken_titles: frozenset[str] = frozenset(),
    earlier: Reading | None = None,
    information_only: bool = False,
) -> Leaflet:
    """Return the page for this question, every sentence of it traceable.

    In a crisis the page holds help and nothing else. Where no reviewed knowledge covers the question the page is
    short and says so. `earlier` is an answered question of the same person: the same fear again, with no sign that is
    new or worse, gets no fresh comfort. With `information_only` nothing is said of how soon this person should be seen,
    but for an emergency or a crisis. Raises UngroundedSentence when a sentence could not be traced; nothing is
    returned then.
    """
    facts = Facts(reading, assessment, knowledge, subject, earlier, information_only)
    title = title_of(facts, taken=taken_titles)
    draft = Draft(facts, locale, title)
    _write(draft, knowledge)
    sentences = tuple(line.sentence for line in draft.lines)
    leaflet = Leaflet(
        title=title,
        sentences=sentences,
        sources=_sources(sentences, knowledge),
        not_discussed=not_discussed(facts=facts, spoken=draft.spoken()),
        version=knowledge.version,
        covered=facts.is_covered,
        repeats=facts.repeats,
        information_only=information_only,
    )
    check_sentences(leaflet, facts, locale=locale)
    return leaflet


def _write(draft: Draft, knowledge: ComposingKnowledge) -> None:
    """Fill the draft, keeping room for what no section spoke of."""
    for section in knowledge.sections:
        if section.id != LEFTOVERS:
            _write_section(section, draft=draft)
    room = knowledge.policy.most_words - knowledge.policy.words_for_leftovers
    draft.lines = trimmed(draft.lines, sections=knowledge.sections, most_words=room)
    _write_leftovers(draft)
    draft.lines = trimmed(draft.lines, sections=knowledge.sections, most_words=knowledge.policy.most_words)
    _drop_bare_headings(draft)


def _write_section(section: Section, *, draft: Draft) -> None:
    facts = draft.facts
    if facts.assessment.urgency.value in section.not_at:
        return
    if section.repeated == ("never" if facts.repeats else "only"):
        return
    if section.heading:
        heading = section.heading_other if facts.is_proxy and section.heading_other else section.heading
        draft.add_heading(heading, section=section, source=f"heading-{section.id}")
    if section.id == QUESTIONS:
        _answer_questions(section, draft=draft)
        return
    is_short = not facts.is_covered and section.at_most_uncovered is not None
    most = section.at_most_uncovered or 0 if is_short else section.at_most
    said: Counter[str] = Counter()  # a card of each level has room of its own
    shown = None if facts.is_level_hidden else section.levels_at.get(facts.assessment.urgency.value)
    for score, item, claims in _ranked(section, facts):
        level = item.say[0].level
        if said[level] < most and (shown is None or level in shown):
            said[level] += draft.add_item(item, section=section, claims=claims, score=score)


def _write_leftovers(draft: Draft) -> None:
    """Take up what no sentence that stayed has taken up, and put it in its place."""
    order = [section.id for section in draft.facts.knowledge.sections]
    for section in draft.facts.knowledge.sections:
        if section.id == LEFTOVERS:
            _write_section(section, draft=draft)
    draft.lines.sort(key=lambda line: order.index(line.sentence.section))


def _ranked(section: Section, facts: Facts) -> list[Ranked]:
    """The section's items that fit this person, best first; an item that another replaces is left out."""
    fitting: list[Ranked] = []
    for item in facts.knowledge.by_section[section.id]:
        if not facts.topics.intersection(item.topics):
            continue
        claims = holds(item.when, facts)
        if claims is None or any(holds(bar, facts) is not None for bar in item.unless):
            continue
        boosts = [boost.add for boost in item.boosts if holds(boost.when, facts) is not None]
        fitting.append((item.weight + sum(boosts), item, claims))
    replaced = {name for _, item, _ in fitting for name in item.replaces}
    return sorted((row for row in fitting if row[1].id not in replaced), key=lambda row: (-row[0], row[1].id))


def _answer_questions(section: Section, *, draft: Draft) -> None:
    """A heading and an answer for each question; the ones that this page cannot answer together, and said so."""
    answered, unanswered = answers(draft.facts)
    answered, overflow = answered[: section.at_most], answered[section.at_most :]
    for span, item, claims in answered:
        question = (Claim("question", item.id, "", span), *claims)
        draft.add_heading(item.heading, section=section, source=item.id, span=span, group=item.id)
        if not draft.add_item(item, section=section, claims=question, score=item.weight):
            unanswered.append(span)  # its heading goes with the other bare ones
    left = [*unanswered, *(span for span, _, _ in overflow)]
    for _, item, claims in _ranked(section, draft.facts) if left else []:
        asked = (Claim("question", item.id, "", left[0]), *claims)
        draft.add_heading(item.heading, section=section, source=item.id, span=left[0], group=item.id)
        draft.add_item(item, section=section, claims=asked, score=item.weight)


def _drop_bare_headings(draft: Draft) -> None:
    """Take out headings that nothing stands under: of a section, or of an answer."""
    kept = []
    for line in draft.lines:
        sentence = line.sentence
        under = [
            other.sentence
            for other in draft.lines
            if other.sentence.section == sentence.section and other.sentence.kind != "heading"
        ]
        if sentence.kind == "heading" and sentence.group:
            under = [other for other in under if other.source == sentence.source]
        if sentence.kind != "heading" or under:
            kept.append(line)
    draft.lines = kept


def _sources(sentences: tuple[Sentence, ...], knowledge: ComposingKnowledge) -> dict[str, tuple[Source, ...]]:
    cited = dict.fromkeys(s.source for s in sentences if s.source in knowledge.by_id)
    return {
        name: tuple(
            Source(known.title, known.url, known.read_on)
            for known in (knowledge.sources[one] for one in knowledge.by_id[name].sources)
        )
        for name in cited
        if name is not None
    }
