"""Which sentences a language model may see: general statements of the knowledge, never a person's words or advice."""

from collections.abc import Iterator

from consilia.domain.composing.files import Item
from consilia.domain.composing.knowledge import ComposingKnowledge
from consilia.domain.composing.wording import sentences_of, slots_in
from consilia.domain.smoothing.files import Smoothing
from consilia.domain.smoothing.words import all_words

Sendable = dict[str, frozenset[str]]  # the id of a knowledge item, and its sentences


def may_be_sent(knowledge: ComposingKnowledge, *, rules: Smoothing) -> Sendable:
    """Return the sentences that may be sent, by the item they belong to.

    They are made from the knowledge files alone: no question, reading or person goes in, so none can come out. A
    sentence stays here when its item is of a kind that advises, warns or comforts, when it has a slot (there a
    person's facts or a telephone number would stand), when it speaks of what the asker wrote, or when it holds a
    number or a word of advice, dose or urgency. What one item may not say to a model, no other may either.
    """
    barred = {one for item in knowledge.items if not _is_of_a_kind(item, rules) for one in _sentences(item)}
    sendable: Sendable = {}
    for item in knowledge.items:
        if _is_of_a_kind(item, rules):
            fit = frozenset(one for one in _sentences(item) if one not in barred and _is_general(one, knowledge, rules))
            if fit:
                sendable[item.id] = fit
    return sendable


def _is_of_a_kind(item: Item, rules: Smoothing) -> bool:
    has_card = any(statement.level or statement.kind == "card" for statement in item.say)
    is_of_a_complaint = not rules.never_on.intersection(item.topics)
    return item.section in rules.sections and is_of_a_complaint and not item.asks and not has_card


def _sentences(item: Item) -> Iterator[str]:
    """Every sentence of the item as the page shows it, in each of its wordings."""
    for statement in item.say:
        for variant in (*statement.text, *statement.otherwise):
            for sentence in sentences_of(variant):
                yield sentence[0].upper() + sentence[1:]


def _is_general(sentence: str, knowledge: ComposingKnowledge, rules: Smoothing) -> bool:
    if slots_in(sentence) or knowledge.asker_pattern.search(sentence):
        return False
    if any(character.isnumeric() for character in sentence):
        return False
    words = set(all_words(sentence))
    return not words & rules.never_with and not words & rules.numbers
