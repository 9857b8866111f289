"""A leaflet as plain data to store, and back. What an older version stored can still be read."""

from dataclasses import asdict
from typing import Any

from consilia.domain.composing.model import Claim, Leaflet, Sentence, Source
from consilia.domain.language.model import Span


def to_record(leaflet: Leaflet) -> dict[str, Any]:  # Any: JSON
    """Return the leaflet as dicts, lists and text."""
    return asdict(leaflet)


def from_record(record: dict[str, Any]) -> Leaflet:  # Any: JSON
    """Return the leaflet that `to_record` was given, also after a trip through JSON."""
    return Leaflet(
        title=record["title"],
        sentences=tuple(_sentence(one) for one in record["sentences"]),
        sources={name: tuple(Source(**one) for one in listed) for name, listed in record["sources"].items()},
        not_discussed=tuple((concept, because) for concept, because in record["not_discussed"]),
        version=record["version"],
        covered=record.get("covered", True),
        repeats=record.get("repeats", False),
        information_only=record.get("information_only", False),
    )


def _sentence(record: dict[str, Any]) -> Sentence:
    claims = tuple(Claim(**{**claim, "span": _span(claim["span"])}) for claim in record.get("claims", ()))
    return Sentence(**{**record, "span": _span(record["span"]), "claims": claims})


def _span(stored: list[int] | tuple[int, int] | None) -> Span | None:
    return None if stored is None else (stored[0], stored[1])
