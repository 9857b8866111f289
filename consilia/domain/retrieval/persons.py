"""How much less a question tells somebody because another kind of person asked it: age, sex, pregnancy. Softly."""

import re

from consilia.domain.retrieval.files import Persons

_AGE = re.compile(r"age:(\d+)")
_YEARS_OF_A_BAND = 10
_OLDEST_BAND = 90


def band_of(age_years: float) -> str:
    """Return the age band as the form has it: 34 is "30~39"."""
    start = int(age_years) // _YEARS_OF_A_BAND * _YEARS_OF_A_BAND
    return f"{_OLDEST_BAND}+" if start >= _OLDEST_BAND else f"{start}~{start + _YEARS_OF_A_BAND - 1}"


def of_another_person(ours: frozenset[str], theirs: frozenset[str], *, persons: Persons) -> float:
    """Return what is taken from the score of a question of somebody else's age, sex or state. Unknown takes nothing."""
    our_sex, their_sex = _sex(ours, persons=persons), _sex(theirs, persons=persons)
    cannot = {f"{concept}:present" for sex, of in persons.only.items() if sex != our_sex for concept in of}
    taken = 0.0
    if our_sex and theirs & cannot:
        taken = persons.cannot_have
    elif our_sex and their_sex and our_sex != their_sex:
        taken = persons.other_sex
    elif any(f"{state}:present" in theirs - ours for state in persons.states):
        taken = persons.other_state
    return taken + persons.age_apart * _bands_apart(ours, theirs, most=persons.most_bands_apart)


def _sex(facets: frozenset[str], *, persons: Persons) -> str:
    """Return the sex that is told, or that a finding tells, "" when neither does or they disagree."""
    told = {sex for sex in persons.only if f"sex:{sex}" in facets}
    told = told or {sex for sex, of in persons.only.items() if any(f"{concept}:present" in facets for concept in of)}
    return told.pop() if len(told) == 1 else ""


def _bands_apart(ours: frozenset[str], theirs: frozenset[str], *, most: int) -> int:
    """Return by how many bands more than one the two ages differ; 0 when one is not known."""
    bands = [[int(found[1]) for facet in facets if (found := _AGE.match(facet))] for facets in (ours, theirs)]
    if not all(bands):
        return 0
    apart = abs(bands[0][0] - bands[1][0]) // _YEARS_OF_A_BAND
    return min(max(apart - 1, 0), most)
