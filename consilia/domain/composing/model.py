"""What the composer makes: a leaflet of sentences, each of which can be traced."""

from dataclasses import dataclass

from consilia.domain.language.model import Span


@dataclass(frozen=True)
class Source:
    """Where a statement comes from; `read_on` is empty when nobody has checked it yet."""

    title: str
    url: str = ""
    read_on: str = ""


@dataclass(frozen=True)
class Claim:
    """One thing a sentence says of the asker: what kind of fact, which one, with which stance, in which words.

    `kind` is finding, test, medicine, place, side, since, age, bmi, detail, question, conflict or level. `words` is
    the phrase a sentence may use for it; the checker lets no other phrase of the asker's facts through.
    """

    kind: str
    value: str
    stance: str = ""
    span: Span | None = None
    words: str = ""


@dataclass(frozen=True)
class Sentence:
    """One sentence to the asker. It names the knowledge item it comes from, or the asker's words, or both.

    Sentences of one `group` belong together: one point of a list, one card.
    """

    text: str
    section: str  # an id of the fixed section order
    source: str | None = None  # id of a knowledge item
    span: Span | None = None  # the asker's own words it rests on
    kind: str = "paragraph"  # paragraph, item, heading, card
    level: str = ""  # of a card: emergency, urgent, non-urgent
    group: str = ""
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True)
class Leaflet:
    """More Info for one question. `sources` maps each cited knowledge item to its sources."""

    title: str
    sentences: tuple[Sentence, ...]
    sources: dict[str, tuple[Source, ...]]
    not_discussed: tuple[tuple[str, str], ...] = ()  # (concept, because)
    version: str = ""
    covered: bool = True  # False: nothing reviewed covers this question, and the page says so
    information_only: bool = False  # True: composed without saying how soon this person should be seen
    repeats: bool = False  # True: the same fear as in an answered question; the page leads there and to the worry loop
