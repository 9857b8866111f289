"""Files a question: stored and assessed together, or not at all."""

import re
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from consilia import loaded
from consilia.domain.teasers import teaser
from consilia.web.accounts.models import User
from consilia.web.audit.actions import note
from consilia.web.questions import departments, derived
from consilia.web.questions.access import why_private
from consilia.web.questions.links import digest
from consilia.web.questions.models import AskDraft, Question

SUBJECT_CHARACTERS = 80
LEAST_OF_A_SUBJECT = 20  # characters: "Hi doctor." says nothing
_SENTENCE_END = re.compile(r"[.!?](?=\s)")


class NotForPublic(ValueError):
    """The question may not become public: it is a minor's, or tells of self-harm. The message is the reason."""


@dataclass(frozen=True)
class Answers:
    """All that the asker said on the way, checked by the forms."""

    words: str
    subject: str = ""
    age_years: int | None = None
    sex: str = ""
    for_someone_else: bool = False
    pregnant: bool | None = None
    conditions: str = ""
    medicines: str = ""
    department: str = ""
    pseudonym: str = ""
    wants_public: bool = False
    safety: dict[str, str] = field(default_factory=dict)  # follow-up id -> yes, no, unsure
    follows: str = ""  # public id of an earlier question of the same person


def age_band(age_years: int | None) -> str:
    """Return the ten-year band that a page shows, 90 and over pooled; empty when the age was not said.

    >>> age_band(35), age_band(97), age_band(None)
    ('30~39', '90+', '')
    """
    if age_years is None:
        return ""
    return "90+" if age_years >= 90 else f"{age_years // 10 * 10}~{age_years // 10 * 10 + 9}"


@transaction.atomic
def ask(answers: Answers, *, token: str, draft: AskDraft | None = None, by: User | None = None) -> Question:
    """File a question, assessed before anyone reads it, and return it. `token` is the secret link's.

    Sent twice from one draft it is filed once: the second call returns the first one's question. A wish to publish is
    not kept when the question may not become public (access.why_private).
    """
    if draft is not None:
        draft = AskDraft.objects.select_for_update().get(pk=draft.pk)
        if draft.sent_question is not None:
            return draft.sent_question
    question = _filled(answers, token=token)
    question.save()
    derived.understand(question)
    reading = derived.read_question(question)
    if answers.wants_public and not why_private(reading, age_years=question.age_years, crisis=question.is_crisis):
        question.public_consent_at = timezone.now()
        question.save(update_fields=["public_consent_at"])
    if draft is not None:
        draft.answers, draft.sent_question = {}, question
        draft.save()
    note(
        "question asked",
        by=by,
        actor="asker" if by is None else by.role,
        thing=f"question:{question.pk}",
        urgency=question.urgency,
        rules=question.knowledge_version,
        public=question.public_consent_at is not None,
    )
    return question


def _filled(answers: Answers, *, token: str) -> Question:
    return Question(
        subject=answers.subject.strip() or derived_subject(answers.words),
        text=answers.words,
        pseudonym=answers.pseudonym.strip(),
        age_years=answers.age_years,
        age_band=age_band(answers.age_years),
        sex=answers.sex,
        pregnant=answers.pregnant,
        for_someone_else=answers.for_someone_else,
        conditions=answers.conditions,
        medicines=answers.medicines,
        asked_at=timezone.now(),
        department=derived.department_row(answers.department or _first_department(answers)),
        token_hash=digest(token),
        safety_answers=answers.safety,
        follows=Question.objects.filter(public_id=answers.follows).first() if answers.follows else None,
    )


def _first_department(answers: Answers) -> str:
    draft = Question(text=answers.words, subject=answers.subject, age_years=answers.age_years, sex=answers.sex)
    hints = derived.assess_question(draft)[1].departments
    return departments.suggested(hints, departments.open_departments()).id


def derived_subject(words: str) -> str:
    """Return a subject from the asker's own words, for those who left it empty: the first sentence, greeting apart.

    A first sentence that is very short takes the next one with it; one that is too long is cut.
    """
    line = teaser(words.strip().splitlines()[0], greetings=loaded.greetings(), limit=SUBJECT_CHARACTERS)
    ends = [match.end() for match in _SENTENCE_END.finditer(line) if match.end() >= LEAST_OF_A_SUBJECT]
    return line[: ends[0]].strip() if ends else line
