"""The knowledge, loaded and checked once a process. Shared by the terminal and the web.

A room is imported when its knowledge is first asked for: `consilia assess` needs neither the search nor the composer.
"""

import hashlib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from consilia import __version__

if TYPE_CHECKING:
    from consilia.domain.asking import AskingPolicy, Headings
    from consilia.domain.closing import Closing
    from consilia.domain.composing import ComposingKnowledge
    from consilia.domain.desk import LastLook, Snippet
    from consilia.domain.guides import Guide
    from consilia.domain.information import GeneralInformation
    from consilia.domain.language.lexicon import Lexicon
    from consilia.domain.locales import Locale
    from consilia.domain.movements import Movements
    from consilia.domain.other_languages import OtherLanguages
    from consilia.domain.retrieval import RetrievalKnowledge
    from consilia.domain.smoothing import Smoothing
    from consilia.domain.teasers import Greetings
    from consilia.domain.topics import Topics
    from consilia.domain.triage import Rules
    from consilia.domain.warning_signs import WarningSigns

KNOWLEDGE = Path(__file__).parent / "knowledge"


@cache
def locale(locale_id: str) -> "Locale":
    """Return the checked locale pack. Raises FileNotFoundError for an unknown id."""
    from consilia.domain.locales import load_locale

    return load_locale(KNOWLEDGE / "locales" / f"{locale_id}.yaml")


@cache
def lexicon() -> "Lexicon":
    """Return all that the reader of patients' words knows."""
    from consilia.domain.language.lexicon import load_lexicon

    return load_lexicon(KNOWLEDGE)


@cache
def knowledge_version() -> str:
    """Return a digest (16 hexadecimal digits) of every knowledge file, stored with whatever they decided."""
    digest = hashlib.sha256()
    for path in sorted(p for p in KNOWLEDGE.rglob("*") if p.is_file()):
        digest.update(path.relative_to(KNOWLEDGE).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def code_version() -> str:
    """Return the version of the code, stored with whatever it decided."""
    return __version__


@cache
def greetings() -> "Greetings":
    """Return the courtesies that teasers leave out."""
    from consilia.domain.teasers import load_greetings

    return load_greetings(KNOWLEDGE / "teasers/greetings.yaml")


@cache
def rules() -> "Rules":
    """Return the triage rules, checked and indexed."""
    from consilia.domain.triage import load_rules

    return load_rules(KNOWLEDGE)


@cache
def retrieval() -> "RetrievalKnowledge":
    """Return the words without content, the courtesies and the weights of the search."""
    from consilia.domain.retrieval import load_retrieval

    return load_retrieval(KNOWLEDGE)


@cache
def topics() -> "Topics":
    """Return the topics and what files a question under them."""
    from consilia.domain.topics import load_topics

    return load_topics(KNOWLEDGE)


@cache
def guides() -> "tuple[Guide, ...]":
    """Return the guides, the longest first."""
    from consilia.domain.guides import load_guides

    return load_guides(KNOWLEDGE)


@cache
def composing() -> "ComposingKnowledge":
    """Return what More Info is composed from, with the version of the knowledge it came with."""
    from consilia.domain.composing import load_composing

    return replace(load_composing(KNOWLEDGE), version=knowledge_version()).prepared()


@cache
def movements() -> "Movements":
    """Return the questions and descriptions of "which movement is it?"."""
    from consilia.domain.movements import load_movements

    return load_movements(KNOWLEDGE)


@cache
def warning_signs() -> "WarningSigns":
    """Return the sentences of the warning-sign checker."""
    from consilia.domain.warning_signs import load_warning_signs

    return load_warning_signs(KNOWLEDGE)


@cache
def asking() -> "AskingPolicy":
    """Return the ages that change how somebody is asked."""
    from consilia.domain.asking import load_asking

    return load_asking(KNOWLEDGE)


@cache
def headings() -> "Headings":
    """Return the headings that stand where somebody's first words must not."""
    from consilia.domain.asking import load_headings

    return load_headings(KNOWLEDGE)


@cache
def closing() -> "Closing":
    """Return why a question may be closed without an answer, and what the asker then reads."""
    from consilia.domain.closing import load_closing

    return load_closing(KNOWLEDGE)


@cache
def snippets() -> "tuple[Snippet, ...]":
    """Return the pieces of answers that a doctor may put in and change."""
    from consilia.domain.desk import load_snippets

    return load_snippets(KNOWLEDGE)


@cache
def last_look() -> "LastLook":
    """Return what a doctor can say of a point that an answer seems to leave out."""
    from consilia.domain.desk import load_last_look

    return load_last_look(KNOWLEDGE)


@cache
def other_languages() -> "OtherLanguages":
    """Return the lines of help for those whose words could not be read."""
    from consilia.domain.other_languages import load_other_languages

    return load_other_languages(KNOWLEDGE)


@cache
def smoothing() -> "Smoothing":
    """Return what an optional language model may see and change."""
    from consilia.domain.smoothing import load_smoothing

    return load_smoothing(KNOWLEDGE)


@cache
def information() -> "GeneralInformation":
    """Return what is said in place of a level where the operator may give general information only."""
    from consilia.domain.information import load_general_information

    return load_general_information(KNOWLEDGE)
