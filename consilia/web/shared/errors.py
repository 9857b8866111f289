"""The error pages. Each keeps the emergency help in its usual place."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from consilia.web.shared.typed import given_back, is_for_a_person

STAFF = ("/desk/", "/staff/", "/ops/")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the address or the form cannot be read."""
    return render(request, "shared/error.html", {"kind": "bad-request"}, status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: logged in, but not for this."""
    return render(request, "shared/error.html", {"kind": "forbidden"}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such page, or not for a stranger's eyes; the two look the same."""
    return render(request, "shared/error.html", {"kind": "not-found"}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault. What was typed comes back in a form to send again, for the database may be what failed."""
    if not is_for_a_person(request):
        return HttpResponse(status=500)
    response = render(request, "shared/error.html", {"kind": "server-error"} | given_back(request), status=500)
    response["Cache-Control"] = "no-store, private"
    return response


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form's secret did not fit, mostly because the page was open for long. The draft is kept."""
    return render(
        request,
        "shared/error.html",
        {"kind": "stale-staff-form" if request.path.startswith(STAFF) else "stale-form"},
        status=403,
    )
