"""What two questions have in common, in words: "also: thighs, fear of ALS"."""

from collections.abc import Iterable

from consilia import loaded

MOST_SHARED = 3
_PATTERNS = {"present": "{}", "absent": "no {}", "feared": "fear of {}"}
_ORDER = {"feared": 0, "site": 1, "present": 2, "absent": 3}


def shared_words(facets: Iterable[str]) -> list[str]:
    """Return at most three things in common as words, the most telling first; department, age and sex are left out.

    >>> shared_words(["als:feared", "department:neurology", "site:thigh"])
    ['fear of ALS (motor neurone disease)', 'thigh']
    """
    worded = [told for facet in facets if (told := _word(facet))]
    return [word for _, word in sorted(worded, key=lambda told: told[0])][:MOST_SHARED]


def _word(facet: str) -> tuple[int, str] | None:
    name, _, value = facet.partition(":")
    if name == "site":
        return _ORDER["site"], value.replace("-", " ")
    if value not in _PATTERNS or name not in loaded.lexicon().concepts:
        return None
    return _ORDER[value], _PATTERNS[value].format(loaded.lexicon().name(name))
