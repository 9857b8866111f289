"""The gate before the public: why a question may not be published, whoever wishes it."""

from consilia.web.accounts.models import Origin
from consilia.web.questions.access import why_private
from consilia.web.questions.derived import assess_question
from consilia.web.questions.models import Question

BANDS_OF_MINORS = ("0~9", "10~19")


def why_not_public(question: Question) -> tuple[str, ...]:
    """Return every reason against publishing, as ids that `presenters.gate` puts into words; none when it may be.

    It is assessed anew, so that a rule which learned to see a crisis also guards older questions.
    """
    reading, assessment = assess_question(question)
    private = why_private(reading, age_years=question.age_years, crisis=question.is_crisis or assessment.crisis)
    signed = question.replies.exclude(signed_at=None).select_related("doctor")
    reasons = [
        ("no-consent", question.public_consent_at is None and question.origin == Origin.OWN),
        ("crisis", private == "crisis"),
        ("minor", private == "minor" or (question.age_years is None and question.age_band in BANDS_OF_MINORS)),
        ("not-signed", not signed),
        ("not-verified", any(not reply.doctor.is_verified for reply in signed)),
        ("withdrawn", question.state == Question.State.WITHDRAWN),
    ]
    return tuple(reason for reason, holds in reasons if holds)
