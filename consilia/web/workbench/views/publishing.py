"""Publishing an answered question: edit the words, look at the page as strangers will, confirm."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from consilia.web.accounts.access import DoctorRequest, doctors_only
from consilia.web.workbench import access, actions
from consilia.web.workbench.forms import PublicForm
from consilia.web.workbench.gate import why_not_public
from consilia.web.workbench.presenters.gate import WHY_NOT_PUBLIC
from consilia.web.workbench.queries import preview


@doctors_only
@require_http_methods(["GET", "POST"])
def publish(request: DoctorRequest, public_id: UUID) -> HttpResponse:
    """Edit, then preview, then publish. Only words that were previewed can be published."""
    asked = access.own_answered(public_id, doctor=request.doctor)
    if reasons := why_not_public(asked):
        return _closed(request, asked, reasons)
    form = PublicForm(request.POST if request.method == "POST" else None, question=asked)
    if not form.is_valid():
        return _edit(request, asked, form)
    words = form.words()
    if "edit" in request.POST:
        return _edit(request, asked, form, words=words)
    is_seen = preview.is_sealed(form.cleaned_data["seal"], asked, words, doctor_id=request.doctor.pk)
    if "publish" in request.POST and is_seen and form.cleaned_data["confirmed"]:
        return _publish(request, asked, words)
    return _preview(request, asked, words, unconfirmed="publish" in request.POST and is_seen)


def _edit(
    request: DoctorRequest, asked: access.Question, form: PublicForm, *, words: actions.PublicWords | None = None
) -> HttpResponse:
    words = words or _typed(asked, form) or preview.proposed_words(asked)
    shown = {"question": asked, "parts": preview.parts(asked, words), "form": form}
    return render(request, "workbench/publish_edit.html", shown, status=400 if form.errors else 200)


def _typed(asked: access.Question, form: PublicForm) -> actions.PublicWords | None:
    """What was typed stays in the fields when something is wrong with it."""
    if not form.is_bound:
        return None
    replies = {pk: form.data.get(f"reply-{pk}", "") for pk in form.reply_ids}
    return actions.PublicWords(form.data.get("subject", ""), form.data.get("text", ""), replies)


def _preview(
    request: DoctorRequest, asked: access.Question, words: actions.PublicWords, *, unconfirmed: bool
) -> HttpResponse:
    parts = preview.parts(asked, words)
    shown = {
        "question": asked,
        "parts": parts,
        "title": preview.public_title(asked, words),
        "left": sum(part.remaining_count for part in parts),
        "seal": preview.seal(asked, words, doctor_id=request.doctor.pk),
        "unconfirmed": unconfirmed,
    }
    return render(request, "workbench/publish_preview.html", shown, status=400 if unconfirmed else 200)


def _publish(request: DoctorRequest, asked: access.Question, words: actions.PublicWords) -> HttpResponse:
    try:
        actions.publish(asked, words, by=request.doctor)
    except actions.NotPublishable as refused:
        return _closed(request, asked, refused.reasons)
    messages.success(request, "Published. Everybody can read it now.")
    return redirect("work-question", asked.public_id)


def _closed(request: DoctorRequest, asked: access.Question, reasons: tuple[str, ...]) -> HttpResponse:
    for reason in reasons:
        messages.error(request, f"It cannot be published. {WHY_NOT_PUBLIC[reason]}")
    return redirect("work-question", asked.public_id)


@doctors_only
@require_POST
def unpublish(request: DoctorRequest, public_id: UUID) -> HttpResponse:
    """Take the public page away."""
    asked = access.own_answered(public_id, doctor=request.doctor)
    actions.unpublish(asked, by=request.user)
    messages.success(request, "The page is not public any more.")
    return redirect("work-question", public_id)
