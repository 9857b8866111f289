"""Which department a question's tags speak of, from knowledge/exchange/departments-by-tag.yaml."""

import re
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from consilia.domain import plain_yaml
from consilia.web.exchange.parsing.marks import Review

_WHOLE_WORD_TO = 3  # letters


class TagTable(BaseModel):
    """The beginnings of words by which a tag speaks of a department; the first department that fits wins."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    departments: dict[str, tuple[str, ...]]
    review: Review


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
