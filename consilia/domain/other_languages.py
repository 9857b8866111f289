"""One line of help in other languages, for somebody whose words could not be read."""

from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from consilia.domain import plain_yaml
from consilia.domain.locales import Locale


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LanguageLine(_File):
    """Where to ring, said in one language."""

    tag: str = Field(pattern=r"^[a-z]{2,3}(-[A-Za-z]+)?$")  # BCP 47
    name: str  # the language's own name for itself
    text: str = Field(pattern=r"\{emergency\}.*\{urgent\}")
    dir: Literal["ltr", "rtl"] = "ltr"


class OtherLanguages(_File):
    """`asking/other-languages.yaml`."""

    status: Literal["draft", "reviewed"]
    reviewed_by: str
    reviewed_on: date | None = None
    lines: tuple[LanguageLine, ...] = Field(min_length=1)

    def filled(self, locale: Locale) -> tuple[LanguageLine, ...]:
        """Return the lines with the numbers of a place."""
        numbers = {"emergency": locale.emergency.number, "urgent": locale.urgent.number}
        return tuple(line.model_copy(update={"text": line.text.format(**numbers)}) for line in self.lines)


def load_other_languages(folder: Path) -> OtherLanguages:
    """Return the lines of a knowledge folder. Raises pydantic.ValidationError for a file that does not fit."""
    return OtherLanguages.model_validate(plain_yaml.load(folder / "asking" / "other-languages.yaml"))
