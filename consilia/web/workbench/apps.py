"""Registers the workbench room."""

from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    name = "consilia.web.workbench"
    label = "workbench"
