"""Everything on a published question's page, from public fields alone."""

from dataclasses import dataclass

from django.utils import timezone

from consilia import loaded
from consilia.domain.composing.record import from_record
from consilia.domain.retrieval.model import FallbackReason
from consilia.web.questions import access
from consilia.web.questions.derived import composed, more_info_of
from consilia.web.questions.models import MoreInfo, Question, Reply
from consilia.web.questions.presenters.cards import Card, DoctorLine, doctor_line
from consilia.web.questions.presenters.leaflets import ShownLeaflet, shown
from consilia.web.questions.queries.lists import TopicLink, for_cards
from consilia.web.questions.queries.similar import near
from consilia.web.smoothing.queries import with_wordings


@dataclass(frozen=True)
class PublicReply:
    """A signed reply as strangers read it."""

    doctor: DoctorLine
    text: str
    is_excerpt: bool


@dataclass(frozen=True)
class PublicPage:
    """The page of a published question, in the order in which it is read."""

    question: Question
    replies: list[PublicReply]
    more_info: ShownLeaflet | None
    similar: list[Card]
    topics: list[TopicLink]
    fallback_reason: FallbackReason  # of the search for similar ones


def public_page(slug: str) -> PublicPage:
    """Return the page of a published question. Raises Http404 for any other address."""
    allowed = access.public_question(slug)
    question = for_cards(access.public_questions().filter(pk=allowed.pk)).get()
    beside = near(question)
    return PublicPage(
        question=question,
        replies=[public_reply(reply) for reply in question.signed_replies if reply.public_text],  # type: ignore[attr-defined]
        more_info=leaflet_of(question),
        similar=beside.cards,
        topics=beside.topics,
        fallback_reason=beside.fallback_reason,
    )


def public_reply(reply: Reply) -> PublicReply:
    """Return a signed reply as a stranger may read it."""
    return PublicReply(doctor_line(reply), reply.public_text, reply.is_excerpt)


def leaflet_of(question: Question) -> ShownLeaflet | None:
    """Return More Info as composed for the question, or None when there is none."""
    made = more_info_of(question)
    if made is None:
        return None
    leaflet, model = with_wordings(from_record(made.leaflet))
    return shown(leaflet, made=made, smoothed_by=model)


def leaflet_to_come(question: Question) -> ShownLeaflet:
    """Return More Info as it would be composed now, for a doctor to look at before anybody else does."""
    versions = {"code_version": loaded.code_version(), "knowledge_version": loaded.knowledge_version()}
    leaflet, model = with_wordings(composed(question))
    return shown(leaflet, made=MoreInfo(made_at=timezone.now(), **versions), smoothed_by=model)
