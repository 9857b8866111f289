"""Fills a database with the sample content of the knowledge folder: departments, topics, doctors, questions."""

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

import click

from consilia import loaded
from consilia.domain.samples import load_samples
from consilia.web.exchange.actions.samples import SampleBook, load_departments_and_topics, load_people, load_question
from consilia.web.questions import searching

Item = TypeVar("Item")


def load_samples_into_database() -> int:
    """Load what is not there yet and return how many questions were new. Shows its progress on standard error.

    Each question is loaded whole, with what is derived from it, or not at all; a second run changes nothing.
    """
    samples = load_samples(loaded.KNOWLEDGE)
    load_departments_and_topics()
    book: SampleBook = load_people(samples)
    new = 0
    for sample in _shown(samples.questions, label=f"Loading {len(samples.questions)} sample questions"):
        new += load_question(sample, book=book)
    if new or not searching.is_built():
        searching.rebuild()
    return new


def _shown(items: Iterable[Item], *, label: str) -> Iterator[Item]:
    with click.progressbar(items, label=label, file=sys.stderr) as bar:
        yield from bar
