"""The administrator's page on how well the search does here, and the doctor's word on which questions are the same."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from consilia.web.accounts.access import DoctorRequest, SignedInRequest, administrators_only, doctors_only
from consilia.web.workbench import access, actions
from consilia.web.workbench.queries.beside import near_questions
from consilia.web.workbench.queries.measuring import DAYS, search_quality


@doctors_only
@require_POST
def same(request: DoctorRequest, public_id: UUID, published_id: UUID) -> HttpResponse:
    """Say that a published answer answers this question too, or take that back. It measures the search, no more."""
    asked = access.question_to_answer(public_id, doctor=request.doctor)
    published = access.question_to_file(published_id)
    if "undo" in request.POST:
        actions.unsay_same(asked, published, by=request.doctor)
    else:
        actions.say_same(asked, published, by=request.doctor)
    if not request.headers.get("HX-Request"):
        return redirect("near", public_id)
    return render(request, "workbench/parts/near.html", near_questions(asked))


@administrators_only
@require_safe
def search(request: SignedInRequest) -> HttpResponse:
    """What visitors found, and how often the search finds what doctors say is the same."""
    return render(request, "workbench/search_quality.html", {"quality": search_quality(), "days": DAYS})


@administrators_only
@require_POST
def freeze(request: SignedInRequest) -> HttpResponse:
    """Freeze the pairs that stand now, and measure on them at once."""
    try:
        frozen = actions.freeze_pairs(by=request.user)
    except actions.NothingToMeasure:
        messages.error(request, "There are no pairs yet.")
        return redirect("search-quality")
    actions.measure(frozen, by=request.user)
    messages.success(request, "The pairs are frozen, and the search is measured on them.")
    return redirect("search-quality")


@administrators_only
@require_POST
def measure(request: SignedInRequest, pk: int) -> HttpResponse:
    """Measure the search of today on a frozen set."""
    actions.measure(access.pairs_to_measure(pk), by=request.user)
    messages.success(request, "Measured.")
    return redirect("search-quality")
