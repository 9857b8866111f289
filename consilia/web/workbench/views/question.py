"""One question on a doctor's desk: reading, claiming, writing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.views.decorators.http import require_GET, require_POST

from consilia import loaded
from consilia.web.accounts.access import DoctorRequest, doctors_only
from consilia.web.questions.queries.page import leaflet_to_come
from consilia.web.questions.queries.visit import visit_page
from consilia.web.workbench import access, actions
from consilia.web.workbench.forms import DepartmentForm, DraftForm
from consilia.web.workbench.presenters.levels import waits
from consilia.web.workbench.queries.beside import near_questions
from consilia.web.workbench.queries.dossier import dossier
from consilia.web.workbench.queries.waiting import next_for


@doctors_only
@require_GET
def question(request: DoctorRequest, public_id: UUID) -> HttpResponse:
    """The question with all that is known of it, and the desk to answer it on."""
    asked = access.question_to_answer(public_id, doctor=request.doctor)
    return _show(request, asked_id=public_id, dossier=dossier(asked, doctor=request.doctor))


@doctors_only
@require_GET
def near(request: DoctorRequest, public_id: UUID) -> HttpResponse:
    """Answered questions like this one: loaded by the page itself, or a page of its own without JavaScript."""
    asked = access.question_to_answer(public_id, doctor=request.doctor)
    page = "workbench/parts/near.html" if request.headers.get("HX-Request") else "workbench/near.html"
    return render(request, page, near_questions(asked))


@doctors_only
@require_GET
def more_info(request: DoctorRequest, public_id: UUID) -> HttpResponse:
    """What the program will add below the answer, before anybody else reads it."""
    asked = access.question_to_answer(public_id, doctor=request.doctor)
    page = "workbench/parts/more_info.html" if request.headers.get("HX-Request") else "workbench/more_info.html"
    return render(request, page, {"question": asked, "leaflet": leaflet_to_come(asked)})


@doctors_only
@require_GET
def visit(request: DoctorRequest, public_id: UUID) -> HttpResponse:
    """The same one page that the asker can print, for the clinic's own record."""
    asked = access.question_to_answer(public_id, doctor=request.doctor)
    return render(request, "workbench/visit.html", {"question": asked, "page": visit_page(asked)})


def _show(request: DoctorRequest, *, asked_id: UUID, status: int = 200, **shown: Any) -> HttpResponse:
    shown |= {"snippets": loaded.snippets(), "window": get_random_string(20), "doctor": request.doctor}
    asked = shown["dossier"].question
    shown |= {"waited": waits(asked, now=timezone.now()), "next": next_for(request.doctor), "send_on": DepartmentForm()}
    return render(request, "workbench/question.html", shown, status=status)


@doctors_only
@require_POST
def claim(request: DoctorRequest, public_id: UUID) -> HttpResponse:
    """Take the question, also out of another's hands when the doctor says so."""
    asked = access.question_to_answer(public_id, doctor=request.doctor)
    try:
        actions.claim(asked, by=request.doctor, take_over="take_over" in request.POST)
    except actions.ClaimedByAnother as holder:
        messages.error(request, f"{holder} took this question a moment ago.")
    return redirect("work-question", public_id)


@doctors_only
@require_POST
def release(request: DoctorRequest, public_id: UUID) -> HttpResponse:
    """Give the question back to the queue."""
    asked = access.question_to_answer(public_id, doctor=request.doctor)
    actions.release(asked, by=request.doctor)
    messages.success(request, "The question is back in the queue. Your draft is kept.")
    return redirect("queue")


@doctors_only
@require_POST
def send_on(request: DoctorRequest, public_id: UUID) -> HttpResponse:
    """Put the question before another department."""
    asked = access.question_to_answer(public_id, doctor=request.doctor)
    form = DepartmentForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["department"])))
        return redirect("work-question", public_id)
    try:
        actions.send_to_department(asked, form.cleaned_data["department"], by=request.doctor)
    except actions.ClaimedByAnother as holder:
        messages.error(request, f"{holder} is answering this question now, so it stays.")
        return redirect("work-question", public_id)
    messages.success(request, f"The question is before {form.cleaned_data['department']} now.")
    return redirect("queue")


@require_POST
def save(request: DoctorRequest, public_id: UUID) -> HttpResponse:
    """Keep the draft; somebody who was logged out meanwhile gets the words back instead of losing them."""
    if not request.user.is_authenticated:
        shown = {"typed": request.POST.get("text", ""), "public_id": public_id}
        return render(request, "workbench/logged_out.html", shown, status=403)
    return _save(request, public_id)


@doctors_only
def _save(request: DoctorRequest, public_id: UUID) -> HttpResponse:
    """By the button of the form, or by the page itself while the doctor writes (Accept: JSON)."""
    is_page_itself = request.accepts("application/json") and not request.accepts("text/html")
    try:
        asked = access.question_to_answer(public_id, doctor=request.doctor)
    except Http404:
        return _gone(request, as_json=is_page_itself)
    form = DraftForm(request.POST)
    if not form.is_valid():
        return _refuse(request, form, public_id=public_id, as_json=is_page_itself)
    saved = actions.save_draft(asked, **form.cleaned_data, by=request.doctor)
    if is_page_itself:
        answer = {
            "revision": saved.draft.revision,
            "set_aside": saved.set_aside is not None,
            "taken_by": actions.taken_by_another(asked, doctor=request.doctor),
            "closed": asked.state == asked.State.CLOSED,
        }
        return JsonResponse(answer, status=409 if saved.set_aside else 200)
    if saved.set_aside:
        messages.warning(request, "Another window saved this answer meanwhile. Both versions are kept below.")
    elif "sign" in request.POST:
        return redirect("sign", public_id)
    else:
        messages.success(request, "Draft saved.")
    return redirect("work-question", public_id)


def _gone(request: DoctorRequest, *, as_json: bool) -> HttpResponse:
    """The asker took the question back while the doctor wrote: the words come back, for whatever they are good for."""
    if as_json:
        return JsonResponse({"gone": True}, status=410)
    return render(request, "workbench/gone.html", {"typed": request.POST.get("text", "")}, status=410)


def _refuse(request: DoctorRequest, form: DraftForm, *, public_id: UUID, as_json: bool) -> HttpResponse:
    """Nothing is lost: the page comes back with the words that could not be saved."""
    errors = [str(error) for errors in form.errors.values() for error in errors]
    if as_json:
        return JsonResponse({"errors": errors}, status=400)
    asked = access.question_to_answer(public_id, doctor=request.doctor)
    shown = dossier(asked, doctor=request.doctor)
    return _show(
        request, asked_id=public_id, status=400, dossier=shown, errors=errors, typed=request.POST.get("text", "")
    )


@doctors_only
@require_POST
def use_version(request: DoctorRequest, public_id: UUID, pk: int) -> HttpResponse:
    """Make the set-aside version the draft; the draft is then set aside."""
    asked = access.question_to_answer(public_id, doctor=request.doctor)
    actions.use_version(access.own_version(pk, question=asked, doctor=request.doctor), by=request.doctor)
    messages.success(request, "This version is your draft now. The other one is kept below.")
    return redirect("work-question", public_id)


@doctors_only
@require_POST
def drop_version(request: DoctorRequest, public_id: UUID, pk: int) -> HttpResponse:
    """Erase a set-aside version."""
    asked = access.question_to_answer(public_id, doctor=request.doctor)
    actions.drop_version(access.own_version(pk, question=asked, doctor=request.doctor), by=request.doctor)
    messages.success(request, "The other version is dropped.")
    return redirect("work-question", public_id)
