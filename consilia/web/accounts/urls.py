"""Addresses of the accounts room."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path


def _soon(request: HttpRequest, **kwargs: str) -> HttpResponse:
    return render(request, "shared/base.html")


urlpatterns = [
    path("staff/log-in/", _soon, name="log-in"),
    path("staff/log-out/", _soon, name="log-out"),
]
