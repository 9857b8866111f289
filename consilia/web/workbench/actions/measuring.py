"""Says that two questions are the same, freezes such pairs, and measures the search on them."""

import hashlib
import json
from typing import Any

from django.db import transaction

from consilia import loaded
from consilia.web.accounts.models import Doctor, User
from consilia.web.audit.actions import note
from consilia.web.questions import searching
from consilia.web.questions.access import public_questions
from consilia.web.questions.models import FrozenPairs, IndexEntry, Measurement, Question, SameQuestion

MOST_PAIRS = 500  # of a frozen set, the newest: more would take longer than a page may
LOOKED_AT = 10


class NothingToMeasure(ValueError):
    """No doctor has said yet that two questions are the same."""


@transaction.atomic
def say_same(question: Question, published: Question, *, by: Doctor) -> None:
    """Keep that a published answer answers this question too. Saying it twice says it once."""
    if question.pk == published.pk:
        return
    _, is_new = SameQuestion.objects.get_or_create(question=question, published=published, defaults={"made_by": by})
    if is_new:
        thing = f"question:{question.pk}"
        note("same question said", by=by.user, actor="doctor", thing=thing, published=published.pk)


@transaction.atomic
def unsay_same(question: Question, published: Question, *, by: Doctor) -> None:
    """Take back that two questions are the same."""
    count, _ = SameQuestion.objects.filter(question=question, published=published).delete()
    if count:
        thing = f"question:{question.pk}"
        note("same question unsaid", by=by.user, actor="doctor", thing=thing, published=published.pk)


@transaction.atomic
def freeze_pairs(*, by: User) -> FrozenPairs:
    """Freeze the pairs that stand now and return the set; the same pairs make the same set.

    Raises NothingToMeasure when there are none.
    """
    newest = SameQuestion.objects.filter(published__in=public_questions()).values_list("question_id", "published_id")
    pairs = sorted(list(pair) for pair in newest[:MOST_PAIRS])
    if not pairs:
        raise NothingToMeasure("no doctor has said of two questions that they are the same")
    digest = hashlib.sha256(json.dumps(pairs).encode()).hexdigest()
    frozen, is_new = FrozenPairs.objects.get_or_create(digest=digest, defaults={"pairs": pairs})
    if is_new:
        note("pairs frozen", by=by, actor="admin", thing=f"pairs:{frozen.pk}", count=len(pairs), digest=digest[:12])
    return frozen


@transaction.atomic
def measure(frozen: FrozenPairs, *, by: User) -> Measurement:
    """Search for each question of a frozen set as it is written, and keep how often its published pair was found.

    A pair of which one is deleted or no longer public is left out and not counted.
    """
    questions = Question.objects.in_bulk([question for question, _ in frozen.pairs])
    public = set(public_questions().filter(pk__in=[p for _, p in frozen.pairs]).values_list("pk", flat=True))
    ranks: dict[str, list[int]] = {"development": [], "kept back": []}
    reason = ""
    for asked, published in frozen.pairs:
        if asked in questions and published in public:
            rank, reason = _rank(questions[asked], published)
            ranks[_half(questions[asked])].append(rank)
    made = Measurement.objects.create(
        frozen=frozen,
        search_version=searching.version(),
        knowledge_version=loaded.knowledge_version(),
        code_version=loaded.code_version(),
        fallback_reason=reason,
        halves={half: _figures(found) for half, found in ranks.items()},
    )
    note("search measured", by=by, actor="admin", thing=f"pairs:{frozen.pk}", version=made.search_version)
    return made


def _rank(asked: Question, published: int) -> tuple[int, str]:
    """Where the published question, or a twin with the same words, was found; 0 when not among the first ten.

    -1 when nothing was found at all.
    """
    found = searching.find_like(asked.text, k=LOOKED_AT, exclude=[asked.pk])
    if found.nothing_like_it:
        return -1, found.fallback_reason
    same = IndexEntry.objects.filter(question_id=published).values("content_hash")
    twins = set(IndexEntry.objects.filter(content_hash__in=same).values_list("question_id", flat=True))
    places = [rank for rank, key in enumerate(found.keys, 1) if int(key) in twins]
    return min(places, default=0), found.fallback_reason


def _half(question: Question) -> str:
    """Which half of the pairs a question is in, the same for ever: half is for looking at, half is kept back."""
    is_even = hashlib.sha256(question.public_id.bytes).digest()[0] % 2 == 0
    return "development" if is_even else "kept back"


def _figures(ranks: list[int]) -> dict[str, Any]:
    count = len(ranks) or 1
    return {
        "pairs": len(ranks),
        "in_four": round(sum(0 < rank <= 4 for rank in ranks) / count, 3),
        "in_ten": round(sum(rank > 0 for rank in ranks) / count, 3),
        "mrr": round(sum(1 / rank for rank in ranks if rank > 0) / count, 3),
        "none": round(sum(rank < 0 for rank in ranks) / count, 3),
    }
