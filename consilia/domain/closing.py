"""Why a doctor may close a question without an answer, and what the asker then reads."""

from pathlib import Path

from pydantic import Field

from consilia.domain import plain_yaml
from consilia.domain.locales import Locale
from consilia.domain.provenance import KnowledgeFile, Review, Slug, Words


class ClosingReason(KnowledgeFile):
    """One reason: title and hint for the doctor, `asker` for the asker."""

    id: Slug
    title: Words
    hint: Words
    in_danger: bool = False  # whether it may be chosen in an emergency or a crisis
    asker: Words

    def told(self, locale: Locale) -> str:
        """Return what the asker reads, with the numbers and names of a place."""
        return _filled(self.asker, locale)


class Closing(KnowledgeFile):
    """`workbench/closing.yaml`."""

    about: Words
    review: Review
    heading: Words
    safety_net: Words
    reasons: tuple[ClosingReason, ...] = Field(min_length=1)

    def reason(self, reason_id: str) -> ClosingReason | None:
        """Return the reason of that id; None for one that the file does not hold any more."""
        return next((reason for reason in self.reasons if reason.id == reason_id), None)

    def net(self, locale: Locale) -> str:
        """Return what stands below every reason, with the numbers of a place."""
        return _filled(self.safety_net, locale)


def _filled(text: str, locale: Locale) -> str:
    return text.format(**{name: getattr(locale, name) for name in type(locale).model_fields})


def load_closing(folder: Path) -> Closing:
    """Return the reasons of a knowledge folder. Raises pydantic.ValidationError for a file that does not fit."""
    return Closing.model_validate(plain_yaml.load(folder / "workbench" / "closing.yaml"))
