"""Who may see what of the questions. A stranger gets 404 and cannot learn that a page exists."""

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone

from consilia import loaded
from consilia.domain.language.model import Reading
from consilia.web.questions.links import digest
from consilia.web.questions.models import AskDraft, Question

DRAFT_COOKIE = "consilia-draft"


def is_public(question: str = "") -> Q:
    """Which questions strangers may read: the one place that says so, for lists and for counts alike.

    `question` is the way to the question from whatever is filtered or counted, such as "questions__".
    """
    wanted = {"published_at__lte": timezone.now(), "is_crisis": False, "slug__isnull": False}
    return Q(**{f"{question}{field}": value for field, value in wanted.items()})


def public_questions() -> QuerySet[Question]:
    """Every question that strangers may read."""
    return Question.objects.filter(is_public())


def public_question(slug: str) -> Question:
    """The published question of that address. Raises Http404 for any other."""
    try:
        return public_questions().select_related("department").get(slug=slug)
    except Question.DoesNotExist:
        raise Http404("No such question") from None


def own_question(token: str) -> Question:
    """The question whose secret link this is. Raises Http404 for any other token."""
    try:
        return Question.objects.select_related("department").get(token_hash=digest(token))
    except Question.DoesNotExist:
        raise Http404("No such question") from None


def own_draft(request: HttpRequest) -> AskDraft | None:
    """The draft that belongs to the cookie of this browser, or None."""
    key = request.COOKIES.get(DRAFT_COOKIE, "")
    return AskDraft.objects.filter(key_hash=digest(key)).first() if key else None


def sent_from(request: HttpRequest) -> Question | None:
    """The question that this browser sent last, as long as its secret link has not been saved, or None."""
    draft = own_draft(request)
    return draft.sent_question if draft else None


def no_draft() -> AskDraft:
    """A draft in which nothing stands yet and that is kept nowhere."""
    return AskDraft()


def why_private(reading: Reading, *, age_years: int | None, crisis: bool) -> str:
    """Return why a question may not become public whatever the asker wants: crisis, minor, or "" when it may.

    The youngest age counts that the form or the text tells of.
    """
    told = [float(c.said) for c in reading.conflicts if c.kind == "age" and c.said.isdecimal()]
    ages = [age for age in (age_years, reading.person.age_years, *told) if age is not None]
    if crisis:
        return "crisis"
    if ages and min(ages) < loaded.asking().adult_from_years:
        return "minor"
    return ""
