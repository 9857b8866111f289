"""What two questions can have in common, as short texts: findings with their stance, sites, age, department."""

from collections.abc import Iterable

from consilia.domain.language.model import Reading, Stance
from consilia.domain.retrieval.persons import band_of

_TOLD = {Stance.PRESENT: "present", Stance.UNSURE: "present", Stance.ABSENT: "absent", Stance.FEARED: "feared"}


def facets_of(
    reading: Reading, *, departments: Iterable[str] = (), age_band: str = "", sex: str = ""
) -> frozenset[str]:
    """Return the facets of a question: "concept:stance", "site:face", "age:20~29", "sex:male", "department:neurology".

    Age and sex that the form does not give are those that the text tells. Unsure counts as present. What is over,
    merely asked about or somebody else's is no facet. A concept that the text both has and denies keeps both.
    """
    found = {f"{f.concept}:{_TOLD[f.stance]}" for f in reading.findings if f.stance in _TOLD and f.about != "other"}
    sites = {
        f"site:{site}" for f in reading.findings if f.stance in {Stance.PRESENT, Stance.UNSURE} for site in f.sites
    }
    named = {f"department:{department}" for department in departments if department}
    age_band = age_band or (band_of(reading.person.age_years) if reading.person.age_years is not None else "")
    sex = sex or reading.person.sex
    age, of_sex = {f"age:{age_band}"} if age_band else set(), {f"sex:{sex}"} if sex else set()
    return frozenset(found | sites | named | age | of_sex)
