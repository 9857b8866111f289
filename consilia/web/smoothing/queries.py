"""The state of the language model, and More Info with the wordings that were accepted."""

from collections import Counter
from dataclasses import dataclass
from functools import cache

from django.conf import settings

from consilia import loaded
from consilia.domain.composing import Leaflet
from consilia.domain.smoothing import UNCHANGED, may_be_sent, smoothed
from consilia.domain.smoothing.sending import Sendable
from consilia.web.smoothing import store
from consilia.web.smoothing.endpoint import Endpoint
from consilia.web.smoothing.store import ACCEPTED, Kept


@dataclass(frozen=True)
class State:
    """What the administrator sees: the model, the counts, and each accepted wording beside ours."""

    endpoint: Endpoint | None
    accepted: tuple[Kept, ...] = ()
    unchanged: int = 0
    refused: tuple[tuple[str, int], ...] = ()
    waiting: int = 0
    sendable: int = 0

    @property
    def refusals(self) -> int:
        return sum(number for _, number in self.refused)


@cache
def _sendable() -> Sendable:
    return may_be_sent(loaded.composing(), rules=loaded.smoothing())


@cache
def all_sendable() -> frozenset[str]:
    """Return every sentence that may be sent."""
    return frozenset().union(*_sendable().values())


def state() -> State:
    """Return how the language model is doing."""
    endpoint: Endpoint | None = settings.LANGUAGE_MODEL
    if endpoint is None:
        return State(None, sendable=len(all_sendable()))
    kept = [one for one in store.load(endpoint) if one.ours in all_sendable()]
    reasons = Counter(one.outcome for one in kept if one.outcome not in (ACCEPTED, UNCHANGED))
    return State(
        endpoint,
        accepted=tuple(one for one in kept if one.outcome == ACCEPTED),
        unchanged=sum(one.outcome == UNCHANGED for one in kept),
        refused=tuple(sorted(reasons.items())),
        waiting=len(all_sendable()) - len(kept),
        sendable=len(all_sendable()),
    )


def facts() -> list[tuple[str, str, str]]:
    """Return the line of the status page."""
    now = state()
    if now.endpoint is None:
        return [("language model", "off: nothing is sent to anybody", "")]
    where = "on this machine" if now.endpoint.is_here else "on another machine"
    counts = f"{len(now.accepted)} sentences smoothed, {now.refusals} refused, {now.waiting} not asked about yet"
    return [("language model", f"{now.endpoint.model} {where}: {counts}", "")]


def with_wordings(leaflet: Leaflet) -> tuple[Leaflet, str]:
    """Return the leaflet as it is shown, and the model's name when it worded something; no model, no change.

    Nothing is sent here: only wordings that were accepted before are used, and each is judged again.
    """
    endpoint: Endpoint | None = settings.LANGUAGE_MODEL
    if endpoint is None:
        return leaflet, ""
    wordings = {one.ours: one.wording for one in store.load(endpoint) if one.outcome == ACCEPTED}
    shown, changed = smoothed(leaflet, wordings=wordings, sendable=_sendable(), rules=loaded.smoothing())
    return shown, endpoint.model if changed else ""
