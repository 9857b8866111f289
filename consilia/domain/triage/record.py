"""Writes a decision down as plain values, and reads it back: what was decided, on which words, by which knowledge."""

from dataclasses import asdict
from typing import Any

from consilia.domain.language.model import Conflict, Finding, Reading, Since, Span, Stance
from consilia.domain.triage.model import Assessment, DepartmentHint, Fired, FollowUp, Urgency

FORMAT = 1
"""Bump when the shape of a record changes; `from_record` must go on reading every older one."""


class UnknownRecord(ValueError):
    """A stored record has a format that this version does not know."""


def to_record(assessment: Assessment, reading: Reading) -> dict[str, Any]:
    """Return the decision as JSON values, with every finding that the reading held.

    The text itself is not repeated: it is stored with the question, and the spans point into it.
    """
    return {
        "format": FORMAT,
        "urgency": assessment.urgency.value,
        "crisis": assessment.crisis,
        "readable": assessment.readable,
        "reason": assessment.reason,
        "fallback": assessment.fallback,
        "rules_version": assessment.rules_version,
        "fired": [asdict(fired) for fired in assessment.fired],
        "ask": [asdict(ask) for ask in assessment.ask],
        "departments": [asdict(hint) for hint in assessment.departments],
        "conflicts": [asdict(conflict) for conflict in assessment.conflicts],
        "findings": [asdict(finding) for finding in reading.findings],
        "asked_on": reading.asked_on.isoformat() if reading.asked_on else None,
    }


def from_record(record: dict[str, Any]) -> Assessment:
    """Return the decision that `to_record` wrote, also after a journey through JSON.

    Raises UnknownRecord for a format of a later version, KeyError for a record that is cut short.
    """
    if record["format"] != FORMAT:
        raise UnknownRecord(f"format {record['format']!r}, expected {FORMAT}")
    return Assessment(
        urgency=Urgency(record["urgency"]),
        fired=tuple(_fired(fired) for fired in record["fired"]),
        ask=tuple(FollowUp(**ask) for ask in record["ask"]),
        departments=tuple(_hint(hint) for hint in record["departments"]),
        conflicts=tuple(_conflict(conflict) for conflict in record["conflicts"]),
        crisis=record["crisis"],
        readable=record["readable"],
        reason=record["reason"],
        fallback=record["fallback"],
        rules_version=record["rules_version"],
    )


def findings_of(record: dict[str, Any]) -> tuple[Finding, ...]:
    """Return the findings on which a stored decision rested."""
    return tuple(_finding(finding) for finding in record["findings"])


def _span(value: Any) -> Span:  # JSON turns tuples into lists
    return (value[0], value[1])


def _as_tuples(value: Any) -> Any:  # a finding is a frozen value: its lists are tuples, one in another too
    return tuple(_as_tuples(item) for item in value) if isinstance(value, list) else value


def _maybe_span(value: Any) -> Span | None:
    return None if value is None else _span(value)


def _fired(value: dict[str, Any]) -> Fired:
    return Fired(
        rule_id=value["rule_id"],
        urgency=Urgency(value["urgency"]),
        evidence=tuple(_span(span) for span in value["evidence"]),
        findings=tuple(_finding(finding) for finding in value["findings"]),
        variant=value["variant"],
        asked=value.get("asked", ""),
        by_answer=tuple(value.get("by_answer", ())),
    )


def _hint(value: dict[str, Any]) -> DepartmentHint:
    evidence = tuple(_span(span) for span in value.get("evidence", ()))
    return DepartmentHint(value["department"], value["reason"], evidence)


def _conflict(value: dict[str, Any]) -> Conflict:
    return Conflict(**{**value, "span": _maybe_span(value["span"])})


def _finding(value: dict[str, Any]) -> Finding:
    since = value["since"]
    return Finding(
        **{
            **{name: _as_tuples(held) for name, held in value.items()},
            "stance": Stance(value["stance"]),
            "leans": Stance(value["leans"]) if value["leans"] else None,
            "told": Stance(value["told"]) if value.get("told") else None,
            "span": _span(value["span"]),
            "cue": _maybe_span(value["cue"]),
            "since": None if since is None else Since(**{**since, "span": _span(since["span"])}),
        }
    )
