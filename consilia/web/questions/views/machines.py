"""For feed readers and search engines: Atom feeds, the sitemap, robots.txt."""

from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from consilia.web.questions.queries import feeds
from consilia.web.questions.queries.feeds import FeedEntry


@require_safe
def newest_feed(request: HttpRequest) -> HttpResponse:
    """The newest answers."""
    return _atom(request, title="Newest answers", entries=feeds.newest())


@require_safe
def department_feed(request: HttpRequest, department_id: str) -> HttpResponse:
    """The newest answers of a department."""
    name, entries = feeds.of_department(department_id)
    return _atom(request, title=f"Newest answers: {name}", entries=entries)


@require_safe
def topic_feed(request: HttpRequest, department_id: str, slug: str) -> HttpResponse:
    """The newest answers under a topic."""
    name, entries = feeds.of_topic(department_id, slug)
    return _atom(request, title=f"Newest answers: {name}", entries=entries)


def _atom(request: HttpRequest, *, title: str, entries: Iterable[FeedEntry]) -> HttpResponse:
    here = settings.SITE_ADDRESS + request.path
    feed = Atom1Feed(
        title=title, link=settings.SITE_ADDRESS + "/answers/", description="", feed_url=here, feed_guid=here
    )
    for entry in entries:
        feed.add_item(
            title=entry.title,
            link=settings.SITE_ADDRESS + entry.url,
            description=entry.summary,
            unique_id=entry.id,
            author_name=entry.author,
            pubdate=entry.published_at,
            updateddate=entry.updated_at,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every address that search engines may list."""
    shown = {"places": feeds.sitemap(), "site": settings.SITE_ADDRESS}
    return render(request, "questions/browse/sitemap.xml", shown, content_type="application/xml")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What robots should leave alone. It protects nothing; access does."""
    return render(request, "questions/browse/robots.txt", {"site": settings.SITE_ADDRESS}, content_type="text/plain")
