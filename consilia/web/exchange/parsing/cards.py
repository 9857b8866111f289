"""Reads the similar questions at the end of a page, in the loose and in the run-together layout."""

import re

from consilia.web.exchange.parsing.lines import uncut, without_blank
from consilia.web.exchange.parsing.model import Answerer, Card

_READ_MORE = re.compile(r"\s*\[Read More\]\s*(?P<title>.*)$")


def read_cards(lines: list[str], *, doctor_line: re.Pattern[str]) -> tuple[Card, ...]:
    """Return the cards in their order. Words after the last "[Read More]" that make no whole card are left out."""
    cards: list[Card] = []
    held: list[str] = []
    for line in without_blank(lines):
        more = _READ_MORE.search(line)
        if more is None:
            held.append(line)
            continue
        if line[: more.start()].strip():
            held.append(line[: more.start()].strip())
        card = _card(held, link_title=more["title"].strip(), doctor_line=doctor_line)
        if card is not None:
            cards.append(card)
        held = []
    return tuple(cards)


def _card(held: list[str], *, link_title: str, doctor_line: re.Pattern[str]) -> Card | None:
    """A card from title, words, doctor line and reply; None when there is no question in it."""
    doctor = next((n for n, line in enumerate(held) if doctor_line.match(line)), None)
    above = held if doctor is None else held[:doctor]
    if above and link_title and above[0] != link_title and len(above) == 1:
        above = [link_title, *above]  # the title line is missing: the link repeats it
    if len(above) < 2:
        return None
    question, question_is_cut = uncut(" ".join(above[1:]))
    reply, reply_is_cut = uncut("" if doctor is None else " ".join(held[doctor + 1 :]))
    match = None if doctor is None else doctor_line.match(held[doctor])
    return Card(
        title=above[0],
        question=question,
        answerer=Answerer(match["name"], match["department"].strip()) if match else None,
        reply=reply,
        question_is_cut=question_is_cut,
        reply_is_cut=reply_is_cut,
    )
