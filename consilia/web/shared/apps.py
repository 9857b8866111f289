"""Registers the shared room."""

from django.apps import AppConfig


class SharedConfig(AppConfig):
    name = "consilia.web.shared"
    label = "shared"

    def ready(self) -> None:
        """Let every connection to SQLite wait its turn patiently."""
        from consilia.web.shared import waiting  # noqa: F401 - it listens for connections
