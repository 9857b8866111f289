"""Registers the library room."""

from collections.abc import Iterable

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "consilia.web.library"
    label = "library"

    def passages_version(self) -> str:
        """A text that changes whenever what can be found in the guides does."""
        from consilia.web.library.passages import version

        return version()

    def passages(self) -> Iterable[tuple[str, str, str, str, str]]:
        """What can be found in the guides: (address, title, text, guide, mark) of each part."""
        from consilia.web.library.passages import passages

        return passages()
