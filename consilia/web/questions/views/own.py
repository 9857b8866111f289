"""The asker's own page behind the secret link, and what can be done there."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from consilia.web.questions import access, actions
from consilia.web.questions.flow import as_answers
from consilia.web.questions.forms import DetailsForm, EmailForm
from consilia.web.questions.helping import Helped
from consilia.web.questions.presenters.assessments import stored_assessment
from consilia.web.questions.queries.own import lacks_details, own_page
from consilia.web.questions.queries.visit import visit_page
from consilia.web.questions.views.guards import behind_secret_link, with_draft_cookie


@behind_secret_link
@require_safe
def page(request: HttpRequest, token: str) -> HttpResponse:
    """The state, the assessment in plain words, and later the answer."""
    question = access.own_question(token)
    actions.compose_when_missing(question)
    shown = {
        "page": own_page(question),
        "token": token,
        "email_form": EmailForm(initial={"email": question.notify_email}),
    }
    return render(request, "questions/own/page.html", shown)


@behind_secret_link
@require_safe
def visit(request: HttpRequest, token: str) -> HttpResponse:
    """One page to print and take to a doctor: what was told, in the order in which a doctor asks."""
    content = visit_page(access.own_question(token))
    shown = {"page": content, "token": token, "alarm": content.assessed.alarm}
    return render(request, "questions/own/visit.html", shown)


@behind_secret_link
@require_POST
def again(request: HttpRequest, token: str) -> HttpResponse:
    """Ask once more about the same: the new question goes on from this one."""
    question = access.own_question(token)
    _, key = actions.start_draft(after=question, goes_on=True)
    return with_draft_cookie(redirect("ask"), key=key)


@behind_secret_link
@require_POST
def helped(request: HttpRequest, token: str) -> HttpResponse:
    """Say whether the answer helped. Only the doctors see it."""
    question = access.own_question(token)
    said = request.POST.get("helped", "")
    if question.state == question.State.ANSWERED and said in set(Helped):
        actions.say_if_helped(question, Helped(said))
        messages.success(request, "Thank you. The doctor can see what you said.")
    return redirect("own-question", token)


@behind_secret_link
@require_http_methods(["GET", "POST"])
def details(request: HttpRequest, token: str) -> HttpResponse:
    """Add what was left out when the words were sent alone: age, sex, illnesses, medicines. All of it if they like."""
    question = access.own_question(token)
    if not lacks_details(question):
        return redirect("own-question", token)
    form = DetailsForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.add_details(question, as_answers(form.cleaned_data))
        messages.success(request, "Thank you. The doctor can see what you added.")
        return redirect("own-question", token)
    shown = {"form": form, "token": token, "alarm": stored_assessment(question).alarm}
    return render(request, "questions/own/details.html", shown, status=422 if form.errors else 200)


@behind_secret_link
@require_POST
def email(request: HttpRequest, token: str) -> HttpResponse:
    """Leave, change or remove the address for the notice."""
    question = access.own_question(token)
    if "remove" in request.POST:
        actions.set_email(question, "")
        messages.success(request, "Your e-mail address is removed.")
        return redirect("own-question", token)
    form = EmailForm(request.POST)
    if not form.is_valid():
        shown = {"page": own_page(question), "token": token, "email_form": form}
        return render(request, "questions/own/page.html", shown, status=422)
    actions.set_email(question, form.cleaned_data["email"])
    messages.success(request, "We will write to you once there is news.")
    return redirect("own-question", token)


@behind_secret_link
@require_POST
def visibility(request: HttpRequest, token: str) -> HttpResponse:
    """Give or take back the consent to publish."""
    question = access.own_question(token)
    if request.POST.get("visibility") == "public":
        try:
            actions.consent(question)
        except actions.NotForPublic:
            messages.error(request, "This question stays private.")
        else:
            messages.success(request, "Thank you. A doctor looks it over before anything is shown to others.")
        return redirect("own-question", token)
    actions.take_back_consent(question)
    messages.success(request, "Your question is private now. The public page is gone.")
    return redirect("own-question", token)


@behind_secret_link
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, token: str) -> HttpResponse:
    """Withdraw the question or delete it for good, after being asked once."""
    question = access.own_question(token)
    choice = request.POST.get("choice")
    if choice == "delete":
        actions.delete_question(question)
        messages.success(request, "Your question is deleted. The secret link leads nowhere now.")
        return redirect("home")
    if choice == "withdraw":
        actions.withdraw(question)
        messages.success(request, "Your question is withdrawn. No doctor will answer it.")
        return redirect("own-question", token)
    return render(
        request,
        "questions/own/end.html",
        {"question": question, "token": token, "alarm": stored_assessment(question).alarm},
    )
