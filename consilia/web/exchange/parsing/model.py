"""What a page of another site says: values only, in the page's own words."""

from dataclasses import dataclass
from datetime import date


class NotAPage(ValueError):
    """The text is neither a question page nor a guide; the message says what is missing."""


@dataclass(frozen=True)
class Asker:
    """The asker line. `sex` is male, female, other or "" when the page says something else."""

    pseudonym: str = ""
    age_band: str = ""
    sex: str = ""
    asked_on: date | None = None


@dataclass(frozen=True)
class Answerer:
    """The doctor line: a name and a department as the page writes them."""

    name: str
    department: str


@dataclass(frozen=True)
class Section:
    """A part of More Info. The opening part has no heading."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Card:
    """A similar question as another page shows it: mostly the beginning of its words.

    The `is_cut` fields say that the page ended the words with "..."; the dots are not part of them.
    """

    title: str
    question: str
    answerer: Answerer | None
    reply: str
    question_is_cut: bool = False
    reply_is_cut: bool = False


@dataclass(frozen=True)
class RelatedTopic:
    """An entry of the related list."""

    name: str
    department: str


@dataclass(frozen=True)
class QuestionPage:
    """One question with its answer. `notes` names what was irregular, for the report."""

    subject: str
    text: str
    page_title: str = ""  # without the department at its end
    has_share_row: bool = False
    asker: Asker = Asker()
    answerer: Answerer | None = None
    hospital: str = ""  # as the signature writes it
    reply: str = ""
    replied_on: date | None = None
    more_info: tuple[Section, ...] = ()
    cards: tuple[Card, ...] = ()
    related: tuple[RelatedTopic, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Duration:
    """A length of time in a guide, as written and as numbers, so that a page can mark it up."""

    words: str
    least: float
    most: float
    unit: str  # seconds, minutes, hours, days, weeks, months, years


@dataclass(frozen=True)
class Block:
    """A piece of a guide.

    kind "paragraph": `text`. kind "list": `rows` of (name, words). kind "table": `columns` and `rows`.
    kind "figure": `text` is the caption; the picture itself is not taken over.
    """

    kind: str
    text: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    durations: tuple[Duration, ...] = ()


@dataclass(frozen=True)
class GuidePart:
    """A section ("4") or a subsection ("4.1"). kind: plain, comparison, case-study, questions."""

    number: str
    heading: str
    kind: str = "plain"
    blocks: tuple[Block, ...] = ()
    parts: tuple["GuidePart", ...] = ()


@dataclass(frozen=True)
class GuideQuestion:
    """A question with its answer at the end of a guide."""

    question: str
    answer: str


@dataclass(frozen=True)
class GuidePage:
    """A long article with numbered sections. `notes` names what was irregular, for the report."""

    title: str
    introduction: tuple[str, ...]
    sections: tuple[GuidePart, ...]
    questions: tuple[GuideQuestion, ...] = ()
    conclusion: tuple[str, ...] = ()
    call_to_action: tuple[str, ...] = ()
    contact: tuple[tuple[str, str], ...] = ()  # (label, words)
    notes: tuple[str, ...] = ()
