"""Locale packs: which number to ring, where. One file a locale; a page shows the numbers of one pack only."""

from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from consilia.domain import plain_yaml


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Number(_File):
    """A line to ring: its name, the number as a person dials it, when it is staffed, and where that was checked."""

    name: str
    number: str
    hours: str = ""
    what_for: str
    source: str
    checked_on: date

    @property
    def dial(self) -> str:
        """The number for a `tel:` link."""
        return "".join(c for c in self.number if c.isdigit() or c == "+")


class Locale(_File):
    """The numbers and customs of one place."""

    id: str
    name: str
    emergency: Number
    urgent: Number
    urgent_mental_health: Number
    crisis: tuple[Number, ...]
    young_people: tuple[Number, ...] = ()
    poison: Number
    pharmacist: str  # whom to ask about a medicine, in words
    family_doctor: str  # what an ordinary appointment is called here
    emergency_department: str
    privacy_law: str


def available_locales(folder: Path) -> list[str]:
    """Return the ids of the locale packs in the folder, sorted."""
    return sorted(path.stem for path in folder.glob("*.yaml"))


def load_locale(path: Path) -> Locale:
    """Return the pack in the file. Raises pydantic.ValidationError when a number or a source is missing."""
    return Locale.model_validate(plain_yaml.load(path))
