"""Signing an answer, after the doctor has seen the whole of it once more."""

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from consilia import loaded
from consilia.web.accounts.access import DoctorRequest, doctors_only
from consilia.web.workbench import access, actions
from consilia.web.workbench.actions.signing import why_not_signed
from consilia.web.workbench.forms import SignForm
from consilia.web.workbench.gate import why_not_public
from consilia.web.workbench.presenters.gate import WHY_NOT_SIGNED
from consilia.web.workbench.presenters.placeholders import open_places
from consilia.web.workbench.queries.last_look import last_look, still_open


@doctors_only
@require_http_methods(["GET", "POST"])
def sign(request: DoctorRequest, public_id: UUID) -> HttpResponse:
    """Show the whole answer; sign it when the doctor confirms the very revision that was shown."""
    asked = access.question_to_answer(public_id, doctor=request.doctor)
    form = SignForm(request.POST)
    looked_at = {name.removeprefix("look-"): request.POST[name] for name in request.POST if name.startswith("look-")}
    if request.method == "POST" and form.is_valid():
        return _sign(request, asked, revision=form.cleaned_data["revision"], looked_at=looked_at)
    return _show(request, asked)


def _show(request: DoctorRequest, asked: access.Question, *, said: Mapping[str, str] | None = None) -> HttpResponse:
    """The page before signing; with what was `said` of the points again, because one is still open."""
    draft = access.own_draft(asked, doctor=request.doctor)
    revision = draft.revision if draft else 0
    if draft is None or (reason := why_not_signed(asked, draft, revision=revision, doctor=request.doctor)):
        messages.error(request, WHY_NOT_SIGNED[reason if draft else "empty"])
        return redirect("work-question", asked.public_id)
    points = last_look(asked, draft.text)
    shown = {
        "question": asked,
        "draft": draft,
        "doctor": request.doctor,
        "open_places": open_places(draft.text),
        "points": [(point, (said or {}).get(point.key, "")) for point in points],
        "choices": loaded.last_look().choices,
        "missing": () if said is None else still_open(points, looked_at=said),
    }
    return render(request, "workbench/sign.html", shown, status=200 if said is None else 422)


def _sign(
    request: DoctorRequest, asked: access.Question, *, revision: int, looked_at: Mapping[str, str]
) -> HttpResponse:
    try:
        actions.sign(asked, revision=revision, looked_at=looked_at, by=request.doctor)
    except actions.CannotSign as reason:
        if str(reason) == "overlooked":
            return _show(request, asked, said=looked_at)
        messages.error(request, WHY_NOT_SIGNED[str(reason)])
        return redirect("work-question", asked.public_id)
    messages.success(request, "Signed. The asker can read your answer now.")
    if why_not_public(asked):
        return redirect("work-question", asked.public_id)
    return redirect("publish", asked.public_id)
