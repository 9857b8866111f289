"""Addresses of the library room."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path


def _soon(request: HttpRequest, **kwargs: str) -> HttpResponse:
    return render(request, "shared/base.html")


urlpatterns = [
    path("guides/", _soon, name="guides"),
    path("about/", _soon, name="about"),
    path("privacy/", _soon, name="privacy"),
    path("help-now/", _soon, name="help-now"),
]
