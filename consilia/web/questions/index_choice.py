"""Which of the two search engines this service uses: the embedded one, or the one in PostgreSQL."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, cast

from django.conf import settings

from consilia.domain.retrieval.engine import EmbeddedEngine
from consilia.domain.retrieval.preparer import Preparer
from consilia.web.questions import index_steps
from consilia.web.questions.index_filling import Progress
from consilia.web.questions.models import IndexEntry

if TYPE_CHECKING:
    from consilia.postgres import ServerEngine


class Keeper(Protocol):
    """What keeps an engine in step with the rows of the index: one of two modules."""

    def opened(self) -> Preparer:
        """Return the engine, which may be out of step."""

    def in_step(self) -> tuple["EmbeddedEngine | ServerEngine", bool]:
        """Return the engine with all committed changes, and whether it is empty while another process builds."""

    def taken_in(self, rows: Sequence[IndexEntry], change: int) -> None:
        """Tell the engine of rows that are new or other than before, in the transaction that changes them."""

    def build_when_due(self) -> None:
        """Build what is better built soon, when no other process is at it."""

    def rebuild(self, progress: Progress | None) -> int:
        """Bring the rows in line, make missing vectors, build the index; return its size."""

    def is_built(self) -> bool:
        """Whether the index was made by this code and this model and all that is published is in it."""


def keeper() -> Keeper:
    """Return the one that the settings name."""
    if settings.SEARCH_ENGINE != "postgres":
        return cast("Keeper", index_steps)
    from consilia.web.questions import index_server  # a service on SQLite need not load what speaks to a server

    return cast("Keeper", index_server)
