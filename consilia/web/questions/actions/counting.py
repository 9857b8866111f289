"""Counts what the search found and which card was opened: numbers of a day, with no word and no visitor in them.

No event stands in the trail, which notes deeds and not visits.
"""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from consilia.web.questions import searching
from consilia.web.questions.models import SearchCount

PLACES = {"search": 200, "typing": 4, "asking": 4}  # where cards stand, and how many at most


def count_search(*, found: bool) -> None:
    """Count a search on the search page, and whether it found anything."""
    _count("search", SearchCount.What.FOUND if found else SearchCount.What.NONE)


def count_opened(told: str) -> bool:
    """Count a card that was opened, as its link tells it ("typing-2": the second while typing); False for nonsense."""
    place, _, rank = told.partition("-")
    if not (rank.isascii() and rank.isdecimal() and len(rank) < 4 and 0 < int(rank) <= PLACES.get(place, 0)):
        return False
    _count(place, SearchCount.What.OPENED, rank=int(rank))
    return True


@transaction.atomic
def _count(place: str, what: SearchCount.What, *, rank: int = 0) -> None:
    same: dict[str, Any] = {
        "day": timezone.localdate(),
        "place": place,
        "version": searching.version(),
        "what": what,
        "rank": rank,
    }
    SearchCount.objects.get_or_create(**same)
    SearchCount.objects.filter(**same).update(count=F("count") + 1)
