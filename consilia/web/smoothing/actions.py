"""Asks the language model about the sentences it has not seen. Runs in the worker, never while somebody waits."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from consilia import loaded
from consilia.domain.smoothing import UNCHANGED, refusal
from consilia.web.audit.actions import note
from consilia.web.smoothing import client, store
from consilia.web.smoothing.endpoint import Endpoint
from consilia.web.smoothing.queries import all_sendable
from consilia.web.smoothing.store import ACCEPTED, Kept

FAILURES_BEFORE_REST = 3
SAVE_EVERY = 10


@dataclass(frozen=True)
class Round:
    """How one round went: sentences by outcome, and failed requests by reason. No text."""

    outcomes: Counter[str]
    failures: Counter[str]
    left: int

    @property
    def accepted(self) -> int:
        return self.outcomes[ACCEPTED]

    @property
    def refused(self) -> int:
        return sum(n for outcome, n in self.outcomes.items() if outcome not in (ACCEPTED, UNCHANGED))


def smooth(
    *, limit: int | None = None, again: bool = False, on_step: Callable[[], None] = lambda: None
) -> Round | None:
    """Ask about sentences that were not asked about yet, judge the answers and keep them; None when it is off.

    `again` asks about every sentence; what was kept stands until a new answer takes its place. The round ends early
    after a few failures in a row: the model is away.
    """
    endpoint: Endpoint | None = settings.LANGUAGE_MODEL
    if endpoint is None:
        return None
    kept = {one.ours: one for one in store.load(endpoint) if one.ours in all_sendable()}
    waiting = sorted(all_sendable() if again else all_sendable() - kept.keys())
    outcomes, failures, in_a_row = Counter[str](), Counter[str](), 0
    for sentence in waiting[:limit]:
        on_step()
        try:
            one = _judged(sentence, endpoint=endpoint)
        except client.NoAnswer as failure:
            failures[failure.why] += 1
            in_a_row += 1
            if in_a_row >= FAILURES_BEFORE_REST:
                break
            continue
        in_a_row = 0
        kept[sentence] = one
        outcomes[one.outcome] += 1
        if not sum(outcomes.values()) % SAVE_EVERY:
            store.save(tuple(kept.values()), endpoint=endpoint)
    round_ = Round(outcomes, failures, left=len(waiting) - sum(outcomes.values()))
    _keep(round_, kept=tuple(kept.values()), endpoint=endpoint)
    return round_


def _judged(sentence: str, *, endpoint: Endpoint) -> Kept:
    """Return the model's wording where it may stand, and otherwise only why it may not."""
    rules = loaded.smoothing()
    wording = client.ask(sentence, endpoint=endpoint, request=rules.request)
    why = refusal(sentence, wording, rules=rules)
    now = timezone.now()
    if why:
        return Kept(ours=sentence, outcome=why, on=now)
    return Kept(ours=sentence, outcome=ACCEPTED, wording=wording.strip(), on=now)


@transaction.atomic
def _keep(round_: Round, *, kept: tuple[Kept, ...], endpoint: Endpoint) -> None:
    """Keep the answers and write the counts into the trail; a round in which nothing happened leaves no trace."""
    if not round_.outcomes and not round_.failures:
        return
    store.save(kept, endpoint=endpoint)
    note(
        "sentences smoothed",
        by=None,
        actor="system",
        model=endpoint.model,
        accepted=round_.accepted,
        refused=round_.refused,
        unchanged=round_.outcomes[UNCHANGED],
        reasons=dict(sorted(round_.outcomes.items())),
        failures=dict(sorted(round_.failures.items())),
    )
