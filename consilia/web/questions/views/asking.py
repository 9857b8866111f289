"""Asking: one thing a page, nothing lost. The steps and their order are in flow.py."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from consilia import loaded
from consilia.web.questions import access, actions, links
from consilia.web.questions.flow import FIELDS, Way, as_answers
from consilia.web.questions.forms import SavedLinkForm
from consilia.web.questions.presenters.assessments import shown_assessment, stored_assessment
from consilia.web.questions.presenters.review import review_rows, set_aside
from consilia.web.questions.queries.similar import like
from consilia.web.questions.queries.typing import while_typing
from consilia.web.questions.views.guards import for_one_person, with_draft_cookie

NO_REVISION = -1
SAYS_IT_ALL = {"help", "review"}  # pages that show the whole advice and need no reminder of it
PAGES = {"words": "ask", "review": "ask-review"}
BACK = {"person": "words", "health": "person", "doctor": "health", "who-sees": "doctor", "review": "who-sees"}


def _page(step: str) -> str:
    return PAGES.get(step, f"ask-{step}")


def _way(request: HttpRequest) -> Way | None:
    draft = access.own_draft(request)
    return Way(draft) if draft and not draft.sent_question_id else None


def _onward(way: Way, *, key: str = "") -> HttpResponse:
    response = redirect(_page(way.next_step()))
    return with_draft_cookie(response, key=key) if key else response


def _revision(request: HttpRequest) -> int:
    given = request.POST.get("revision", "")
    return int(given) if given.isdecimal() and len(given) < 10 else NO_REVISION


def _given(request: HttpRequest, step: str) -> dict[str, Any]:
    """The fields of a step as typed, but for hidden characters that no database keeps."""
    return {
        name: request.POST[name].replace("\x00", "").replace("\r\n", "\n")
        for name in FIELDS[step]
        if name in request.POST
    }


def _show(request: HttpRequest, way: Way | None, step: str, *, form: Any, **more: Any) -> HttpResponse:
    shown = {
        "form": form,
        "way": way,
        "step": step,
        "revision": way.draft.revision if way else 0,
        "aside": set_aside(way.answers) if way else [],
        "back": _page(BACK.get(step, "words")),
        "alarm": way.alarm if way and step not in SAYS_IT_ALL else None,
        **more,
    }
    return render(request, f"questions/ask/{step}.html", shown, status=422 if form and form.errors else 200)


@for_one_person
@require_http_methods(["GET", "POST"])
def words(request: HttpRequest) -> HttpResponse:
    """Your words: the first step, also reached from the box on the first page."""
    way = _way(request)
    if request.method == "GET":
        form = (way or Way(access.no_draft())).form("words")
        return _show(request, way, "words", form=form, sent=access.sent_from(request) is not None)
    if way is None and not request.POST.get("words", "").strip():
        return _show(request, None, "words", form=Way(access.no_draft()).form("words", request.POST))
    draft, key = (way.draft, "") if way else actions.start_draft(after=access.sent_from(request))
    given = _given(request, "words") | ({"goes_on": "goes_on" in request.POST} if draft.answers.get("after") else {})
    given |= {"similar_seen": "live"} if request.POST.get("saw_similar") else {}
    saved = actions.save_answers(draft, given, revision=_revision(request))
    way = Way(saved.draft)
    form = way.form("words", request.POST)
    if saved.was_stale or not form.is_valid():
        response = _show(request, way, "words", form=form, stale=saved.was_stale)
        return with_draft_cookie(response, key=key) if key else response
    return _onward(way, key=key)


@for_one_person
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, step: str) -> HttpResponse:
    """One of the short steps: who it is about, health, which doctor, who may see it."""
    way = _way(request)
    if way is None:
        return redirect("ask")
    if (earlier := way.next_step(until=step)) != step:
        return redirect(_page(earlier))
    if request.method == "GET":
        return _show(request, way, step, form=way.form(step))
    done = {"health_done": True} if step == "health" else {}
    saved = actions.save_answers(way.draft, _given(request, step) | done, revision=_revision(request))
    way = Way(saved.draft)
    form = way.form(step, request.POST)
    if saved.was_stale or not form.is_valid():
        return _show(request, way, step, form=form, stale=saved.was_stale)
    return _onward(way)


@for_one_person
@require_http_methods(["GET", "POST"])
def help_first(request: HttpRequest) -> HttpResponse:
    """The interruption: get help now. The asker may go on after saying that it was read."""
    way = _way(request)
    if way is None or not way.is_done("words"):
        return redirect("ask")
    if not (way.needs_help or way.is_unclear):
        return _onward(way)
    if request.method == "POST":
        return _onward(Way(actions.save_answers(way.draft, {"read_help": way.alarms}).draft))
    shown = shown_assessment(way.assessment, way.reading)
    languages = loaded.other_languages().filled(loaded.locale(settings.LOCALE))
    return _show(request, way, "help", form=None, assessed=shown, languages=languages)


@for_one_person
@require_POST
def send_now(request: HttpRequest) -> HttpResponse:
    """The short way once help was shown: the words alone, with whatever was said so far. The rest can follow later."""
    draft, key = access.own_draft(request), request.COOKIES.get(access.DRAFT_COOKIE, "")
    if draft is None or draft.sent_question_id:
        return redirect("ask-sent" if draft else "ask")
    step, way = request.POST.get("step", ""), Way(draft)
    if _revision(request) != draft.revision or not (way.is_done("words") and way.needs_help):
        messages.warning(request, "Something changed since you opened that page. Please look at it again.")
        return _onward(way) if way.is_done("help") else redirect("ask-help")
    given = _given(request, step) if step in FIELDS else {"safety": way.safety_with(request.POST)}
    way = Way(actions.save_answers(draft, given | {"read_help": way.alarms}).draft)
    actions.ask(as_answers(way.answers_that_hold), token=links.token_from(key), draft=draft)
    return redirect("ask-sent")


@for_one_person
@require_http_methods(["GET", "POST"])
def safety(request: HttpRequest) -> HttpResponse:
    """The questions whose answers could change how soon somebody should look."""
    way = _way(request)
    if way is None:
        return redirect("ask")
    if way.next_step(until="safety") != "safety" or not way.open_questions:
        return _onward(way)
    form = way.form("safety", request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return _show(request, way, "safety", form=form, assessed=shown_assessment(way.assessment, way.reading))
    answered = {**way.answers.get("safety", {}), **form.cleaned_data}
    return _onward(Way(actions.save_answers(way.draft, {"safety": answered}).draft))


@for_one_person
@require_http_methods(["GET", "POST"])
def similar(request: HttpRequest) -> HttpResponse:
    """Questions like yours that have been answered: a step of its own for those who did not see them while typing."""
    way = _way(request)
    if way is None:
        return redirect("ask")
    if (earlier := way.next_step(until="similar")) != "similar":
        return redirect(_page(earlier))
    found = like(way.answers["words"]) if request.method == "GET" and not way.assessment.crisis else None
    if found is None or not found.cards:
        return _onward(Way(actions.save_answers(way.draft, {"similar_seen": "step"}).draft))
    return _show(request, way, "similar", form=None, cards=found.cards, fallback_reason=found.fallback_reason)


@for_one_person
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest) -> HttpResponse:
    """Look everything over, then send. Sent twice it is one question, and the same secret link."""
    draft, key = access.own_draft(request), request.COOKIES.get(access.DRAFT_COOKIE, "")
    if draft is None or draft.sent_question_id:
        return redirect("ask-sent" if draft else "ask")
    way = Way(draft)
    if (missing := way.next_step()) != "review":
        return redirect(_page(missing))
    is_stale = request.method == "POST" and _revision(request) != draft.revision
    if request.method == "GET" or is_stale:
        shown = shown_assessment(way.assessment, way.reading)
        rows = review_rows(way)
        return _show(request, way, "review", form=None, rows=rows, assessed=shown, stale=is_stale)
    actions.ask(as_answers(way.answers), token=links.token_from(key), draft=draft)
    return redirect("ask-sent")


@for_one_person
@require_http_methods(["GET", "POST"])
def sent(request: HttpRequest) -> HttpResponse:
    """The secret link, shown until the asker says that it is saved; and where to write once there is news."""
    draft, key = access.own_draft(request), request.COOKIES.get(access.DRAFT_COOKIE, "")
    if draft is None or draft.sent_question is None:
        return redirect("ask")
    token, question = links.token_from(key), draft.sent_question
    form = SavedLinkForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if form.cleaned_data["email"]:
            actions.set_email(question, form.cleaned_data["email"])
        messages.info(request, "This page is behind your secret link. Save it as a bookmark now, if you have not yet.")
        response = redirect("own-question", token)
        response.delete_cookie(access.DRAFT_COOKIE, path="/ask/")
        return response
    shown = {
        "address": f"{settings.SITE_ADDRESS}/q/{token}/",
        "alarm": stored_assessment(question).alarm,
        "form": form,
        "question": question,
    }
    return render(request, "questions/ask/sent.html", shown, status=422 if form.errors else 200)


@for_one_person
@require_POST
def live(request: HttpRequest) -> HttpResponse:
    """Help for whoever needs it now, and questions like the words typed so far. Nothing is kept."""
    return render(request, "questions/ask/live.html", while_typing(request.POST.get("words", "")))


@for_one_person
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep what has been typed so far, while it is being typed."""
    step = request.POST.get("step", "")
    if step not in FIELDS:
        return JsonResponse({"error": "no such step"}, status=400)
    way = _way(request)
    draft, key = (way.draft, "") if way else actions.start_draft(after=access.sent_from(request))
    saved = actions.save_answers(draft, _given(request, step), revision=_revision(request))
    told = {"revision": saved.draft.revision, "saved": f"{timezone.localtime():%H:%M}", "stale": saved.was_stale}
    response = JsonResponse(told)
    return with_draft_cookie(response, key=key) if key else response


@for_one_person
@require_POST
def aside(request: HttpRequest) -> HttpResponse:
    """Two versions stood side by side: use the other one, or drop it."""
    way = _way(request)
    if way is None:
        return redirect("ask")
    actions.take_aside(way.draft, use=request.POST.get("choice") == "use")
    return redirect("ask")


@for_one_person
@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """Erase what was typed so far, here and in the cookie."""
    way = _way(request)
    if way is not None:
        actions.forget_draft(way.draft)
        messages.success(request, "What you wrote is erased.")
    response = redirect("home")
    response.delete_cookie(access.DRAFT_COOKIE, path="/ask/")
    return response
