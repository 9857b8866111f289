"""What reading a text yields: findings, each with its stance, its words and the cue that decided."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

Span = tuple[int, int]
"""Half-open offsets in Unicode code points into the text as it was given."""


class Stance(StrEnum):
    """How the writer relates to a finding; GLOSSARY.md and the concept contract define each."""

    PRESENT = "present"
    ABSENT = "absent"
    UNSURE = "unsure"
    PAST = "past"
    HYPOTHETICAL = "hypothetical"
    FEARED = "feared"
    OTHER_PERSON = "other-person"


@dataclass(frozen=True)
class Since:
    """How long a finding has lasted, or how long ago it began: the asker's words and the days they mean."""

    span: Span
    days: float | None
    at_least: bool = False  # "over two years"
    is_ahead: bool = False  # said of the past, and later than the day of asking: "since 2027"


@dataclass(frozen=True)
class Finding:
    """One concept that the text speaks of, at one place.

    `leans` is set on unsure findings only: the stance the hedge leans to (PRESENT or ABSENT), or None when it leans
    to neither side. `about` tells whose it is: "self" (the writer), "subject" (the person asked for, when that is not
    the writer) or "other". Of an other-person finding `told` is the stance it has for that person, and `whose` the
    word for them.
    """

    concept: str
    stance: Stance
    span: Span
    cue: Span | None = None
    cue_role: str | None = None
    about: str = "self"
    leans: Stance | None = None
    result: str | None = None  # tests: normal, abnormal, unknown, planned
    sites: tuple[str, ...] = ()
    side: str | None = None  # left, right, both, alternating
    since: Since | None = None
    course: str | None = None  # new, worse, better, gone, same
    onset: str | None = None  # sudden, gradual
    severity: str | None = None  # severe, mild
    quantity: str | None = None  # medicines: the dose as written
    triggers: tuple[Span, ...] = ()  # the words that tell what brings it on or makes it worse
    relievers: tuple[Span, ...] = ()  # the words that tell what eases it
    frequency: Span | None = None  # the words that tell how often
    corrects: Span | None = None  # the words of an earlier statement that this one takes back
    told: Stance | None = None
    whose: str = ""


@dataclass(frozen=True)
class Measure:
    """A number with a meaning.

    `kind` is temperature_celsius, pulse_bpm, weight_kg, height_cm, bmi, systolic_mmhg, diastolic_mmhg or age_years.
    """

    kind: str
    value: float
    span: Span


@dataclass(frozen=True)
class Dose:
    """A medicine with the dose the writer gives, in mg per single dose unless `per_day`."""

    medicine: str  # the international name the lexicon maps the written one to
    span: Span
    mg: float | None
    per_day: bool = False


@dataclass(frozen=True)
class Conflict:
    """Two statements that cannot both hold. Kept and shown, never corrected."""

    kind: str  # sex, age, pregnancy, side, dose, bmi, date, statement
    said: str  # what the text says, in the words to show to a person
    against: str  # what it conflicts with
    span: Span | None = None


@dataclass(frozen=True)
class Person:
    """What the form says of the person the question is about; None and "" mean not said."""

    age_years: float | None = None
    age_band: str = ""
    sex: str = ""  # male, female, other
    pregnant: bool | None = None
    for_someone_else: bool = False


@dataclass(frozen=True)
class Reading:
    """All that `read` understood of one text.

    `readable` is False, with `reason` one of "too-short", "not-english", "no-sense", "empty", when the text could not
    be understood: no conclusion about absent signs may be drawn then.
    """

    text: str
    findings: tuple[Finding, ...] = ()
    questions: tuple[Span, ...] = ()  # the sentences in which the asker asks something
    measures: tuple[Measure, ...] = ()
    doses: tuple[Dose, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    person: Person = field(default_factory=Person)  # the form's word, completed by what the text says
    asked_on: date | None = None
    readable: bool = True
    reason: str | None = None
    targets: tuple[Finding, ...] = ()  # the stance of spans that the caller named, in the order given

    def words(self, span: Span) -> str:
        """The writer's own words at a span."""
        return self.text[span[0] : span[1]]
