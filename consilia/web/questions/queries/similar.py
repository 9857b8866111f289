"""Questions like another, and topics near it. Retrieval proposes, access decides."""

from collections.abc import Collection

from consilia import loaded
from consilia.domain.retrieval.model import Candidates
from consilia.domain.topics import match_topics
from consilia.web.questions import searching
from consilia.web.questions.access import public_questions
from consilia.web.questions.derived import read_public
from consilia.web.questions.models import Question
from consilia.web.questions.presenters.cards import Card, card, cards
from consilia.web.questions.presenters.facets import shared_words
from consilia.web.questions.queries.lists import TopicLink, for_cards, known_link, newest_first

CARDS = 4
TOPICS = 10
LEAST_WORDS = 3  # before the third word nothing is looked for


def similar_to(question: Question) -> list[Card]:
    """Return the four published questions nearest to a published one, with what they share; never itself.

    Where the search leaves places empty, because near twins are shown once, the newest others fill them.
    """
    nearest = _allowed(searching.find_like_question(question, k=CARDS))
    if len(nearest) == CARDS:
        return nearest
    shown = [question.pk, *(card.key for card in nearest)]
    others = newest_first(for_cards(public_questions().exclude(pk__in=shown).exclude(public_text=question.public_text)))
    return [*nearest, *cards(others[: CARDS - len(nearest)])]


def like(words: str, *, is_typing: bool = False) -> list[Card]:
    """Return up to four published questions like what somebody writes; none before the third word."""
    if len(words.split()) < LEAST_WORDS:
        return []
    return _allowed(searching.find_like(words, k=CARDS, is_typing=is_typing))


def _allowed(candidates: Candidates) -> list[Card]:
    shared = {int(item.key): shared_words(item.shared) for item in candidates.items}
    found = cards_of(shared)
    return [card(found[pk], shared=words) for pk, words in shared.items() if pk in found]


def cards_of(ids: Collection[int]) -> dict[int, Question]:
    """Return those of the questions that a stranger may read, by id, with all that cards show."""
    return {question.pk: question for question in for_cards(public_questions().filter(pk__in=ids))}


def related_topics(question: Question) -> list[TopicLink]:
    """Return the ten topics nearest to a published question: those it is filed under, then the nearest others."""
    filed = [
        TopicLink(t.name, t.slug, t.department_id, t.department.name)
        for t in question.topics.filter(questiontopic__is_removed=False).select_related("department")
    ]
    matches = match_topics(read_public(question), topics=loaded.topics(), department=question.department_id or "")
    links = {(link.department_id, link.slug): link for link in [*filed, *(known_link(m.topic) for m in matches)]}
    return list(links.values())[:TOPICS]
