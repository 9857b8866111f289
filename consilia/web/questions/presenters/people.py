"""How askers and doctors are named on a page."""

from consilia.web.accounts.models import Doctor, Origin
from consilia.web.questions.models import Question

_SEXES = {"female": "female", "male": "male"}
_NO_NAME = "Somebody"


def asker_line(question: Question, *, no_name: str = _NO_NAME) -> str:
    """Return who asked, with a ten-year band instead of an age: "Juzi, 20~29 year old female".

    `no_name` stands in place of a name that was not given.
    """
    age = f"{question.age_band} year old" if question.age_band else ""
    person = " ".join(part for part in (age, _SEXES.get(question.sex, "")) if part)
    return ", ".join(part for part in (question.pseudonym or no_name, person) if part)


def doctor_name(doctor: Doctor) -> str:
    """Return the name with one title before it.

    >>> doctor_name(Doctor(name="Dr. Ada Example")), doctor_name(Doctor(name="Ada Example"))
    ('Dr. Ada Example', 'Dr. Ada Example')
    """
    for title in ("Dr. ", "Dr "):
        if doctor.name.startswith(title):
            return f"Dr. {doctor.name.removeprefix(title)}"
    return f"Dr. {doctor.name}"


def doctor_mark(doctor: Doctor) -> str:
    """Return what a reader must know of the doctor's standing: sample, imported, verified, or not verified."""
    if doctor.origin == Origin.SAMPLE:
        return "sample doctor, invented"
    if doctor.origin == Origin.IMPORTED:
        return "imported, unverified"
    return "verified" if doctor.is_verified else "not verified"


def origin_mark(question: Question) -> str:
    """Return the mark of a question that is not this service's own; empty for an own one."""
    return {Origin.SAMPLE: "sample", Origin.IMPORTED: "imported, unverified"}.get(Origin(question.origin), "")
