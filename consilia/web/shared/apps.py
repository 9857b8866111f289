"""Registers the shared room."""

from django.apps import AppConfig


class SharedConfig(AppConfig):
    name = "consilia.web.shared"
    label = "shared"
