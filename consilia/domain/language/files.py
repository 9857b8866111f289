"""The schemas of concepts and words; a file that does not fit its schema stops the start."""

from datetime import date
from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict

Side = Literal["left", "right", "both", "alternating"]
Course = Literal["worse", "better", "new", "gone", "same"]
Onset = Literal["sudden", "gradual"]
Severity = Literal["severe", "mild"]
Result = Literal["normal", "abnormal", "planned"]
Habit = Literal["trigger", "reliever", "frequency"]
Kind = Literal["symptom", "circumstance", "medicine", "test", "disease"]


class KnowledgeFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Review(KnowledgeFile):
    """Who has looked at a file, and when somebody has to look again."""

    status: Literal["draft", "reviewed"]
    by: str
    on: date
    again_by: date


class ConceptFile(KnowledgeFile):
    """One concept: what it is called, and how people say it (knowledge/concepts/README.md)."""

    id: str
    name: str
    plain: str
    group: str
    kind: Kind
    vocabulary: Literal["core", "further"] = "further"  # core: the ids that other programs rely on
    phrases: tuple[str, ...]
    ability: tuple[str, ...] = ()
    denials: tuple[str, ...] = ()  # phrases that say it is not there: "laid back", "blood pressure is normal"
    blockers: tuple[str, ...] = ()
    lasts: bool = False  # a disease that stays: a date alone does not make it over
    not_beside: frozenset[str] = frozenset()  # is something else in a sentence with one of these words ...
    but_beside: frozenset[str] = frozenset()  # ... unless one of these is there too
    lingers: bool = False  # what it did may go on: a date within a year does not make it over
    review: Review


class SitesFile(KnowledgeFile):
    """Parts of the body that may stand in a row before or behind one sign (knowledge/words/sites.yaml)."""

    names: frozenset[str]
    describing: frozenset[str]  # "my left upper arm"
    joints: frozenset[str]
    pronouns: frozenset[str]  # behind a comma they take a part up


class PeopleFile(KnowledgeFile):
    """Who a text can speak of, and the words that show for whom it is written."""

    first: frozenset[str]
    owning: frozenset[str]
    he: frozenset[str]
    she: frozenset[str]
    male_family: frozenset[str]
    female_family: frozenset[str]
    family: frozenset[str]
    others: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    professionals: frozenset[str]
    for_them: tuple[str, ...]
    for_me: tuple[str, ...]
    departed: frozenset[str]
    died: frozenset[str]
    inheritance: frozenset[str]
    seeing: frozenset[str]  # who may notice something
    perceiving: frozenset[str]  # "I noticed" says nothing of whose body it is
    describing: frozenset[str]
    only_owned: frozenset[str]
    anybody: frozenset[str]  # in a question they mean people in general
    one_of: frozenset[str]  # of the owning words: those that own nobody
    being: frozenset[str]  # before "a kid" it is the writer
    child: str  # the word for "my 6 year old"
    years: frozenset[str]
    no_description: frozenset[str]  # words that never stand between "my" and the word for a relative
    speaking: frozenset[str]  # what follows is not the speaker's own body ...
    of_a_thing: frozenset[str]  # ... unless one of these comes next: "my son thinks of dying"
    titles: frozenset[str]  # before a name
    acts: frozenset[str]  # right after a name
    beside: frozenset[str]  # after one of these a relative takes nothing over from the writer
    in_time: frozenset[str]  # "since my son was born" is no word about the son
    before_age: frozenset[str]  # between somebody and their age: "Mum is 74", "our baby (8 months)"
    relating: frozenset[str]  # "who": what follows is about the person named right before
    acting: frozenset[str]  # of `first`: as these the writer is who acts
    possessive: frozenset[str]  # of `first`: what follows belongs to the writer
    placing: frozenset[str]  # before "my" they only tell where somebody is: "a woman at my gym has"
    beside_me: frozenset[str]  # and these before "me": "a friend of mine has"
    next: frozenset[str]  # before "to me"
    goes_on: frozenset[str]  # after a bare "bloke" that opens a sentence: "Bloke at work had"
    reporting: frozenset[str]  # "according to": who follows only speaks
    cared_for: tuple[str, ...]  # whom the writer looks after is asked for like one of the family
    worries: frozenset[str]  # concepts that a writer has about somebody else's illness
    no_bodies: frozenset[str]  # "my son's name" is not about the son

    @cached_property
    def naming(self) -> frozenset[str]:
        """Every word with which somebody may begin to be named."""
        people = self.male_family | self.female_family | self.family | self.others
        return self.owning | people | {word + "s" for word in people}


class PlainWords(KnowledgeFile):
    """Small word lists of the reader."""

    fillers: frozenset[str]
    abbreviations: frozenset[str]
    question_openers: frozenset[str]
    telling: frozenset[str]  # behind a question word they make a statement of it: "Can not sleep"
    asks: tuple[str, ...]
    pointing: frozenset[str]
    points_back: frozenset[str]
    giving: frozenset[str]  # right before a sign they take it for granted: "I think this tingling means MS" ...
    doubting: frozenset[str]  # ... unless one of these follows ...
    supposing: frozenset[str]  # ... or it is only supposed: "if my cramps return"
    glued_before: frozenset[str]  # small words that are written as one with the next: "nofever" ...
    glued_behind: frozenset[str]  # ... or with the one before: "headacheand" ...
    glued_own: frozenset[str]  # ... or with any word of a sign: "chestpain"
    spelled_right: frozenset[str]


class NumbersFile(KnowledgeFile):
    """What a bare number says of temperature and weight."""

    fever_from_celsius: float
    no_fever_below_celsius: float
    high_from_systolic: float  # mmHg
    high_from_diastolic: float
    above: frozenset[str]
    least_fall: float
    largest_fall: float
    farthest: int
    no_body_weight: frozenset[str]
    to: frozenset[str]
    earlier: frozenset[str]
    units_of_others: frozenset[str]


class TicksFile(KnowledgeFile):
    """How boxes, ticks and crosses of a form are typed."""

    opening: frozenset[str]
    closing: frozenset[str]
    ticked: frozenset[str]
    empty: frozenset[str]
    ticks: frozenset[str]
    blanks: frozenset[str]
    crosses: frozenset[str]
    yes: frozenset[str]
    no: frozenset[str]
    cells: frozenset[str]

    @cached_property
    def signs(self) -> frozenset[str]:
        """Every sign without which a text holds no mark."""
        return self.opening | self.ticks | self.blanks | self.crosses | self.cells


class DetailsFile(KnowledgeFile):
    """What hangs on a finding; each kind maps a canonical word to how people say it."""

    site: dict[str, tuple[str, ...]]
    side: dict[Side, tuple[str, ...]]
    course: dict[Course, tuple[str, ...]]
    onset: dict[Onset, tuple[str, ...]]
    severity: dict[Severity, tuple[str, ...]]
    result: dict[Result, tuple[str, ...]]
    habit: dict[Habit, tuple[str, ...]]


class PointingTimes(KnowledgeFile):
    """Words of a sentence that tells of no sign, but since when another sentence's signs are there."""

    opening: frozenset[str]  # "It began ...", "Since ..."
    giving: frozenset[str]  # before `announcing`: "The problem began ..."
    announcing: frozenset[str]  # "I have had a problem for a year. My hand ..."
    inside: frozenset[str]  # "I have had this for a year"
    not_signs: frozenset[str]  # with one of these the time is that of something else


class TimeFile(KnowledgeFile):
    """Words for lengths of time and for moments, in days."""

    numbers: dict[str, float]
    units: dict[str, float]
    moments: dict[str, float]
    spell_units: frozenset[str]
    spells_before: tuple[str, ...]
    spells_after: tuple[str, ...]
    rates: frozenset[str]
    rates_in: frozenset[str]
    spent: tuple[str, ...]
    no_rates: frozenset[str]
    along: tuple[str, ...]
    beginning: tuple[str, ...]
    ages_after: tuple[str, ...]
    ages_before: tuple[str, ...]
    at_least: tuple[str, ...]
    leading: tuple[str, ...]
    behind_at_least: tuple[str, ...]
    plus: tuple[str, ...]
    closing: tuple[str, ...]
    before_moments: tuple[str, ...]
    before_dates: tuple[str, ...]
    behind_dates_opening: tuple[str, ...]
    no_month: frozenset[str]
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    pointing: PointingTimes  # "It began 6 weeks ago."


class DoseLimit(KnowledgeFile):
    """The most of a medicine that an adult is given in a day by mouth, with where that was read."""

    most_mg_per_day: float
    source: str
    on: date
    note: str = ""


class DosesFile(KnowledgeFile):
    """The table of maximum doses, by international name."""

    limits: dict[str, DoseLimit]
    review: Review


class ChineseFile(KnowledgeFile):
    """Emergency and crisis phrases in Chinese, by concept, and the words that take one back."""

    denials: tuple[str, ...]
    sudden: tuple[str, ...] = ()
    concepts: dict[str, tuple[str, ...]]
