"""Sample content of our own: invented people, their questions and the replies of invented doctors.

`samples/people.yaml` holds the hospitals and doctors; each file in `samples/questions/` holds some questions. All of it
is made up and is marked "sample" wherever it is shown.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from consilia.domain import plain_yaml
from consilia.domain.triage.model import Urgency

Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
TopicId = Annotated[str, StringConstraints(pattern=r"^[a-z-]+/[a-z-]+$")]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]

OLDEST_BAND_FROM_YEARS = 90


class SampleInconsistent(ValueError):
    """Two sample files do not fit together: an unknown doctor, a key that stands twice, a reply before its question."""


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SampleHospital(_File):
    """An invented hospital."""

    key: Key
    name: Words
    aliases: tuple[Words, ...] = ()


class SampleDoctor(_File):
    """An invented doctor; `department` is a department id such as "neurology"."""

    key: Key
    name: Words
    department: Key
    hospital: Key
    about: Words


class SampleReply(_File):
    """What an invented doctor answered."""

    doctor: Key
    replied_on: date
    text: Words


class SampleQuestion(_File):
    """One invented question. Without a reply it waits in the doctors' queue.

    `expected_urgency` is what a careful reader would say; the spec test holds triage against it. `topics` are topic
    ids ("neurology/muscle-twitching") under which it belongs by hand.
    """

    key: Key
    subject: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
    text: Words
    pseudonym: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
    age_years: Annotated[int, Field(ge=0, le=110)]
    sex: Literal["female", "male", "other", ""] = ""
    pregnant: bool | None = None
    for_someone_else: bool = False
    conditions: str = ""
    medicines: str = ""
    asked_on: date
    department: Key
    topics: tuple[TopicId, ...]
    expected_urgency: Urgency
    follows: str = ""  # the key of an earlier question of the same person
    reply: SampleReply | None = None

    @property
    def age_band(self) -> str:
        """The ten years that a page shows instead of the age: "30~39", and "90+" for all from ninety."""
        if self.age_years >= OLDEST_BAND_FROM_YEARS:
            return f"{OLDEST_BAND_FROM_YEARS}+"
        decade = self.age_years // 10 * 10
        return f"{decade}~{decade + 9}"


class _People(_File):
    hospitals: tuple[SampleHospital, ...]
    doctors: tuple[SampleDoctor, ...]


class _Questions(_File):
    questions: tuple[SampleQuestion, ...]


@dataclass(frozen=True)
class Samples:
    """Everything made up, checked against each other; questions in the order they were asked."""

    hospitals: tuple[SampleHospital, ...]
    doctors: tuple[SampleDoctor, ...]
    questions: tuple[SampleQuestion, ...]

    @property
    def answered(self) -> tuple[SampleQuestion, ...]:
        return tuple(q for q in self.questions if q.reply is not None)

    @property
    def waiting(self) -> tuple[SampleQuestion, ...]:
        return tuple(q for q in self.questions if q.reply is None)


def load_samples(folder: Path) -> Samples:
    """Return the samples under `folder` (consilia/knowledge).

    Raises pydantic.ValidationError for a file that breaks the schema, SampleInconsistent when files contradict.
    """
    people = _People.model_validate(plain_yaml.load(folder / "samples/people.yaml"))
    files = (
        _Questions.model_validate(plain_yaml.load(path)) for path in sorted(folder.glob("samples/questions/*.yaml"))
    )
    questions = sorted((q for file in files for q in file.questions), key=lambda q: (q.asked_on, q.key))
    samples = Samples(hospitals=people.hospitals, doctors=people.doctors, questions=tuple(questions))
    for complaint in _contradictions(samples):
        raise SampleInconsistent(complaint)
    return samples


def _contradictions(samples: Samples) -> list[str]:
    hospitals = {hospital.key for hospital in samples.hospitals}
    doctors = {doctor.key for doctor in samples.doctors}
    asked = {question.key: question for question in samples.questions}
    found = [f"doctor {d.key} works at unknown {d.hospital}" for d in samples.doctors if d.hospital not in hospitals]
    if len(asked) < len(samples.questions):
        found.append("two questions have the same key")
    for question in samples.questions:
        if question.follows and question.follows not in asked:
            found.append(f"{question.key} follows unknown {question.follows}")
        if question.reply is None:
            continue
        if question.reply.doctor not in doctors:
            found.append(f"{question.key} is answered by unknown {question.reply.doctor}")
        if question.reply.replied_on < question.asked_on:
            found.append(f"{question.key} is answered before it was asked")
    return found
