"""Addresses of the smoothing room."""

from django.urls import path

from consilia.web.smoothing import views

urlpatterns = [path("language-model/", views.language_model, name="language-model")]
