"""What waits for a clinician in the knowledge files, for the page that reviewers read."""

from dataclasses import dataclass
from functools import cache

from consilia import loaded
from consilia.domain.composing.files import Item
from consilia.domain.reviewing import Counts, count
from consilia.domain.reviewing.sources import TO_VERIFY, unread


@dataclass(frozen=True)
class ToVerify:
    """One item that nobody has verified: what it says to patients, and why it may."""

    file: str
    says: tuple[str, ...]
    errs_safe: str
    unread: tuple[str, ...]


@dataclass(frozen=True)
class GuideSentence:
    """A sentence of a guide that waits for a source."""

    guide: str
    says: str
    errs_safe: str


@dataclass(frozen=True)
class UnreadRule:
    """A rule with sources that nobody has read yet."""

    id: str
    title: str
    unread: tuple[str, ...]


@dataclass(frozen=True)
class ReviewPage:
    """The state of the review, as of the knowledge that this process has loaded."""

    version: str
    counts: tuple[Counts, ...]
    to_verify: tuple[ToVerify, ...]
    guides: tuple[GuideSentence, ...]
    rules: tuple[UnreadRule, ...]


@cache
def review_page() -> ReviewPage:
    """Return what waits for a clinician. Read once a process: the knowledge does not change while it runs."""
    knowledge = loaded.composing()
    return ReviewPage(
        version=loaded.knowledge_version(),
        counts=count(loaded.KNOWLEDGE),
        to_verify=tuple(
            ToVerify(item.id, says=_said(item), errs_safe=item.errs_safe, unread=tuple(unread(item, knowledge)))
            for item in knowledge.items
            if item.review.status == TO_VERIFY
        ),
        guides=tuple(
            GuideSentence(guide.title, says=one.says, errs_safe=one.errs_safe)
            for guide in loaded.guides()
            for one in guide.to_verify
        ),
        rules=tuple(
            UnreadRule(rule.id, title=rule.title, unread=missing)
            for rule in loaded.rules().all.values()
            if (missing := tuple(r.title for r in rule.references if r.read_on is None))
        ),
    )


def _said(item: Item) -> tuple[str, ...]:
    return tuple(text for statement in item.say for text in statement.text)
