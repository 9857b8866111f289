"""The administrator's page on the language model."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from consilia.web.accounts.access import SignedInRequest, administrators_only
from consilia.web.smoothing import queries


@require_safe
@administrators_only
def language_model(request: SignedInRequest) -> HttpResponse:
    """Whether a model is used, what it was asked, and every wording that stands in place of ours."""
    return render(request, "smoothing/state.html", {"state": queries.state()})
