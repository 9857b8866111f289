"""The warning-sign checker: sentences to tick, judged by the very rules that judge a question in free words."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from consilia.domain import plain_yaml
from consilia.domain.provenance import KnowledgeFile, Review, Slug, Words
from consilia.domain.triage.model import Urgency


class WarningSign(KnowledgeFile):
    """A sentence that a person may tick. `at_least` is the level that the rules must reach for it alone."""

    id: Slug
    says: Words
    at_least: Urgency


class SignGroup(KnowledgeFile):
    """Signs under one heading."""

    title: Words
    signs: Annotated[tuple[WarningSign, ...], Field(min_length=1)]


class WarningSigns(KnowledgeFile):
    """All signs. `begins_with` is what everybody who uses the checker has."""

    review: Review
    begins_with: Words
    groups: tuple[SignGroup, ...]

    @model_validator(mode="after")
    def _ids_stand_once(self) -> "WarningSigns":
        ids = [sign.id for sign in self.signs]
        if len(set(ids)) < len(ids):
            raise ValueError("a sign stands twice")
        return self

    @property
    def signs(self) -> tuple[WarningSign, ...]:
        return tuple(sign for group in self.groups for sign in group.signs)

    def among(self, ticked: Iterable[str]) -> list[str]:
        """Return those of the ids that are signs, in the order of the list."""
        chosen = set(ticked)
        return [sign.id for sign in self.signs if sign.id in chosen]

    def as_text(self, ticked: Iterable[str]) -> str:
        """Return what somebody who ticked these ids says, in the order of the list. Unknown ids say nothing."""
        chosen = self.among(ticked)
        return " ".join([self.begins_with, *(sign.says for sign in self.signs if sign.id in chosen)])


def load_warning_signs(folder: Path) -> WarningSigns:
    """Return the warning signs under `folder` (consilia/knowledge)."""
    return WarningSigns.model_validate(plain_yaml.load(folder / "warning-signs/signs.yaml"))
