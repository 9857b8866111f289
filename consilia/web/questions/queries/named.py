"""Topics and doctors that somebody's words name."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from django.db.models import Q

from consilia import loaded
from consilia.domain.language.model import Reading
from consilia.domain.retrieval.preparing import clean, tokens
from consilia.domain.topics import match_topics
from consilia.web.accounts.models import Doctor
from consilia.web.questions.access import is_public
from consilia.web.questions.presenters.cards import DoctorLink, doctor_link
from consilia.web.questions.queries.lists import TopicLink, topics_of

MOST_OF_A_KIND = 5
_SHORTEST_NAME = 2
_MOST_WORDS = 30


def topics_named(looked_for: Sequence[str], *, reading: Reading) -> list[TopicLink]:
    """Return the topics that the words name, then those that what was understood of them speaks for."""
    links = {(link.department_id, link.slug): link for link in topics_of()}
    synonyms = {(t.department, t.slug): t.synonyms for t in loaded.topics().topics}
    named = [(_shared([link.name, *synonyms.get(key, ())], looked_for), link) for key, link in links.items()]
    by_name = sorted((n for n in named if n[0]), key=lambda n: (-n[0], -n[1].count, n[1].name))
    filed = [match.topic for match in match_topics(reading, topics=loaded.topics()) if match.is_filed]
    by_meaning = [links[topic.department, topic.slug] for topic in filed]
    return list(dict.fromkeys([*(link for _, link in by_name), *by_meaning]))[:MOST_OF_A_KIND]


def doctors_named(words: Iterable[str]) -> list[DoctorLink]:
    """Return the doctors with a public answer whose name, or whose hospital's, has one of the words as a part."""
    empty = loaded.retrieval().words.empty
    parts = [word for word in words if len(word) >= _SHORTEST_NAME and word not in empty][:_MOST_WORDS]
    wanted = Q()
    for part in parts:
        wanted |= Q(name__icontains=part) | Q(hospital__name__icontains=part)
    if not parts:
        return []
    answered = is_public("replies__question__") & Q(replies__signed_at__isnull=False)
    rows = Doctor.objects.filter(wanted).filter(answered).select_related("department", "hospital").distinct()
    scored = [(_parts_of_name(row, parts), row) for row in rows.order_by("name")[: 20 * MOST_OF_A_KIND]]
    best = sorted((s for s in scored if s[0]), key=lambda s: -s[0])
    return [doctor_link(doctor) for _, doctor in best[:MOST_OF_A_KIND]]


def _parts_of_name(doctor: Doctor, words: list[str]) -> int:
    """How many of the words begin a part of the name (twice as much) or of the hospital's."""
    in_name, in_hospital = doctor.name.casefold().split(), (doctor.hospital.name if doctor.hospital else "").casefold()
    return sum(
        2 * any(part.startswith(word) for part in in_name) + any(p.startswith(word) for p in in_hospital.split())
        for word in words
    )


def _shared(names: Iterable[str], looked_for: Sequence[str]) -> int:
    """How many of the tokens looked for stand in one of the names: the best of them."""
    return max(len(_tokens_of(name).intersection(looked_for)) for name in names)


@lru_cache(maxsize=2000)  # a few hundred names, the same for each search
def _tokens_of(name: str) -> frozenset[str]:
    return frozenset(tokens(clean(name)))
