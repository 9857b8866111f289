"""Whether every file can be read and loaded, and whether a review is due."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

import yaml

from consilia.domain import plain_yaml
from consilia.domain.asking import load_asking, load_headings
from consilia.domain.closing import load_closing
from consilia.domain.composing import load_composing
from consilia.domain.desk import load_last_look, load_snippets
from consilia.domain.guides import load_guides
from consilia.domain.information import load_general_information
from consilia.domain.language import load_lexicon
from consilia.domain.locales import load_locale
from consilia.domain.movements import load_movements
from consilia.domain.other_languages import load_other_languages
from consilia.domain.retrieval import load_retrieval
from consilia.domain.reviewing.advice import load_guards
from consilia.domain.reviewing.locating import problem_of, unreadable_in_words
from consilia.domain.reviewing.model import Problem
from consilia.domain.samples import load_samples
from consilia.domain.smoothing import load_smoothing
from consilia.domain.teasers import load_greetings
from consilia.domain.topics import load_topics
from consilia.domain.triage import load_rules
from consilia.domain.warning_signs import load_warning_signs


def _greetings(folder: Path) -> object:
    return load_greetings(folder / "teasers" / "greetings.yaml")


_MUST_BE_REVIEWED = {"triage", "concepts"}
# A folder that may be missing, and who reads it. What is there must load.
_OPTIONAL: dict[str, tuple[Callable[[Path], object], ...]] = {
    "composing": (load_composing, load_guards),
    "guides": (load_guides,),
    "topics": (load_topics,),
    "movements": (load_movements,),
    "warning-signs": (load_warning_signs,),
    "asking": (load_asking, load_headings, load_other_languages),
    "retrieval": (load_retrieval,),
    "samples": (load_samples,),
    "teasers": (_greetings,),
    "advice": (load_general_information,),
    "workbench": (load_closing, load_snippets, load_last_look),
    "smoothing": (load_smoothing,),
}


def unreadable(folder: Path) -> Iterator[Problem]:
    """Yield every file that is no YAML."""
    for path in sorted(folder.rglob("*.yaml")):
        try:
            plain_yaml.load(path)
        except (yaml.YAMLError, ValueError) as error:
            yield Problem(_name(path, folder), "error", unreadable_in_words(error))


def review_dates(folder: Path, *, today: date) -> Iterator[Problem]:
    """Yield every file whose review is missing or due."""
    for path in sorted(folder.rglob("*.yaml")):
        held = plain_yaml.load(path)
        review = held.get("review") if isinstance(held, dict) else None
        if not isinstance(review, dict):
            if path.parent.name in _MUST_BE_REVIEWED:
                yield Problem(_name(path, folder), "error", "has no review")
            continue
        try:
            again_by = date.fromisoformat(str(review.get("again_by", "")))
        except ValueError:
            yield Problem(_name(path, folder), "error", f"again_by is no date: {review.get('again_by')!r}")
            continue
        if again_by < today:
            yield Problem(_name(path, folder), "error", f"its review was due on {again_by}")


def unloadable(folder: Path) -> Iterator[Problem]:
    """Yield every part of the knowledge that a process could not start with, and why."""
    loaders: list[tuple[str, Callable[[], object]]] = [
        ("triage", partial(load_rules, folder)),
        ("concepts", partial(load_lexicon, folder)),
    ]
    for name, several in _OPTIONAL.items():
        if (folder / name).is_dir():
            loaders += [(name, partial(load, folder)) for load in several]
    loaders += [(f"locales/{p.name}", partial(load_locale, p)) for p in sorted((folder / "locales").glob("*.yaml"))]
    for name, load in loaders:
        with plain_yaml.noting_reads() as reads:
            try:
                load()
            except (ValueError, OSError, KeyError) as error:
                yield problem_of(error, part=name, reads=reads, folder=folder)


def _name(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()
