"""The library's pages: guides, about, privacy, and help now."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from consilia import loaded
from consilia.domain.movements import best_fits
from consilia.web.library import queries
from consilia.web.library.forms import MovementForm
from consilia.web.library.presenters import guide_page, shown_fits
from consilia.web.library.review import review_page


@require_safe
def guides(request: HttpRequest) -> HttpResponse:
    """Every guide: our own first, then imported ones."""
    shown = {"guides": queries.own_guides(), "imported": queries.imported_guides()}
    return render(request, "library/guides.html", shown)


@require_safe
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    """One guide, of our own or imported."""
    if own := queries.own_guide(slug):
        page = guide_page(own, locale=loaded.locale(settings.LOCALE), site=settings.SITE_ADDRESS)
        return render(request, "library/guide.html", {"page": page})
    if imported := queries.imported_guide(slug):
        return render(request, "library/imported-guide.html", {"guide": imported})
    raise Http404("No such guide")


@require_http_methods(["GET", "HEAD", "POST"])
def which_movement(request: HttpRequest) -> HttpResponse:
    """A few questions that end in a description. The answers come by POST and are not kept."""
    form = MovementForm(request.POST or None, movements=loaded.movements())
    shown: dict[str, object] = {"form": form, "canonical": _address(request)}
    if form.is_bound and form.is_valid():
        fits = best_fits(form.answers(), movements=loaded.movements())
        shown["fits"] = shown_fits(fits, locale=loaded.locale(settings.LOCALE))
    response = render(request, "library/which-movement.html", shown)
    response["Cache-Control"] = "no-store, private"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def warning_signs(request: HttpRequest) -> HttpResponse:
    """Tick what is so, and see how soon to get help, by the rules of triage. Nothing is kept."""
    signs = loaded.warning_signs()
    ticked = signs.among(request.POST.getlist("sign"))
    shown: dict[str, object] = {"signs": signs, "ticked": ticked, "canonical": _address(request)}
    if request.method == "POST":
        shown["told"] = queries.what_signs_mean(
            ticked, place=loaded.locale(settings.LOCALE), information_only=settings.INFORMATION_ONLY
        )
    response = render(request, "library/warning-signs.html", shown)
    response["Cache-Control"] = "no-store, private"
    return response


@require_safe
@login_required
def review(request: HttpRequest) -> HttpResponse:
    """What waits for a clinician in the knowledge files, for everybody who works here."""
    return render(request, "library/review.html", {"page": review_page()})


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Who runs this, how it works, and what it is not."""
    versions = {"code": loaded.code_version(), "knowledge": loaded.knowledge_version()}
    return render(request, "library/about.html", {"versions": versions, "canonical": _address(request)})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept, how long, where, and how to delete it."""
    shown = {"canonical": _address(request), "draft_days": settings.DRAFT_DAYS}
    return render(request, "library/privacy.html", shown)


@require_safe
def help_now(request: HttpRequest) -> HttpResponse:
    """Emergency help: the numbers of this place, and when to ring which."""
    return render(request, "library/help-now.html", {"canonical": _address(request)})


def _address(request: HttpRequest) -> str:
    return settings.SITE_ADDRESS + request.path
