"""Slows down whoever sends far more than a person would. Counts in memory, by a digest of the address.

Addresses are kept nowhere: what is counted is a keyed digest, and the key is made anew whenever the service starts. The
serving processes are forked from one that has loaded this module: they share key and counts.
Where visitors cannot be told apart (every request seems to come from this machine) nobody is slowed down, because all
would be. Why this and no library: docs/adr.
"""

import hashlib
import hmac
import ipaddress
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from consilia.web.shared.counters import SharedCounts
from consilia.web.shared.typed import given_back, is_for_a_person

View = Callable[..., HttpResponse]

_KEY = secrets.token_bytes(32)
_counts = SharedCounts(slots=50_000)
_SAFE = {"GET", "HEAD", "OPTIONS"}
_NETWORK_OF_ONE_HOUSEHOLD = 64  # bits of an IPv6 address


@dataclass(frozen=True)
class Limit:
    """At most `most` in `seconds`; 0 means no limit."""

    most: int
    seconds: int


def limited(what: str) -> Callable[[View], View]:
    """Refuse what one address sends (POST) more often than the limit named `what` allows, and give the words back."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method not in _SAFE and _count(request, what) > _most(what):
                return too_many(request, what)
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def limited_misses(what: str) -> Callable[[View], View]:
    """Refuse an address that has asked for too many pages that do not exist: it guesses."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if _count(request, what, by=0) >= _most(what):
                return too_many(request, what)
            try:
                return view(request, *args, **kwargs)
            except Http404:
                _count(request, what)
                raise

        return guarded

    return decorate


def too_many(request: HttpRequest, what: str) -> HttpResponse:
    """429: wait a little. What was typed comes back in a form that can be sent again."""
    wait = _seconds_left(what)
    shown = {"what": what, "minutes": -(-wait // 60)} | given_back(request)
    response = render(request, "shared/too-many.html", shown) if is_for_a_person(request) else HttpResponse()
    response.status_code = 429
    response["Retry-After"] = str(wait)
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def address_of(request: HttpRequest) -> str | None:
    """Return the address of a visitor's household, or None where visitors cannot be told apart.

    Behind proxies it is what the outermost of those that we trust saw (CONSILIA_PROXIES says how many they are).
    """
    peer, forwarded = request.META.get("REMOTE_ADDR", ""), request.META.get("HTTP_X_FORWARDED_FOR", "")
    if settings.PROXIES:
        seen = [part.strip() for part in forwarded.split(",")]
        return _household(seen[-settings.PROXIES]) if len(seen) >= settings.PROXIES else None
    try:
        ours = ipaddress.ip_address(peer)
    except ValueError:  # a socket of this machine
        return None
    # A proxy that nobody told us of stands there: all would share its address.
    return None if ours.is_loopback or (ours.is_private and forwarded) else _household(peer)


def tells_visitors_apart(request: HttpRequest) -> bool:
    """Whether the limits work for requests that come like this one."""
    return address_of(request) is not None


def _household(address: str) -> str | None:
    try:
        seen = ipaddress.ip_address(address)
    except ValueError:
        return None
    if isinstance(seen, ipaddress.IPv6Address) and seen.ipv4_mapped:
        seen = seen.ipv4_mapped
    if isinstance(seen, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((seen, _NETWORK_OF_ONE_HOUSEHOLD), strict=False))
    return str(seen)


def _most(what: str) -> float:
    return settings.LIMITS[what].most or float("inf")


def _count(request: HttpRequest, what: str, *, by: int = 1) -> int:
    """Count one more (or none) for the address of the request; return how many that makes in this stretch of time."""
    address, seconds = address_of(request), settings.LIMITS[what].seconds
    if address is None:
        return 0
    now = int(time.time())
    stretch = now // seconds
    key = hmac.new(_KEY, f"{what}:{stretch}:{address}".encode(), hashlib.sha256).digest()[:16]
    return _counts.add(key, by=by, now=now, until=(stretch + 1) * seconds)


def _seconds_left(what: str) -> int:
    seconds = settings.LIMITS[what].seconds
    return seconds - int(time.time()) % seconds
