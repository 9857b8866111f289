"""Headers and cookies of pages that are one person's business."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpResponse

from consilia.web.questions.access import DRAFT_COOKIE

View = Callable[..., HttpResponse]


def for_one_person(view: View) -> View:
    """Let nobody store or index a page that shows private words."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> HttpResponse:
        response = view(*args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded


def behind_secret_link(view: View) -> View:
    """The same, and the address is handed on to nobody, not even to ourselves.

    The forms of such a page come with `Origin: null`; shared.middleware.OwnFormsOnly knows them for ours.
    """

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> HttpResponse:
        response = for_one_person(view)(*args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        return response

    return guarded


def with_draft_cookie(response: HttpResponse, *, key: str) -> HttpResponse:
    """Give the browser the key of its draft; it goes to the pages of asking alone."""
    response.set_cookie(
        DRAFT_COOKIE,
        key,
        max_age=settings.DRAFT_DAYS * 86_400,
        path="/ask/",
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
    return response
