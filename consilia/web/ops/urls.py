"""Addresses of the ops room."""

from django.urls import path

from consilia.web.ops import views

urlpatterns = [
    path("health/", views.health, name="health"),
    path("status/", views.status, name="status"),
    path("trail/", views.trail, name="trail"),
]
