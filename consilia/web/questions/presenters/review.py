"""What the asker looks over before sending, and what was set aside on the way."""

from dataclasses import dataclass
from typing import Any

from consilia import loaded
from consilia.web.questions.actions.asking import derived_subject
from consilia.web.questions.flow import FIELDS, Way

_NAMES = {
    "words": "Your words",
    "subject": "Heading",
    "for_someone_else": "About",
    "age_years": "Age in years",
    "sex": "Sex",
    "pregnant": "Pregnant",
    "conditions": "Long-term illnesses",
    "medicines": "Medicines",
    "department": "Kind of doctor",
    "pseudonym": "Name to call you by",
    "visibility": "Who may read it",
}
_EMPTY = {"pseudonym": "None given", "conditions": "None named", "medicines": "None named"}


@dataclass(frozen=True)
class Row:
    """One answer, with the step on which it can be changed."""

    name: str
    value: str
    step: str


@dataclass(frozen=True)
class Aside:
    """An earlier version of an answer, kept beside the one that stands."""

    name: str
    value: str


def review_rows(way: Way) -> list[Row]:
    """Return every answer in the order of the steps, choices in words."""
    rows = []
    for step, names in FIELDS.items():
        fields = way.form(step).fields
        for name in names:
            if name in fields:
                choices = dict(getattr(fields[name], "choices", ()))
                value = str(way.answers.get(name, "")).strip()
                rows.append(Row(_NAMES[name], str(choices.get(value, value)) or _when_empty(name, way), step))
    if way.answers.get("after"):
        value = "Yes, and the doctor may see both" if way.answers.get("goes_on") else "No, this is something new"
        rows.insert(len(FIELDS["words"]), Row("Goes on from the question before", value, "words"))
    return rows


def _when_empty(name: str, way: Way) -> str:
    if name == "subject":
        return loaded.headings().crisis.asker if way.assessment.crisis else derived_subject(way.answers["words"])
    return _EMPTY.get(name, "Not said")


def set_aside(answers: dict[str, Any]) -> list[Aside]:
    """Return the versions that were set aside when two windows said different things, the last first."""
    return [Aside(_NAMES[one["name"]], one["value"]) for one in answers.get("set_aside", []) if one["name"] in _NAMES]
