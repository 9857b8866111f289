"""Finds medicines whose names are in no list: strange words with a dose, a form or a verb of taking beside them."""

import re
from collections.abc import Iterable, Sequence

from consilia.domain.language.files import KnowledgeFile
from consilia.domain.language.patterns import Label, Match
from consilia.domain.language.spelling import Speller
from consilia.domain.language.words import Words

_DOSE = re.compile(r"\d+(?:\.\d+)?(?:mg|mcg|ug|ml|iu|gm|g)s?$")
_REACH = 4  # words between a kind of medicine and "called"
_MEDICINE = Label("medication")


class MedicineNames(KnowledgeFile):
    """The content of `knowledge/words/medicine-names.yaml`."""

    shortest: int
    endings: tuple[str, ...]
    forms_before: frozenset[str]
    forms_behind: frozenset[str]
    called: frozenset[str]
    kinds: frozenset[str]
    units: frozenset[str]
    strengths: frozenset[str]  # numbers that stand behind a brand without a unit: "Clavam 625"
    taking: frozenset[str]  # what is strange right behind them is a medicine
    given: frozenset[str]  # behind these words it is one if a habit or a strength follows
    habits: frozenset[str]
    no_names: frozenset[str]


def unlisted_medicines(words: Words, *, found: Iterable[Match], names: MedicineNames, speller: Speller) -> list[Match]:
    """Return a match for each strange word that stands like a medicine and is no part of what was found already."""
    covered = {i for match in found for i in match.took}
    matches = []
    for i, word in enumerate(words.written):
        if len(word) < names.shortest or not word.isalpha() or i in covered or word in names.no_names:
            continue
        if speller.is_strange(word) and (word.endswith(names.endings) or _stands_like_one(i, words.plain, names)):
            matches.append(Match(_MEDICINE, i, i + 1, frozenset({i})))
    return matches


def _stands_like_one(i: int, plain: Sequence[str], names: MedicineNames) -> bool:
    before = plain[i - 1] if i else ""
    behind = plain[i + 1] if i + 1 < len(plain) else ""
    next_but_one = plain[i + 2] if i + 2 < len(plain) else ""
    if behind in names.forms_behind or before in names.forms_before or before in names.taking:
        return True
    if _DOSE.fullmatch(behind) or (behind.replace(".", "").isdigit() and next_but_one in names.units):
        return True
    if before in names.called and not names.kinds.isdisjoint(plain[max(0, i - 1 - _REACH) : i - 1]):
        return True
    is_given = not names.given.isdisjoint(
        (before, " ".join(plain[max(0, i - 2) : i]), " ".join(plain[max(0, i - 3) : i]))
    )
    return is_given and (behind in names.strengths or behind in names.habits)
