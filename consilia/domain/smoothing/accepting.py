"""Decides whether a proposed wording may stand in place of ours. In doubt ours stays."""

import re

from consilia.domain.reading_age import grade
from consilia.domain.smoothing.files import Smoothing
from consilia.domain.smoothing.words import Word, all_words, words_of

UNCHANGED = "unchanged"

_SENTENCE = re.compile(r"[.!?]+(?:\s|$)")
_PLAIN_MARKS = frozenset(" .,'’")


def refusal(ours: str, proposed: str, *, rules: Smoothing) -> str:
    """Return why the proposed wording may not stand, in one word for the counts; "" when it may.

    It may when it says the same words, or words of the same reviewed group, in the same order, with nothing added but
    small words that carry no meaning: so no number, name or negation can go, come or change its place.
    """
    proposed = proposed.strip()
    if proposed == ours:
        return UNCHANGED
    return _of_form(ours, proposed, rules) or _of_words(ours, proposed, rules) or _of_ease(ours, proposed, rules)


def _of_form(ours: str, proposed: str, rules: Smoothing) -> str:
    if not proposed or len(proposed) > 2 * len(ours) + 40:
        return "length"
    strange = {c for c in proposed if not c.isalnum()} - {c for c in ours if not c.isalnum()} - _PLAIN_MARKS
    if strange:
        return "characters"
    if proposed[-1] != ours[-1] or not (proposed[0].isupper() or proposed[0].isdigit()):
        return "form"
    if len(all_words(proposed)) > len(all_words(ours)) + rules.most_words_more:
        return "length"
    if len(_SENTENCE.findall(proposed)) > len(_SENTENCE.findall(ours)) + rules.most_sentences_more:
        return "length"
    return ""


def _of_words(ours: str, proposed: str, rules: Smoothing) -> str:
    was, now = words_of(ours, rules=rules), words_of(proposed, rules=rules)
    for kind, kept in (("numbers", _numbers), ("negations", _negations), ("names", _names)):
        if kept(was, rules) != kept(now, rules):
            return kind
    before, after = [word.canonical for word in was], [word.canonical for word in now]
    if set(after) - set(before):
        return "new words"
    if before != after:
        return "order" if sorted(before) == sorted(after) else "lost words"
    if _repeats(was, now):
        return "repeats"
    return "names" if _a_name_changed(was, now) else ""


def _numbers(words: tuple[Word, ...], rules: Smoothing) -> list[str]:
    return [w.canonical for w in words if w.canonical in rules.numbers or any(c.isnumeric() for c in w.text)]


def _negations(words: tuple[Word, ...], rules: Smoothing) -> list[str]:
    return [w.canonical for w in words if w.canonical in rules.negations]


def _names(words: tuple[Word, ...], rules: Smoothing) -> list[str]:
    return [w.text for w in words if any(c.isupper() for c in w.text[1:])]


def _a_name_changed(was: tuple[Word, ...], now: tuple[Word, ...]) -> bool:
    """Whether a capital came or went where it says something; both have the same words in the same order."""
    for before, after in zip(was, now, strict=True):
        if not (before.is_name or after.is_name) or before.text == after.text:
            continue
        if before.text.casefold() != after.text.casefold() or not (before.opens or after.opens):
            return True
    return False


def _repeats(was: tuple[Word, ...], now: tuple[Word, ...]) -> bool:
    """Whether a synonym stands in the sentence already: "fast or quick" became "quick or quick"."""
    ours = {word.text.casefold() for word in was}
    exchanged = {
        new.text.casefold() for old, new in zip(was, now, strict=True) if old.text.casefold() != new.text.casefold()
    }
    return bool(exchanged & ours)


def _of_ease(ours: str, proposed: str, rules: Smoothing) -> str:
    return "grade" if grade(proposed) > max(rules.hardest_grade, grade(ours)) else ""
