"""Registers the smoothing room: an optional language model that may make general sentences run more smoothly."""

from django.apps import AppConfig


class SmoothingConfig(AppConfig):
    name = "consilia.web.smoothing"
    label = "smoothing"

    def facts(self) -> list[tuple[str, str, str]]:
        """How the language model is doing: (name, value, level) for the status page."""
        from consilia.web.smoothing.queries import facts

        return facts()
