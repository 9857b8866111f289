"""Which department a question goes to: the one that fits best, unless nobody there can answer."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from consilia import loaded
from consilia.domain.triage.departments import GENERAL
from consilia.domain.triage.model import DepartmentHint
from consilia.web.accounts.queries import departments_that_answer


@dataclass(frozen=True)
class Suggested:
    """The department that is proposed, and the better one where nobody can answer here, if that is so."""

    id: str
    name: str
    because: str  # a sentence
    quotes: tuple[str, ...] = ()  # the asker's words that led to it
    instead_of: str = ""  # the name of the better one


def open_departments() -> frozenset[str]:
    """Return the ids of the departments in which somebody can answer; none in a house without doctors."""
    return frozenset(departments_that_answer().values_list("pk", flat=True))


def choices(open_ids: Collection[str]) -> list[tuple[str, str]]:
    """Return the departments to choose from, by name, with what each is for: those in which somebody can answer.

    While nobody can answer anywhere, as in a house that is being set up, it is every department that triage knows.
    """
    known = loaded.rules().departments.values()
    offered = [d for d in known if d.id in open_ids] or known
    return sorted(((d.id, f"{d.name}: {d.what_for}") for d in offered), key=lambda choice: choice[1])


def suggested(hints: Sequence[DepartmentHint], open_ids: Collection[str], *, text: str = "") -> Suggested:
    """Return the first of the hints in which somebody can answer; else general medicine, else any that answers.

    Its words are quoted from the text that was read, where that is given.
    """
    known = loaded.rules().departments
    best = hints[0]
    here = next((hint for hint in hints if not open_ids or hint.department in open_ids), None)
    if here is None:
        others = sorted((known[i].name, i) for i in open_ids if i in known)
        instead = GENERAL if GENERAL in open_ids or not others else others[0][1]
        better = known[best.department].name
        return Suggested(instead, known[instead].name, known[instead].reason, instead_of=better)
    return Suggested(
        here.department,
        known[here.department].name,
        here.reason,
        quotes=here.quotes(text),
        instead_of=known[best.department].name if here is not best else "",
    )
