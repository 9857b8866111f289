"""Addresses of the questions room."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path


def _soon(request: HttpRequest, **kwargs: str) -> HttpResponse:
    return render(request, "shared/base.html")


urlpatterns = [
    path("", _soon, name="home"),
    path("ask/", _soon, name="ask"),
    path("answers/", _soon, name="answers"),
]
