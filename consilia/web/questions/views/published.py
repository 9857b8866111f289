"""A published question's page, and reporting it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from consilia.web.questions import access, actions
from consilia.web.questions.forms import ReportForm
from consilia.web.questions.presenters.published import shown_page
from consilia.web.questions.queries.page import public_page


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """A published question with its answer, More Info, similar questions and related topics.

    A link of a found card tells where it stood ("via"): that is counted, and the address is clean again.
    """
    if "via" in request.GET:
        question = access.public_question(slug)
        if request.method == "GET":
            actions.count_opened(request.GET["via"])
        response = redirect("question", question.slug)
        response["Cache-Control"] = "no-store"
        return response
    content = public_page(slug)
    if content.more_info is None and actions.compose_when_missing(content.question):
        content = public_page(slug)
    shown = shown_page(content, site=settings.SITE_ADDRESS)
    return render(request, "questions/published/page.html", {"page": shown})


@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """Say that something is wrong with a page; it reaches the administrators."""
    question = access.public_question(slug)
    address = reverse("question", args=[slug])
    form = ReportForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.report(question, page=address, **form.cleaned_data)
        return redirect("reported")
    shown = {"form": form, "question": question, "address": address}
    return render(request, "questions/published/report.html", shown, status=422 if form.errors else 200)


@require_safe
def reported(request: HttpRequest) -> HttpResponse:
    """Thanks for a report."""
    return render(request, "questions/published/reported.html")
