"""Closing a question without an answer, opening it again, and the list of those that are closed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from consilia.web.accounts.access import DoctorRequest, doctors_only
from consilia.web.workbench import access, actions
from consilia.web.workbench.forms import ClosingForm
from consilia.web.workbench.presenters.gate import WHY_NOT_CLOSED
from consilia.web.workbench.queries.closed import closed as closed_page


@doctors_only
@require_safe
def closed(request: DoctorRequest) -> HttpResponse:
    """What was closed without an answer, to look at it again."""
    return render(request, "workbench/closed.html", {"closed": closed_page(request.GET.get("page"))})


@doctors_only
@require_http_methods(["GET", "POST"])
def close(request: DoctorRequest, public_id: UUID) -> HttpResponse:
    """Choose why, see what the asker will read, and close it."""
    asked = access.question_to_answer(public_id, doctor=request.doctor)
    must_note = actions.needs_a_note(asked)
    form = ClosingForm(request.POST if request.method == "POST" else None, must_note=must_note)
    if not form.is_valid():
        shown = {"question": asked, "form": form, "must_note": must_note}
        return render(request, "workbench/close.html", shown, status=400 if form.errors else 200)
    try:
        actions.close(asked, **form.cleaned_data, by=request.doctor)
    except actions.CannotClose as reason:
        messages.error(request, WHY_NOT_CLOSED[str(reason)])
        return redirect("work-question", public_id)
    messages.success(request, "Closed. The asker can read why. You find it again under Closed.")
    return redirect("queue")


@doctors_only
@require_POST
def reopen(request: DoctorRequest, public_id: UUID) -> HttpResponse:
    """Put it back into the queue."""
    actions.reopen(access.question_to_answer(public_id, doctor=request.doctor), by=request.doctor)
    messages.success(request, "The question waits for a doctor again.")
    return redirect("work-question", public_id)
