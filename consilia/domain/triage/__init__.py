"""Findings -> urgency with reasons. One door: `assess`; `load_rules` once a process, `explain_*` for the words."""

from consilia.domain.triage.assess import assess
from consilia.domain.triage.explain import (
    AskerExplanation,
    ClinicalReason,
    DoctorExplanation,
    Reason,
    explain_to_asker,
    explain_to_doctor,
)
from consilia.domain.triage.files import BrokenRule
from consilia.domain.triage.model import Assessment, DepartmentHint, Fired, FollowUp, Urgency
from consilia.domain.triage.record import UnknownRecord, findings_of, from_record, to_record
from consilia.domain.triage.rules import Rules, load_rules

__all__ = [
    "AskerExplanation",
    "Assessment",
    "BrokenRule",
    "ClinicalReason",
    "DepartmentHint",
    "DoctorExplanation",
    "Fired",
    "FollowUp",
    "Reason",
    "Rules",
    "UnknownRecord",
    "Urgency",
    "assess",
    "explain_to_asker",
    "explain_to_doctor",
    "findings_of",
    "from_record",
    "load_rules",
    "to_record",
]
