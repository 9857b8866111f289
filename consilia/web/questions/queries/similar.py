"""Questions like another, and topics near it. Retrieval proposes, access decides."""

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from consilia import loaded
from consilia.domain.retrieval.model import Candidates, FallbackReason
from consilia.domain.topics import match_topics
from consilia.web.questions import searching
from consilia.web.questions.access import public_questions
from consilia.web.questions.derived import read_public
from consilia.web.questions.models import Question, QuestionTopic, Topic
from consilia.web.questions.presenters.cards import Card, card, told_where
from consilia.web.questions.presenters.cards import cards as cards_from
from consilia.web.questions.presenters.facets import shared_words
from consilia.web.questions.queries.lists import TopicLink, for_cards, known_link, newest_first

CARDS = 4
TOPICS = 10
LEAST_WORDS = 3  # before the third word nothing is looked for
LEAST_SIGNS = 4  # of a script that sets no spaces between its words
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")


@dataclass(frozen=True)
class Near:
    """What stands beside a published question: the cards of those most like it, and the topics near it."""

    cards: list[Card]
    topics: list[TopicLink]
    fallback_reason: FallbackReason = ""


@dataclass(frozen=True)
class Like:
    """Published questions like some words, and why the search could do less than it should, if so."""

    cards: list[Card]
    fallback_reason: FallbackReason = ""


def near(question: Question) -> Near:
    """Return the four published questions nearest to a published one, never itself, and the ten topics nearest to it.

    Where the search leaves places empty, because near twins are shown once, the newest others fill them.
    """
    found = searching.find_like_question(question, k=max(CARDS, loaded.topics().filing.nearest))
    nearest = _allowed(found)
    cards = [*nearest[:CARDS], *_others(question, shown=nearest)]
    topics = related_topics(question, near=[one.key for one in nearest])
    return Near(cards[:CARDS], topics, found.fallback_reason)


def similar_to(question: Question) -> Like:
    """Return the four cards alone."""
    found = searching.find_like_question(question, k=CARDS)
    nearest = _allowed(found)
    return Like([*nearest, *_others(question, shown=nearest)][:CARDS], found.fallback_reason)


def _others(question: Question, *, shown: list[Card]) -> list[Card]:
    """The newest published questions that are not shown yet, as many as are missing."""
    if len(shown) >= CARDS:
        return []
    not_these = [question.pk, *(card.key for card in shown)]
    others = for_cards(public_questions().exclude(pk__in=not_these).exclude(public_text=question.public_text))
    return cards_from(newest_first(others)[: CARDS - len(shown)])


def is_enough(words: str) -> bool:
    """Whether somebody has written enough to be compared: three words, or some signs of Chinese and the like."""
    return len(words.split()) >= LEAST_WORDS or len(_UNSPACED.findall(words)) >= LEAST_SIGNS


def like(words: str, *, is_typing: bool = False, is_counted: bool = True) -> Like:
    """Return up to four published questions like what somebody writes; none before the third word.

    The links of what `is_counted` tell where the card stood.
    """
    if not is_enough(words):
        return Like([])
    candidates = searching.find_like(words, k=CARDS, is_typing=is_typing)
    found = _allowed(candidates)
    if is_counted:
        place = "typing" if is_typing else "asking"
        found = [told_where(card, place, rank=rank) for rank, card in enumerate(found, 1)]
    return Like(found, candidates.fallback_reason)


def _allowed(candidates: Candidates) -> list[Card]:
    shared = {int(item.key): shared_words(item.shared) for item in candidates.items}
    found = cards_of(shared)
    return [card(found[pk], shared=words) for pk, words in shared.items() if pk in found]


def cards_of(ids: Collection[int]) -> dict[int, Question]:
    """Return those of the questions that a stranger may read, by id, with all that cards show."""
    return {question.pk: question for question in for_cards(public_questions().filter(pk__in=ids))}


def related_topics(question: Question, *, near: Collection[int] = ()) -> list[TopicLink]:
    """Return the ten topics nearest to a published question: those it is filed under, then the nearest others.

    How near is told by its findings, and by how many of the questions `near` it stand under a topic. One that staff
    took it out of is never among them.
    """
    filings = QuestionTopic.objects.filter(question=question).select_related("topic__department")
    filed = [_link(filing.topic) for filing in filings if not filing.is_removed]
    removed = {(filing.topic.department_id, filing.topic.slug) for filing in filings if filing.is_removed}
    matches = match_topics(read_public(question), topics=loaded.topics(), department=question.department_id or "")
    scores = {(m.topic.department, m.topic.slug): (m.score, m.topic.prior) for m in matches}
    links = {(link.department_id, link.slug): link for link in [*filed, *(known_link(m.topic) for m in matches)]}
    each = loaded.topics().filing.near_question
    for topic, count in _topics_of(near):
        link = links.setdefault((topic.department_id, topic.slug), _link(topic))
        score, prior = scores.get((link.department_id, link.slug), (0.0, 0.0))
        scores[link.department_id, link.slug] = (score + each * count, prior)
    first = {(link.department_id, link.slug) for link in filed}
    order = sorted(links, key=lambda key: (key not in first, *(-part for part in scores.get(key, (0.0, 0.0))), key))
    return [links[key] for key in order if key not in removed][:TOPICS]


def _topics_of(questions: Collection[int]) -> list[tuple[Topic, int]]:
    """The topics that some of the questions stand under, each with how many."""
    filings = QuestionTopic.objects.filter(question__in=questions, is_removed=False).select_related("topic__department")
    counts = Counter(filing.topic for filing in filings)
    return list(counts.items())


def _link(topic: Topic) -> TopicLink:
    return TopicLink(topic.name, topic.slug, topic.department_id, topic.department.name)
