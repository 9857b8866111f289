"""The records of our own export: one JSON object a line, `record` says which kind. Read back by `consilia import`."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, RootModel, StringConstraints, ValidationError

Words = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$")]
Named = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=140)]


class RecordRefused(ValueError):
    """A line of an export that does not fit the format; the message names the field."""


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class DepartmentRecord(_Record):
    """A department."""

    record: Literal["department"] = "department"
    id: Named
    name: Named


class DoctorRecord(_Record):
    """A doctor with the hospital. Verification is not carried over: an administrator verifies anew."""

    record: Literal["doctor"] = "doctor"
    slug: Named
    name: Named
    department: Named
    hospital: str = ""
    hospital_aliases: str = ""
    registration: str = ""  # private
    about: str = ""
    origin: Literal["own", "sample", "imported"]


class TopicRecord(_Record):
    """A topic of a department."""

    record: Literal["topic"] = "topic"
    slug: Named
    name: Named
    department: Named


class ReplyRecord(_Record):
    """One reply; `signed_at` is empty for a draft, which only a private export holds."""

    doctor: Named  # the slug
    text: Words
    public_text: Words = ""
    signed_at: datetime | None = None
    is_excerpt: bool = False


class PrivatePart(_Record):
    """What only the asker and the doctors may know. `token_hash` keeps the asker's secret link working."""

    subject: Words
    text: Words
    age_years: int | None = None
    pregnant: bool | None = None
    conditions: Words = ""
    medicines: Words = ""
    safety_answers: dict[str, str] = {}
    token_hash: str = ""
    notify_email: str = ""


class ClosingRecord(_Record):
    """Why the question is closed without an answer; the note is the staff's own."""

    reason: str
    note: Words = ""


class SourceRecord(_Record):
    """Where an imported question came from, field by field as exchange.models.Source."""

    read_from: str
    site: str = ""
    page_title: str = ""
    card_title: str = ""
    has_share_row: bool = False
    related_topics: list[list[str]] = []
    tags: list[str] = []
    notes: list[str] = []
    department_reason: str = ""


class QuestionRecord(_Record):
    """One question with its replies. Without `private` its words are those of the public page."""

    record: Literal["question"] = "question"
    public_id: UUID
    slug: str | None = None
    origin: Literal["own", "sample", "imported"]
    source_key: str | None = None
    source_url: str = ""
    is_excerpt: bool = False
    generated_title: str | None = None
    pseudonym: str = ""
    age_band: str = ""
    sex: Literal["female", "male", "other", ""] = ""
    for_someone_else: bool = False
    asked_at: datetime | None = None
    department: str = ""
    state: Literal["waiting", "claimed", "answered", "withdrawn", "closed"]
    public_consent_at: datetime | None = None
    public_subject: Words = ""
    public_text: Words = ""
    published_at: datetime | None = None
    imported_more_info: list[dict[str, object]] = []
    replies: tuple[ReplyRecord, ...] = ()
    source: SourceRecord | None = None
    closing: ClosingRecord | None = None
    private: PrivatePart | None = None


class GuideRecord(_Record):
    """An imported guide."""

    record: Literal["guide"] = "guide"
    slug: Named
    source_key: str
    title: str
    content: dict[str, object]
    origin: Literal["own", "sample", "imported"]


Record = DepartmentRecord | DoctorRecord | TopicRecord | QuestionRecord | GuideRecord


class _AnyRecord(RootModel[Record]):
    """One line of an exchange file: which record it is stands in its field `record`."""

    root: Record = Field(discriminator="record")


def read_record(line: dict[str, object]) -> Record:
    """Return the record in the line. Raises RecordRefused for a field that is missing, unknown or wrong."""
    try:
        return _AnyRecord.model_validate(line).root
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "record"
        raise RecordRefused(f"field {place}: {first['msg'].lower()}") from None
