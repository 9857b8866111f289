"""Registers the ops room."""

from django.apps import AppConfig


class OpsConfig(AppConfig):
    name = "consilia.web.ops"
    label = "ops"
