"""The knowledge, loaded and checked once a process. Shared by the terminal and the web."""

import hashlib
from dataclasses import replace
from functools import cache
from pathlib import Path

from consilia import __version__
from consilia.domain.asking import AskingPolicy, Headings, load_asking, load_headings
from consilia.domain.closing import Closing, load_closing
from consilia.domain.composing import ComposingKnowledge, load_composing
from consilia.domain.guides import Guide, load_guides
from consilia.domain.information import GeneralInformation, load_general_information
from consilia.domain.language.lexicon import Lexicon, load_lexicon
from consilia.domain.locales import Locale, load_locale
from consilia.domain.movements import Movements, load_movements
from consilia.domain.other_languages import OtherLanguages, load_other_languages
from consilia.domain.retrieval import RetrievalKnowledge, load_retrieval
from consilia.domain.smoothing import Smoothing, load_smoothing
from consilia.domain.teasers import Greetings, load_greetings
from consilia.domain.topics import Topics, load_topics
from consilia.domain.triage import Rules, load_rules
from consilia.domain.warning_signs import WarningSigns, load_warning_signs

KNOWLEDGE = Path(__file__).parent / "knowledge"


@cache
def locale(locale_id: str) -> Locale:
    """Return the checked locale pack. Raises FileNotFoundError for an unknown id."""
    return load_locale(KNOWLEDGE / "locales" / f"{locale_id}.yaml")


@cache
def lexicon() -> Lexicon:
    """Return all that the reader of patients' words knows."""
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
def greetings() -> Greetings:
    """Return the courtesies that teasers leave out."""
    return load_greetings(KNOWLEDGE / "teasers/greetings.yaml")


@cache
def rules() -> Rules:
    """Return the triage rules, checked and indexed."""
    return load_rules(KNOWLEDGE)


@cache
def retrieval() -> RetrievalKnowledge:
    """Return the words without content, the courtesies and the weights of the search."""
    return load_retrieval(KNOWLEDGE)


@cache
def topics() -> Topics:
    """Return the topics and what files a question under them."""
    return load_topics(KNOWLEDGE)


@cache
def guides() -> tuple[Guide, ...]:
    """Return the guides, the longest first."""
    return load_guides(KNOWLEDGE)


@cache
def composing() -> ComposingKnowledge:
    """Return what More Info is composed from, with the version of the knowledge it came with."""
    return replace(load_composing(KNOWLEDGE), version=knowledge_version()).prepared()


@cache
def movements() -> Movements:
    """Return the questions and descriptions of "which movement is it?"."""
    return load_movements(KNOWLEDGE)


@cache
def warning_signs() -> WarningSigns:
    """Return the sentences of the warning-sign checker."""
    return load_warning_signs(KNOWLEDGE)


@cache
def asking() -> AskingPolicy:
    """Return the ages that change how somebody is asked."""
    return load_asking(KNOWLEDGE)


@cache
def headings() -> Headings:
    """Return the headings that stand where somebody's first words must not."""
    return load_headings(KNOWLEDGE)


@cache
def closing() -> Closing:
    """Return why a question may be closed without an answer, and what the asker then reads."""
    return load_closing(KNOWLEDGE)


@cache
def other_languages() -> OtherLanguages:
    """Return the lines of help for those whose words could not be read."""
    return load_other_languages(KNOWLEDGE)


@cache
def smoothing() -> Smoothing:
    """Return what an optional language model may see and change."""
    return load_smoothing(KNOWLEDGE)


@cache
def information() -> GeneralInformation:
    """Return what is said in place of a level where the operator may give general information only."""
    return load_general_information(KNOWLEDGE)
