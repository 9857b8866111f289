"""Registers the workbench room."""

from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    name = "consilia.web.workbench"
    label = "workbench"

    def facts(self) -> list[tuple[str, str, str]]:
        """How the questions and their index are doing: (name, value, level) for the status page."""
        from consilia.web.workbench.queries.state import facts

        return facts()
