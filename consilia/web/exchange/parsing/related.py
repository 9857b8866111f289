"""Reads the list of related topics, each with its department in brackets, on the same line or on the next one."""

import re

from consilia.web.exchange.parsing.lines import without_blank
from consilia.web.exchange.parsing.model import RelatedTopic

_ENTRY = re.compile(r"(?P<name>.*?)\s*\((?P<department>[^()]+)\)$")


def read_related(lines: list[str]) -> tuple[tuple[RelatedTopic, ...], tuple[str, ...]]:
    """Return the topics and what was irregular.

    An entry without a name is left out: a topic nobody can name is no topic. A name without a department at the end
    is a list that was cut off.
    """
    topics: list[RelatedTopic] = []
    notes: list[str] = []
    held = ""
    for line in without_blank(lines):
        entry = _ENTRY.match(line)
        if entry is None:
            held = f"{held} {line}".strip()
            continue
        name = f"{held} {entry['name']}".strip()
        held = ""
        if name:
            topics.append(RelatedTopic(name, entry["department"].strip()))
        else:
            notes.append("related-topic-without-name")
    if held or (not topics and not notes):
        notes.append("related-list-cut-off")
    return tuple(topics), tuple(notes)
