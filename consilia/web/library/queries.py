"""Finding guides: our own, which are knowledge files, and imported ones, which are rows."""

from dataclasses import dataclass

from consilia import loaded
from consilia.domain.guides import Guide
from consilia.domain.information import may_be_said
from consilia.domain.language import read
from consilia.domain.locales import Locale
from consilia.domain.triage import AskerExplanation, assess, explain_to_asker
from consilia.web.library.models import ImportedGuide


@dataclass(frozen=True)
class GuideLine:
    """A guide as a list shows it."""

    slug: str
    title: str
    summary: str
    minutes: int | None = None  # of reading; None for an imported one


def own_guides() -> list[GuideLine]:
    """Return the guides of this service, the longest first."""
    return [GuideLine(g.slug, title=g.title, summary=g.summary, minutes=g.minutes) for g in loaded.guides()]


def imported_guides() -> list[GuideLine]:
    """Return the imported guides by title."""
    rows = ImportedGuide.objects.order_by("title").values_list("slug", "title")
    return [GuideLine(slug, title=title, summary="") for slug, title in rows]


def own_guide(slug: str) -> Guide | None:
    """Return the guide of this service at the address, or None."""
    return next((guide for guide in loaded.guides() if guide.slug == slug), None)


def imported_guide(slug: str) -> ImportedGuide | None:
    """Return the imported guide at the address, or None. One of our own at the same address hides it."""
    return ImportedGuide.objects.filter(slug=slug).first()


def what_signs_mean(ticked: list[str], *, place: Locale, information_only: bool = False) -> AskerExplanation:
    """Return how soon to get help with the ticked warning signs, in the words and by the rules of triage.

    With `information_only` the words are the same for everybody, but for an emergency or a crisis.
    """
    reading = read(loaded.warning_signs().as_text(ticked), lexicon=loaded.lexicon())
    assessment = assess(reading, rules=loaded.rules())
    if not may_be_said(assessment, information_only=information_only):
        return loaded.information().explain(place)
    return explain_to_asker(assessment, reading, rules=loaded.rules(), locale=place)
