"""What state the search is in, for the administrator: the model, the index, its size, and what it cannot do."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from consilia.domain.retrieval.embedding import BrokenModel, default_model_folder, open_embedder
from consilia.domain.retrieval.model import FallbackReason
from consilia.web.questions import searching
from consilia.web.questions.index_choice import keeper
from consilia.web.questions.models import IndexEntry


@dataclass(frozen=True)
class SearchState:
    """The state of the search. `fallback_reason` is what readers are told, "" when the search can do all it should."""

    fallback_reason: FallbackReason
    model: str  # which, or why there is none
    is_built: bool
    fingerprint: str  # of the index: of model, preparation and layout
    version: str  # of the ranking, as the page on search quality names it
    entries: int
    megabytes: float | None  # of the index on disk; None where it is in the database


def search_state() -> SearchState:
    """Return the state as this process sees it. Loads no model; reads no word."""
    engine, is_building = keeper().in_step()
    reason: FallbackReason = "" if searching.has_model() else "no-model"
    return SearchState(
        fallback_reason="index-building" if is_building else reason,
        model=engine.embedder.fingerprint if engine.embedder else _why_no_model(),
        is_built=searching.is_built(),
        fingerprint=engine.fingerprint[:12],
        version=searching.version(),
        entries=IndexEntry.objects.count(),
        megabytes=None if settings.SEARCH_ENGINE == "postgres" else _megabytes(Path(settings.DATA_DIR) / "index"),
    )


def _why_no_model() -> str:
    if settings.EMBEDDER:
        try:
            open_embedder(Path(settings.EMBEDDER))
        except BrokenModel as broken:
            return str(broken)
    folder = default_model_folder()
    return f"the model in {folder} is not the one it should be" if folder else "none is installed"


def _megabytes(folder: Path) -> float:
    """The size of a folder whose files may go at any moment, because another process puts a new index in place."""
    size = 0
    for path in folder.rglob("*"):
        try:
            size += path.stat().st_size if path.is_file() else 0
        except FileNotFoundError:
            continue
    return round(size / 1_000_000, 1)
