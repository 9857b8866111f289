"""Registers the library room."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "consilia.web.library"
    label = "library"
