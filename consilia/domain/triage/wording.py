"""The schema of `knowledge/advice`: all that is told beside a rule's own words, and who reviewed it."""

from collections.abc import Sequence
from pathlib import Path

from consilia.domain import plain_yaml
from consilia.domain.language.model import Finding
from consilia.domain.triage.files import BrokenRule, Condition, File, Line, Review, Several
from consilia.domain.triage.model import Urgency


class LevelText(File):
    """What the asker is told at one level."""

    card: str  # emergency, urgent, non-urgent or none: the look of the advice card
    heading: Line
    lead: Line
    do: tuple[Line, ...]
    safety_net: Line
    doctor: Line
    nobody_watches: Line = ""


class FallbackText(File):
    """What is said when no rule spoke, by the name of the fallback."""

    asker: Line
    doctor: Line


class Settled(File):
    """When a complaint counts as assessed and stable, so that it steps down from urgent or soon."""

    assessed: tuple[Condition, ...]
    at_least_days: float
    unless_course: Several
    unless_onset: Several
    becomes: dict[Urgency, Urgency]
    looks: Several  # concepts that tell of a doctor's look or a test; in a rule's `none` they calm
    too_early_within_days: float  # they do not calm what began within so many days, unless they are as new

    def looked_at(self, findings: Sequence[Finding], *, look: Finding) -> bool:
        """Whether a look can have been at these findings: not at fresher ones, and not at another place of the body."""
        if self._is_fresh(findings) and not self._is_fresh([look]):
            return False
        places = {site for f in findings for site in f.sites}
        return not look.sites or not places.isdisjoint(look.sites)

    def _is_fresh(self, findings: Sequence[Finding]) -> bool:
        days = (f.since.days for f in findings if f.since)
        return any(d is not None and d <= self.too_early_within_days for d in days)


class Others(File):
    """When a danger to somebody other than the person asked for counts, and which rules already look at others."""

    within_days: float  # it is known to have begun within so many days
    unless_known: Several  # or nobody says when, and the person has none of these illnesses that are known
    unless_habit: Several  # nor one of these words beside it, which tell of a habit
    unless_past: Several  # nor one of these, which tell of the past, when none of the next stands beside it
    present: Several
    news: Several  # words beside it that make it news all the same


class Fallbacks(File):
    """How a question is placed when no rule spoke (KNOWLEDGE RF34), and what is then said."""

    complaints: Several  # concepts that are a complaint when somebody has them
    conditions: Several  # diagnosed conditions: an ordinary matter for the doctor who knows the person
    minor: Several  # complaints that need nobody when they are short and in one place
    minor_below_days: float
    together: Several  # lines of minor complaints that belong together, such as those of a cold
    trifles: Several  # minor complaints that need nobody when one stands alone and nobody dates it
    trifles_unless: Several  # nor one of these words anywhere in the text
    told_words: int  # so many words beside a question tell of something
    story_words: int  # so many tell a story, of which something was understood, but no complaint of now
    least_when_unreadable: Urgency
    least_when_not_understood: Urgency
    least_when_not_understood_and_new: Urgency
    just_now: Several  # concepts that tell of something that began minutes or hours ago
    least_when_half_answered: Urgency
    texts: dict[str, FallbackText]


class Special(File):
    """What is told instead of a level's own words."""

    crisis: LevelText  # words of self-harm, unless an ambulance is needed anyway
    unreadable: LevelText  # words that nobody could read, unless a sign of danger was heard all the same


class Answered(File):
    """What is said of a reason that rests on an answer, or that the asker left open. `{question}` is what was asked."""

    yes: Line
    unsure: Line
    told_unsure: Line  # no question was asked: the asker's own words leave it open
    doctor_yes: Line
    doctor_unsure: Line


class Advice(File):
    """All wording that is not a rule's own, and who reviewed each file of it."""

    levels: dict[Urgency, LevelText]
    special: Special
    lines: dict[str, Line]
    settled: Settled
    others: Others
    fallbacks: Fallbacks
    answered: Answered
    reviews: dict[str, Review]


def load_advice(folder: Path) -> Advice:
    """Return the wording and thresholds of `knowledge/advice`. Raises BrokenRule naming the file at fault."""
    names = [name for name in Advice.model_fields if name != "reviews"]
    held = {name: plain_yaml.load(folder / f"{name}.yaml") for name in names}
    parts = {name: part for name, part in held.items() if isinstance(part, dict)}
    reviews = {name: part.pop("review", None) for name, part in parts.items()}
    try:
        return Advice.model_validate({**parts, "reviews": reviews})
    except ValueError as error:
        raise BrokenRule(f"advice: {error}") from error
