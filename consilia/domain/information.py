"""What is said in place of a level of urgency where the operator may give general information only."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from consilia.domain import plain_yaml
from consilia.domain.locales import Locale
from consilia.domain.triage.explain import AskerExplanation
from consilia.domain.triage.model import Assessment, Urgency


class GeneralInformation(BaseModel):
    """`advice/general-information.yaml`: the same words for everybody."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    heading: str
    lead: str
    do: tuple[str, ...] = Field(min_length=1)
    safety_net: str

    def explain(self, locale: Locale) -> AskerExplanation:
        """Return the words with the numbers of a place, in the shape of an explanation that tells of no level."""
        names = {name: getattr(locale, name) for name in type(locale).model_fields}
        return AskerExplanation(
            urgency=Urgency.SELFCARE,
            card="none",
            heading=self.heading,
            lead=self.lead.format(**names),
            nobody_watches="",
            do_now=tuple(line.format(**names) for line in self.do),
            reasons=(),
            highlights=(),
            fallback="",
            still_open="",
            questions=(),
            safety_net=self.safety_net.format(**names),
            numbers=(locale.emergency, locale.urgent),
            crisis=False,
        )


def may_be_said(assessment: Assessment, *, information_only: bool) -> bool:
    """Whether the person may be told how soon somebody should look. An emergency and a crisis are always said.

    So are words that nobody could read: that is no level, and silence would read as "all is well".
    """
    if not information_only or assessment.crisis or assessment.urgency is Urgency.EMERGENCY:
        return True
    return not assessment.is_understood


def load_general_information(folder: Path) -> GeneralInformation:
    """Return the words of a knowledge folder. Raises pydantic.ValidationError for a file that does not fit."""
    return GeneralInformation.model_validate(plain_yaml.load(folder / "advice" / "general-information.yaml"))
