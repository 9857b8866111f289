"""Correcting which topics a published question stands under."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from consilia.web.accounts.access import SignedInRequest, staff_only
from consilia.web.workbench import access, actions
from consilia.web.workbench.forms import TopicForm
from consilia.web.workbench.queries import topics as queries


@staff_only
@require_safe
def topics(request: SignedInRequest) -> HttpResponse:
    """Published questions with their topics."""
    listed = queries.filed(request.GET.get("show", ""), request.GET.get("page"))
    return render(request, "workbench/topics.html", {"listed": listed, "choices": queries.SHOWN})


@staff_only
@require_http_methods(["GET", "POST"])
def question_topics(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The topics of one question, with why, and the means to correct them."""
    question = access.question_to_file(public_id)
    form = TopicForm(request.POST if request.method == "POST" else None, topics=queries.topic_choices())
    if form.is_valid():
        _correct(request, form, question=question)
        return redirect("question-topics", public_id)
    shown = {"filing": queries.filing_of(question), "form": form}
    return render(request, "workbench/question_topics.html", shown, status=422 if form.errors else 200)


def _correct(request: SignedInRequest, form: TopicForm, *, question: access.Question) -> None:
    topic, reason = queries.topic_named(form.cleaned_data["topic"]), form.cleaned_data["reason"]
    if form.cleaned_data["deed"] == "leave":
        actions.leave_to_rules(question, topic, by=request.user)
        messages.success(request, f"{topic.name}: the rules decide again.")
        return
    deed = actions.take_out if form.cleaned_data["deed"] == "out" else actions.file_under
    deed(question, topic, reason=reason, by=request.user)
    messages.success(request, "Your correction is kept.")
