"""Addresses of the questions room."""

from django.urls import path

from consilia.web.questions.views import asking, browsing, machines, own, published
from consilia.web.shared.limits import limited, limited_misses

secret = limited_misses("links")

urlpatterns = [
    path("", browsing.home, name="home"),
    path("search/", limited("searching")(browsing.search), name="search"),
    path("answers/", browsing.answers, name="answers"),
    path("answers/feed/", machines.newest_feed, name="feed"),
    path("topics/", browsing.topics, name="topics"),
    path("departments/<slug:department_id>/", browsing.department, name="department"),
    path("departments/<slug:department_id>/feed/", machines.department_feed, name="department-feed"),
    path("departments/<slug:department_id>/<slug:slug>/", browsing.topic, name="topic"),
    path("departments/<slug:department_id>/<slug:slug>/feed/", machines.topic_feed, name="topic-feed"),
    path("doctors/<slug:slug>/", browsing.doctor, name="doctor"),
    path("questions/<slug:slug>/", published.page, name="question"),
    path("questions/<slug:slug>/report/", limited("reporting")(published.report), name="report"),
    path("reported/", published.reported, name="reported"),
    path("ask/", limited("searching")(asking.words), name="ask"),
    path("ask/help/", asking.help_first, name="ask-help"),
    path("ask/now/", limited("asking")(asking.send_now), name="ask-send-now"),
    path("ask/safety/", asking.safety, name="ask-safety"),
    path("ask/similar/", asking.similar, name="ask-similar"),
    path("ask/person/", asking.step, {"step": "person"}, name="ask-person"),
    path("ask/health/", asking.step, {"step": "health"}, name="ask-health"),
    path("ask/doctor/", asking.step, {"step": "doctor"}, name="ask-doctor"),
    path("ask/who-sees/", asking.step, {"step": "who-sees"}, name="ask-who-sees"),
    path("ask/review/", limited("asking")(asking.review), name="ask-review"),
    path("ask/sent/", asking.sent, name="ask-sent"),
    path("ask/live/", limited("typing")(asking.live), name="ask-live"),
    path("ask/save/", limited("typing")(asking.save), name="ask-save"),
    path("ask/aside/", asking.aside, name="ask-aside"),
    path("ask/forget/", asking.forget, name="ask-forget"),
    path("q/<str:token>/", secret(own.page), name="own-question"),
    path("q/<str:token>/visit/", secret(own.visit), name="own-visit"),
    path("q/<str:token>/again/", secret(own.again), name="own-again"),
    path("q/<str:token>/helped/", secret(own.helped), name="own-helped"),
    path("q/<str:token>/details/", secret(own.details), name="own-details"),
    path("q/<str:token>/email/", secret(own.email), name="own-email"),
    path("q/<str:token>/visibility/", secret(own.visibility), name="own-visibility"),
    path("q/<str:token>/end/", secret(own.end), name="own-end"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("robots.txt", machines.robots, name="robots"),
]
