"""Matches each question the asker put with the item that answers it, or with none."""

from consilia.domain.composing.conditions import Claims, holds
from consilia.domain.composing.facts import Facts
from consilia.domain.composing.files import Item
from consilia.domain.composing.titles import is_asked
from consilia.domain.language.model import Span

Answer = tuple[Span, Item, Claims]


def answers(facts: Facts) -> tuple[list[Answer], list[Span]]:
    """Return (question, item, claims) for what can be answered, each item once, and the questions that cannot."""
    found: list[Answer] = []
    open_questions: list[Span] = []
    for span in facts.reading.questions:
        if "://" in facts.reading.words(span).split()[-1]:
            continue  # the question mark belongs to an address
        best = _best_item(span, facts)
        if best is None and not is_asked(facts.reading.words(span), facts.knowledge.titles):
            continue
        if best is None:
            open_questions.append(span)
        elif all(item.id != best[0].id for _, item, _ in found):
            found.append((span, *best))
    return found, open_questions


def _best_item(span: Span, facts: Facts) -> tuple[Item, Claims] | None:
    words = facts.reading.words(span)
    inside = {f.concept for f in facts.reading.findings if span[0] <= f.span[0] < span[1]}
    candidates = []
    for item in facts.knowledge.items:
        pattern = facts.knowledge.ask_patterns.get(item.id)
        if pattern is None or not facts.topics.intersection(item.topics) or not pattern.search(words):
            continue
        if item.asks_about and not inside.intersection(item.asks_about):
            continue
        claims = holds(item.when, facts)
        if claims is not None and not any(holds(bar, facts) is not None for bar in item.unless):
            candidates.append((item.weight, item.id, item, claims))
    if not candidates:
        return None
    _, _, item, claims = max(candidates, key=lambda row: (row[0], row[1]))
    return item, claims
