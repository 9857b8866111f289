"""The schema of the files that triage reads: rules with their cases, medicine classes, departments and wording."""

from datetime import date
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from consilia.domain import plain_yaml
from consilia.domain.language.model import Stance
from consilia.domain.triage.model import Urgency


class BrokenRule(ValueError):
    """A knowledge file says something that triage cannot follow; the message names the file and the field."""


class File(BaseModel):
    """A file of the knowledge: nothing unknown in it, nothing changed after it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _several(value: object) -> object:
    return [value] if isinstance(value, str) and value else value or []


def _nothing_is_none(value: object) -> object:
    return None if value == "" else value


def _one_line(value: str) -> str:
    return " ".join(value.split())


Several = Annotated[tuple[str, ...], BeforeValidator(_several)]
SeveralStances = Annotated[tuple[Stance, ...], BeforeValidator(_several)]
MaybeDate = Annotated[date | None, BeforeValidator(_nothing_is_none)]
Line = Annotated[str, AfterValidator(_one_line)]


class Condition(File):
    """One thing that must hold. A bare concept, or a list of concepts of which one is enough, may stand for it.

    Without `stance` a finding counts when it is present, or unsure without leaning to absent. Bounds in days speak of
    how long a finding has lasted, or how long ago it began. With a concept and a measure either is enough: "fever", or
    39.5 °C.
    """

    concept: Several = ()
    stance: SeveralStances = ()
    sure: bool = False  # an unsure finding does not count here; the rule's `why` says the reason
    beside: bool = False  # in `none` only: counts in the sentence of a sign, not where it tells of something else
    inability: bool = False  # told as something that the person cannot do: "can't lift the arm"
    medicine: Several = ()  # medicine classes; one that is taken now, unless `stance` says otherwise
    site: Several = ()
    side: Several = ()
    onset: Several = ()
    course: Several = ()
    severity: Several = ()
    result: Several = ()
    within_days: float | None = None  # known to have begun within so many days
    sudden_within_days: float | None = None  # the same, or said to be sudden and not known to be older
    at_least_days: float | None = None  # known to have lasted so long
    unless_older_than_days: float | None = None  # holds when nothing is known of its length
    distinct: int = 1  # so many different concepts of the list
    age_below: float | None = None
    age_at_least: float | None = None
    sex: str = ""
    pregnant: bool = False
    measure: str = ""
    at_least: float | None = None
    at_most: float | None = None
    conflict: Several = ()

    @model_validator(mode="before")
    @classmethod
    def _short_forms(cls, value: object) -> object:
        return {"concept": value} if isinstance(value, str | list | tuple) else value

    @model_validator(mode="after")
    def _says_something(self) -> "Condition":
        if not self.model_fields_set:
            raise BrokenRule("a condition is empty")
        if (self.measure == "") != (self.at_least is None and self.at_most is None):
            raise BrokenRule("a measure goes with at_least or at_most, and only then")
        return self


class Combination(File):
    """Conditions taken together: every one of `all`, `any_at_least` of `any`, not one of `none`."""

    all: tuple[Condition, ...] = ()
    any: tuple[Condition, ...] = ()
    any_at_least: int = 1
    none: tuple[Condition, ...] = ()

    @model_validator(mode="after")
    def _asks_for_something(self) -> "Combination":
        if not self.all and not self.any:
            raise BrokenRule("a combination needs at least one condition in all or any")
        return self


class Variant(Combination):
    """One way in which the rule fires, with the level that it then asks for."""

    name: str
    urgency: Urgency
    settles: bool = True  # whether a complaint that is assessed and stable may step down (never from emergency)


class Reference(File):
    """Where a rule's content can be checked, and what it says there; to be verified while `read_on` is empty."""

    title: Line
    url: str
    says: Line = ""
    read_on: MaybeDate = None

    @property
    def status(self) -> str:
        """Whether somebody has read the source for this rule."""
        return "read" if self.read_on else "to-verify"


class Review(File):
    """Which clinician reviewed the rule, when, and when somebody must look again."""

    by: str
    on: MaybeDate = None
    again_by: date


class Decides(File):
    """What a "yes" to a follow-up question adds to the findings."""

    concept: str
    side: str | None = None
    onset: str | None = None
    course: str | None = None
    severity: str | None = None
    within_days: float | None = None


class Ask(File):
    """A question whose answer can change the level, and when it is worth asking."""

    id: str
    text: Line
    decides: Decides | None = None
    settles_conflict: str = ""  # "no" takes this conflict away: "Is the dose really ...?"
    when: Combination


class Case(File):
    """A sentence a person might write, and whether the rule must fire on it."""

    fires: bool
    text: Line
    urgency: Urgency | None = None
    age_years: float | None = None
    age_band: str = ""
    sex: str = ""
    why: Line = ""


class RuleFile(File):
    """One rule as it stands on disk. The file's name is its id."""

    id: str
    title: Line
    crisis: bool = False
    when: tuple[Variant, ...] = Field(min_length=1)
    why: Line
    references: tuple[Reference, ...] = Field(min_length=1)
    review: Review
    known_misses: tuple[Line, ...] = Field(min_length=1)
    departments: Several
    asker: Line
    doctor: Line
    would_change: Line
    signs: tuple[Condition, ...] = ()  # what belongs to the same picture: quoted, too, when an emergency of it fired
    instead_of: Several = ()  # rules that then stay silent when they rest on nothing but those signs
    do_now: Several = ()  # ids of lines in advice/lines.yaml that come before the level's own
    ask: tuple[Ask, ...] = ()
    cases: tuple[Case, ...]

    @model_validator(mode="after")
    def _has_cases_of_both_kinds(self) -> "RuleFile":
        for fires in (True, False):
            if sum(case.fires is fires for case in self.cases) < 3:
                raise BrokenRule(f"{self.id}: fewer than three cases with fires: {fires}")
        return self


class MedicineClass(File):
    """Medicines that a rule speaks of together; names as people write them, in lower case."""

    id: str
    title: Line
    names: tuple[str, ...]
    source: Line


Kind = TypeVar("Kind", bound=File)


def load_folder(folder: Path, *, kind: type[Kind]) -> tuple[Kind, ...]:
    """Return every file of the folder as `kind`, sorted by name.

    Raises BrokenRule naming the file when its id differs from its name, and whatever the schema raises otherwise.
    """
    held = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            item = kind.model_validate(plain_yaml.load(path))
        except ValueError as error:
            raise BrokenRule(f"{path.name}: {error}") from error
        if getattr(item, "id", path.stem) != path.stem:
            raise BrokenRule(f"{path.name}: its id does not match the file's name")
        held.append(item)
    return tuple(held)
