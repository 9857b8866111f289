"""The files of `knowledge/hearing/`: sentences that mean danger, others that only sound like it, and the question."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from consilia.domain import plain_yaml

ID_PREFIX = "heard-"
"""Before a rule's id, the id of the question that is asked about it."""


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Review(_File):
    status: Literal["draft", "reviewed"]
    by: str
    on: date
    again_by: date


class Danger(_File):
    """One danger: the rule it belongs to, what asks about it, and what it sounds like."""

    rule: str
    ask: str = Field(pattern=r"\?$", max_length=220)
    danger: tuple[str, ...] = Field(min_length=2)
    harmless: tuple[str, ...]
    review: _Review

    @property
    def ask_id(self) -> str:
        return f"{ID_PREFIX}{self.rule}"


class Policy(_File):
    """`hearing/policy.yaml`; the file says what each figure does."""

    asks_from: float
    held_back: float = Field(gt=0)
    most_dangers: int = Field(ge=1, le=3)
    general: str
    said_yes: str = Field(pattern=r"\{question\}")
    said_unsure: str = Field(pattern=r"\{question\}")
    review: _Review


@dataclass(frozen=True)
class Hearing:
    """All that the ear knows: each danger by its rule, and how easily it asks."""

    dangers: dict[str, Danger]
    policy: Policy

    def by_ask(self, ask_id: str) -> Danger | None:
        """Return the danger that a question is about, or None for a question of another kind."""
        return self.dangers.get(ask_id.removeprefix(ID_PREFIX)) if ask_id.startswith(ID_PREFIX) else None

    def said(self, answer: str, *, danger: Danger) -> str:
        """Return what to tell somebody who answered "yes" or "unsure" to the question about a danger."""
        wording = self.policy.said_yes if answer == "yes" else self.policy.said_unsure
        return wording.format(question=danger.ask)

    def sentences(self) -> Iterator[tuple[str, str]]:
        """Yield every sentence that means danger, with its rule."""
        for danger in self.dangers.values():
            yield from ((sentence, danger.rule) for sentence in danger.danger)


def load_hearing(folder: Path) -> Hearing:
    """Return what `hearing/` of a knowledge folder holds. Raises pydantic.ValidationError for a file that is wrong."""
    place = folder / "hearing"
    files = sorted(path for path in place.glob("*.yaml") if path.name != "policy.yaml")
    dangers = [Danger.model_validate(plain_yaml.load(path)) for path in files]
    policy = Policy.model_validate(plain_yaml.load(place / "policy.yaml"))
    return Hearing(dangers={danger.rule: danger for danger in dangers}, policy=policy)
