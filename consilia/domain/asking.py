"""The ages that change how somebody is asked and what may be published, and headings that spare the asker."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from consilia.domain import plain_yaml
from consilia.domain.provenance import KnowledgeFile, Review, Words


class AskingPolicy(BaseModel):
    """`asking/policy.yaml`; the file says why each age is what it is."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    adult_from_years: int = Field(ge=0, le=30)
    pregnancy_from_years: int = Field(ge=0)
    pregnancy_to_years: int = Field(le=70)

    def may_be_pregnant(self, *, sex: str, age_years: int | None) -> bool:
        """Whether to ask about pregnancy; an age that was not said is asked."""
        if sex == "male":
            return False
        return age_years is None or self.pregnancy_from_years <= age_years <= self.pregnancy_to_years


def load_asking(folder: Path) -> AskingPolicy:
    """Return the policy of a knowledge folder. Raises pydantic.ValidationError for a file that does not fit."""
    return AskingPolicy.model_validate(plain_yaml.load(folder / "asking" / "policy.yaml"))


class Heading(KnowledgeFile):
    """A heading that stands in place of somebody's first words, for the asker and for the staff."""

    asker: Words
    staff: Words


class Headings(KnowledgeFile):
    """`asking/headings.yaml`."""

    review: Review
    crisis: Heading


def load_headings(folder: Path) -> Headings:
    """Return the headings of a knowledge folder. Raises pydantic.ValidationError for a file that does not fit."""
    return Headings.model_validate(plain_yaml.load(folder / "asking" / "headings.yaml"))
