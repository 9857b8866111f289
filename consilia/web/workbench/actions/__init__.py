"""Everything that writes from the workbench. Each deed is atomic and leaves an audit event."""

from consilia.web.workbench.actions.claiming import (
    ClaimedByAnother,
    claim,
    release,
    send_to_department,
    taken_by_another,
)
from consilia.web.workbench.actions.closing import CannotClose, close, needs_a_note, reopen
from consilia.web.workbench.actions.drafting import Saved, drop_version, save_draft, use_version
from consilia.web.workbench.actions.measuring import NothingToMeasure, freeze_pairs, measure, say_same, unsay_same
from consilia.web.workbench.actions.noticing import tell_doctors
from consilia.web.workbench.actions.publishing import NotPublishable, PublicWords, publish, unpublish
from consilia.web.workbench.actions.reporting import handle_report
from consilia.web.workbench.actions.signing import CannotSign, sign
from consilia.web.workbench.actions.topics import file_under, leave_to_rules, take_out

__all__ = [
    "CannotClose",
    "CannotSign",
    "ClaimedByAnother",
    "NotPublishable",
    "NothingToMeasure",
    "PublicWords",
    "Saved",
    "claim",
    "close",
    "drop_version",
    "file_under",
    "freeze_pairs",
    "handle_report",
    "leave_to_rules",
    "measure",
    "needs_a_note",
    "publish",
    "release",
    "reopen",
    "save_draft",
    "say_same",
    "send_to_department",
    "sign",
    "take_out",
    "taken_by_another",
    "tell_doctors",
    "unpublish",
    "unsay_same",
    "use_version",
]
