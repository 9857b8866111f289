"""Everything that writes from the workbench. Each deed is atomic and leaves an audit event."""

from consilia.web.workbench.actions.claiming import ClaimedByAnother, claim, release
from consilia.web.workbench.actions.drafting import Saved, drop_version, save_draft, use_version
from consilia.web.workbench.actions.publishing import NotPublishable, PublicWords, publish, unpublish
from consilia.web.workbench.actions.reporting import handle_report
from consilia.web.workbench.actions.signing import CannotSign, sign
from consilia.web.workbench.actions.topics import file_under, leave_to_rules, take_out

__all__ = [
    "CannotSign",
    "ClaimedByAnother",
    "NotPublishable",
    "PublicWords",
    "Saved",
    "claim",
    "drop_version",
    "file_under",
    "handle_report",
    "leave_to_rules",
    "publish",
    "release",
    "save_draft",
    "sign",
    "take_out",
    "unpublish",
    "use_version",
]
