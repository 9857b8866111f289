"""Browsing and searching what is published, and the first page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from consilia.web.questions import actions
from consilia.web.questions.forms import WordsForm
from consilia.web.questions.presenters.people import doctor_mark, doctor_name
from consilia.web.questions.queries import lists
from consilia.web.questions.queries.search import filter_choices
from consilia.web.questions.queries.search import search as find
from consilia.web.questions.search_form import SearchForm
from consilia.web.questions.views.guards import for_one_person


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The first page: one box to ask or to look for answers, and what is new."""
    shown = {"form": WordsForm(), "newest": lists.newest(), "departments": lists.departments()}
    return render(request, "questions/browse/home.html", shown)


@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    """Every answer, newest first."""
    shown = {"answers": lists.answers(request.GET.get("page")), "departments": lists.departments()}
    return render(request, "questions/browse/answers.html", shown)


@require_safe
def department(request: HttpRequest, department_id: str) -> HttpResponse:
    """A department: topics, doctors, answers."""
    page = lists.department_page(department_id, request.GET.get("page"))
    return render(request, "questions/browse/department.html", {"department": page})


@require_safe
def topic(request: HttpRequest, department_id: str, slug: str) -> HttpResponse:
    """A topic of a department: introduction and answers."""
    page = lists.topic_page(department_id, slug, request.GET.get("page"))
    return render(request, "questions/browse/topic.html", {"topic": page})


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """Every topic, by name."""
    return render(request, "questions/browse/topics.html", {"topics": lists.topics_of()})


@require_safe
def doctor(request: HttpRequest, slug: str) -> HttpResponse:
    """A doctor: profile and answers."""
    page = lists.doctor_page(slug, request.GET.get("page"))
    shown = {"page": page, "name": doctor_name(page.doctor), "mark": doctor_mark(page.doctor)}
    return render(request, "questions/browse/doctor.html", shown)


@for_one_person
@require_http_methods(["GET", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Look for answers. The words come by POST, so that no address, history or log holds them."""
    form = SearchForm(request.POST if request.method == "POST" else None, **filter_choices())
    shown: dict[str, object] = {"form": form}
    if form.is_valid():
        words, as_written = form.cleaned_data["words"], form.cleaned_data["as_written"]
        found = find(words, filters=form.filters, as_written=as_written, page=request.POST.get("page"))
        shown |= {"found": found, "words": words}
        if found.is_counted:
            actions.count_search(found=bool(found.hits))
    return render(request, "questions/browse/search.html", shown, status=422 if form.errors else 200)
