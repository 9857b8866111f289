"""Addresses of the library room."""

from django.urls import path

from consilia.web.library import views

urlpatterns = [
    path("guides/", views.guides, name="guides"),
    path("guides/which-movement/", views.which_movement, name="which-movement"),
    path("guides/warning-signs/", views.warning_signs, name="warning-signs"),
    path("guides/<slug:slug>/", views.guide, name="guide"),
    path("staff/knowledge/", views.review, name="review-of-knowledge"),
    path("about/", views.about, name="about"),
    path("privacy/", views.privacy, name="privacy"),
    path("help-now/", views.help_now, name="help-now"),
]
