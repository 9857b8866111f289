"""Refuses what no browser sends, before any view sees it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware

from consilia.web.shared.errors import bad_request

NUL = "\x00"


class RefuseBrokenInput:
    """Answers 400 when an address holds a NUL, which neither database can store.

    NULs inside a form are the form's own business: it says so beside the field and keeps the rest.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if NUL in request.path or any(NUL in part for pair in request.GET.lists() for part in (pair[0], *pair[1])):
            return bad_request(request)
        return self.get_response(request)


class OwnFormsOnly(CsrfViewMiddleware):
    """Django's check against forged forms, for pages that hand on no referrer too.

    A page with `Referrer-Policy: no-referrer` (the asker's own, whose address is a secret) sends its forms with
    `Origin: null`, which Django takes for a stranger. The browser says in Sec-Fetch-Site, which no script can set, that
    the form is our own. The token is checked all the same.
    """

    def _origin_verified(self, request: HttpRequest) -> bool:
        if request.META.get("HTTP_ORIGIN") == "null" and request.META.get("HTTP_SEC_FETCH_SITE") == "same-origin":
            return True
        return bool(super()._origin_verified(request))  # type: ignore[misc]
