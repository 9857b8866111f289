"""Addresses of the ops room."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path


def _soon(request: HttpRequest, **kwargs: str) -> HttpResponse:
    return render(request, "shared/base.html")


urlpatterns = [
    path("health/", _soon, name="health"),
]
