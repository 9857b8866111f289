"""Everything a doctor needs to answer one question, gathered once."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet

from consilia import loaded
from consilia.domain import triage
from consilia.domain.language.model import Finding, Reading
from consilia.domain.triage.explain import DoctorExplanation
from consilia.domain.triage.model import Assessment
from consilia.web.accounts.models import Doctor
from consilia.web.audit.models import Event
from consilia.web.audit.queries import events_about
from consilia.web.questions.derived import assess_question
from consilia.web.questions.helping import said_of_the_answer
from consilia.web.questions.models import Question, Reply
from consilia.web.questions.presenters.assessments import ShownConflict, shown_conflict, told_to_asker
from consilia.web.questions.presenters.closings import ShownClosing, closing_of
from consilia.web.questions.presenters.media import MediaCard, media_in
from consilia.web.questions.presenters.people import asker_line
from consilia.web.questions.queries.similar import Like, like, similar_to
from consilia.web.workbench import gate
from consilia.web.workbench.access import own_draft
from consilia.web.workbench.actions.claiming import is_claimed_by_another
from consilia.web.workbench.models import DraftVersion
from consilia.web.workbench.presenters.attention import Attention, attention
from consilia.web.workbench.presenters.findings import StanceLine, by_stance, medicines, tests_done
from consilia.web.workbench.presenters.gate import WHY_NOT_PUBLIC
from consilia.web.workbench.presenters.levels import LEVELS, level_label
from consilia.web.workbench.presenters.marking import Piece, after, before, pieces


@dataclass(frozen=True)
class AnsweredFollowUp:
    """A safety question that was put to the asker, and the answer: yes, no or not sure."""

    text: str
    answer: str


@dataclass(frozen=True)
class Understood:
    """What was understood of the question and decided on it."""

    words: list[Piece]  # the question
    also_filled_in: list[Piece]  # subject, illnesses and medicines, where they say more than the question
    explanation: DoctorExplanation
    conflicts: list[ShownConflict]
    findings: list[StanceLine]
    tests: list[str]
    medicines: list[str]
    asked: list[str]  # the explicit questions, in the asker's words
    measures: list[str]
    follow_ups: list[AnsweredFollowUp]
    today: str  # the level that today's rules give, when it is another; else ""
    attention: Attention
    told: str  # the heading of what the asker was told at once


@dataclass(frozen=True)
class Desk:
    """The doctor's own side: draft, set-aside versions, signed answers, what may happen next."""

    draft: Reply | None
    versions: list[DraftVersion]
    signed: list[Reply]
    claimed_by_me: bool
    claimed_by: str  # another doctor's name, or ""
    has_answered: bool
    helped: str  # what the asker said of the answer: yes, partly, no, or ""
    why_not_public: list[str]


@dataclass(frozen=True)
class Dossier:
    """One question on a doctor's desk."""

    question: Question
    asker: str
    level: str
    understood: Understood
    desk: Desk
    media: list[MediaCard]
    before: Question | None  # the answered question of the same person that this one goes on from
    closing: ShownClosing | None  # why it is closed, when it is
    events: QuerySet[Event]


def dossier(question: Question, *, doctor: Doctor) -> Dossier:
    """Return the question with all that is known of it and what this doctor has done with it."""
    return Dossier(
        question=question,
        asker=asker_line(question),
        level=level_label(question),
        understood=_understood(question),
        desk=_desk(question, doctor=doctor),
        media=media_in(question.text),
        before=question.follows,
        closing=closing_of(question),
        events=events_about(f"question:{question.pk}")[:50],
    )


def answered_like(question: Question) -> Like:
    """Return up to four published questions like this one, never itself. Takes longer than the rest of the desk."""
    return similar_to(question) if question.is_public else like(question.text, is_counted=False)


def _understood(question: Question) -> Understood:
    """The decision is the stored one, which the asker was told; what it rests on is read from the text."""
    reading, today = assess_question(question)
    stored = triage.from_record(question.assessment) if question.assessment else today
    findings = triage.findings_of(question.assessment) if question.assessment else reading.findings
    words = _words(reading, findings, stored)
    follow_ups = _follow_ups(question)
    return Understood(
        words=before(words, len(question.text)),
        also_filled_in=after(words, len(question.text)),
        explanation=triage.explain_to_doctor(
            stored, reading, rules=loaded.rules(), locale=loaded.locale(settings.LOCALE)
        ),
        conflicts=list(dict.fromkeys(shown_conflict(conflict) for conflict in stored.conflicts)),
        findings=by_stance(findings, lexicon=loaded.lexicon()),
        tests=tests_done(findings, reading=reading, lexicon=loaded.lexicon()),
        medicines=medicines(findings, reading=reading, lexicon=loaded.lexicon()),
        asked=[reading.words(span) for span in reading.questions],
        measures=[f"{m.kind.replace('_', ' ')}: {m.value:g}" for m in reading.measures],
        follow_ups=follow_ups,
        today=LEVELS[today.urgency] if today.urgency != stored.urgency else "",
        attention=attention(
            question,
            decided=stored,
            reading=reading,
            asks=[f"{one.text} ({one.answer})" for one in follow_ups if one.answer != "no"],
        ),
        told=told_to_asker(stored, reading).heading,
    )


def _words(reading: Reading, findings: tuple[Finding, ...], stored: Assessment) -> list[Piece]:
    names = {f.concept: loaded.lexicon().name(f.concept) for f in findings if f.concept in loaded.lexicon().concepts}
    return pieces(reading.text, findings=findings, fired=stored.fired, names=names)


def _follow_ups(question: Question) -> list[AnsweredFollowUp]:
    rules = loaded.rules()
    return [
        AnsweredFollowUp(rules.text_of_ask(ask_id), "not sure" if answer == "unsure" else answer)
        for ask_id, answer in question.safety_answers.items()
    ]


def _desk(question: Question, *, doctor: Doctor) -> Desk:
    draft = own_draft(question, doctor=doctor)
    signed = list(question.replies.exclude(signed_at=None).select_related("doctor", "doctor__department"))
    another = is_claimed_by_another(question, doctor=doctor)
    return Desk(
        draft=draft,
        versions=list(DraftVersion.objects.filter(reply=draft)) if draft else [],
        signed=signed,
        claimed_by_me=question.claimed_by_id == doctor.pk,
        claimed_by=str(question.claimed_by) if another else "",
        helped=said_of_the_answer(question) if signed else "",
        has_answered=any(reply.doctor_id == doctor.pk for reply in signed),
        why_not_public=[WHY_NOT_PUBLIC[reason] for reason in gate.why_not_public(question)] if signed else [],
    )
