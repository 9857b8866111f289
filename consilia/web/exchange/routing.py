"""Which department an imported question belongs to: what triage suggests, else what its tags speak of."""

import re
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from consilia import loaded
from consilia.domain import plain_yaml
from consilia.domain.triage.model import Assessment
from consilia.web.exchange.actions.people import GENERAL
from consilia.web.exchange.parsing.marks import Review

_WHOLE_WORD_TO = 3  # letters


class TagTable(BaseModel):
    """The beginnings of words by which a tag speaks of a department; the first department that fits wins."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    departments: dict[str, tuple[str, ...]]
    review: Review


_NOT_A_HOME = {"emergency-medicine", GENERAL}  # where to go now, and where all goes that points nowhere


def choose_department(assessment: Assessment, *, tags: tuple[str, ...]) -> tuple[str, str]:
    """Return the department's id and the reason: triage's suggestion, else the tags', else general medicine."""
    for hint in assessment.departments:
        if hint.department not in _NOT_A_HOME:
            return hint.department, hint.reason
    department, tag = department_by_tags(tags, folder=loaded.KNOWLEDGE)
    if department:
        return department, f"tag: {tag}"
    return GENERAL, "neither its words nor its tags point to another department"


def department_by_tags(tags: tuple[str, ...], *, folder: Path) -> tuple[str, str]:
    """Return the department's id and the tag that decided, or ("", "") when no tag speaks of one."""
    for tag in tags:
        for department, pattern in _patterns(folder).items():
            if pattern.search(tag):
                return department, tag
    return "", ""


@cache
def _patterns(folder: Path) -> dict[str, re.Pattern[str]]:
    table = TagTable.model_validate(plain_yaml.load(folder / "exchange" / "departments-by-tag.yaml"))
    return {
        department: re.compile(rf"\b(?:{'|'.join(map(_as_pattern, beginnings))})", re.IGNORECASE)
        for department, beginnings in table.departments.items()
    }


def _as_pattern(beginning: str) -> str:
    return re.escape(beginning) + (r"\b" if len(beginning) <= _WHOLE_WORD_TO else "")
