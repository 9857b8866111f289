"""Health for monitors, status and trail for the administrator."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from consilia.web.accounts.access import SignedInRequest, administrators_only
from consilia.web.audit.queries import all_events
from consilia.web.ops import queries
from consilia.web.shared.limits import tells_visitors_apart

EVENTS_A_PAGE = 100


@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """200 while people can use the service, 503 when they cannot; the parts by name."""
    facts = queries.health()
    level = queries.worst(facts)
    parts = {fact.name: {"value": fact.value, "status": fact.level} for fact in facts}
    return JsonResponse({"status": level, "parts": parts}, status=503 if level == "failed" else 200)


@administrators_only
def status(request: SignedInRequest) -> HttpResponse:
    """How the house is doing, for the administrator."""
    facts = queries.status(visitors_told_apart=tells_visitors_apart(request))
    return render(request, "ops/status.html", {"facts": facts})


@administrators_only
def trail(request: SignedInRequest) -> HttpResponse:
    """Who did what, and when: ids and levels, never what a person wrote."""
    page = Paginator(all_events(), EVENTS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "ops/trail.html", {"page": page})
