"""What is derived from a question: its assessment, its title, its topics and its More Info. All can be made again."""

from collections.abc import Set
from dataclasses import replace
from datetime import date
from functools import lru_cache

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from consilia import loaded
from consilia.domain import composing, language, triage
from consilia.domain.composing.model import Leaflet
from consilia.domain.composing.record import to_record as to_stored_leaflet
from consilia.domain.language.model import Person, Reading
from consilia.domain.topics import Topic as KnownTopic
from consilia.domain.topics import match_topics
from consilia.domain.triage.model import Assessment
from consilia.domain.triage.record import to_record
from consilia.web.accounts.models import Department
from consilia.web.questions.models import MoreInfo, Question, QuestionTopic, Topic

ASSESSED = ["urgency", "urgency_rank", "is_crisis", "assessment", "code_version", "knowledge_version"]


def all_words(*, text: str, subject: str = "", conditions: str = "", medicines: str = "") -> str:
    """Return everything the asker wrote as one text. The question comes first, so its offsets hold in the whole."""
    flat = " ".join(text.split()).casefold()
    others = (part.strip() for part in (subject, conditions, medicines))
    return "\n\n".join([text, *(part for part in others if part and part.removesuffix("...").casefold() not in flat)])


def read_question(question: Question) -> Reading:
    """Return what is understood of a question. Its explicit questions are those of the text alone."""
    whole = all_words(
        text=question.text,
        subject=question.subject,
        conditions=question.conditions,
        medicines=question.medicines,
    )
    reading = _read(whole, question)
    return replace(reading, questions=tuple(span for span in reading.questions if span[1] <= len(question.text)))


def read_public(question: Question) -> Reading:
    """Return what is understood of the public text alone, for whatever a stranger will see."""
    return _read(question.public_text, question)


def _read(text: str, question: Question) -> Reading:
    return read_once(text, _person(question), question.asked_at.date() if question.asked_at else None)


@lru_cache(maxsize=4)  # deriving reads the same words at several steps; no more are kept, for they are private
def read_once(text: str, person: Person, asked_on: date | None) -> Reading:
    """Return what is understood of a text; asked again about the same words it does not read them again."""
    return language.read(text, lexicon=loaded.lexicon(), person=person, asked_on=asked_on)


def _person(question: Question) -> Person:
    return Person(
        age_years=question.age_years,
        age_band=question.age_band,
        sex=question.sex,
        pregnant=question.pregnant,
        for_someone_else=question.for_someone_else,
    )


def assess_question(question: Question) -> tuple[Reading, Assessment]:
    """Return the reading of a question and the decision on it, made now and stored nowhere."""
    reading = read_question(question)
    return reading, triage.assess(reading, rules=loaded.rules(), answers=question.safety_answers)


def understand(question: Question) -> Assessment:
    """Read and assess a question, and keep the decision on it with the versions that made it.

    Only the fields in ASSESSED change; they are saved when the question has been saved before.
    """
    reading, assessment = assess_question(question)
    question.urgency = assessment.urgency.value
    question.urgency_rank = assessment.urgency.rank
    question.is_crisis = assessment.crisis
    question.assessment = to_record(assessment, reading)
    question.code_version = loaded.code_version()
    question.knowledge_version = loaded.knowledge_version()
    if question.pk:
        question.save(update_fields=ASSESSED)
    return assessment


def give_title(question: Question) -> str:
    """Give the question a title that no other has, unless it has one; return it."""
    if not question.generated_title:
        others = Question.objects.exclude(pk=question.pk).exclude(generated_title=None)
        question.generated_title = title_of(
            question, taken={title for title in others.values_list("generated_title", flat=True) if title}
        )
        question.save(update_fields=["generated_title"])
    return question.generated_title


def title_of(question: Question, *, taken: Set[str]) -> str:
    """Return a title for the question that is not taken, from the text that strangers may read. Nothing is stored."""
    return composing.title_for(
        _read(question.public_text or question.text, question),
        knowledge=loaded.composing(),
        subject=question.public_subject or question.subject,
        taken=frozenset(taken),
    )


def compose_for(question: Question) -> MoreInfo:
    """Compose More Info for a question as it stands now, and keep it in place of an earlier one."""
    made, _ = MoreInfo.objects.update_or_create(
        question=question,
        defaults={
            "leaflet": to_stored_leaflet(composed(question)),
            "made_at": timezone.now(),
            "code_version": loaded.code_version(),
            "knowledge_version": loaded.knowledge_version(),
        },
    )
    return made


def composed(question: Question) -> Leaflet:
    """Return what More Info would say of the question now. Nothing is stored.

    Where there is a public text it speaks of that alone, so that it tells strangers nothing that the text does not.
    How soon somebody should look comes from that text, too, unless all that was written says that it is today.
    """
    reading, assessment = assess_question(question)
    if question.public_text:
        reading = read_public(question)
        of_public = triage.assess(reading, rules=loaded.rules())
        urgency = of_public.urgency
        if assessment.urgency.is_today:
            urgency = min(assessment.urgency, of_public.urgency, key=lambda u: u.rank)
        assessment = replace(of_public, urgency=urgency, crisis=assessment.crisis or of_public.crisis)
    return composing.compose(
        reading,
        assessment,
        knowledge=loaded.composing(),
        locale=loaded.locale(settings.LOCALE),
        subject=question.public_subject or question.subject,
        earlier=_earlier(question),
        information_only=settings.INFORMATION_ONLY,
    )


def more_info_of(question: Question) -> MoreInfo | None:
    """Return More Info as it may be shown now: one composed while levels could be said is none where they may not."""
    made = MoreInfo.objects.filter(question=question).first()
    if made is None or bool(made.leaflet.get("information_only")) is not settings.INFORMATION_ONLY:
        return None
    return made


def _earlier(question: Question) -> Reading | None:
    """What was understood of the answered question that this one goes on from.

    Beside a public text it is the earlier public text: strangers learn nothing else of it.
    """
    before = question.follows
    if before is None or before.state != Question.State.ANSWERED:
        return None
    if not question.public_text:
        return read_question(before)
    return read_public(before) if before.public_text else None


@transaction.atomic(savepoint=False)
def file_under_topics(question: Question) -> list[QuestionTopic]:
    """File a question under the topics that its findings speak of. What staff corrected, or was given by hand, stays.

    Where there is a public text it alone decides: the page of a topic tells strangers nothing that the text does not.
    """
    reading = read_public(question) if question.public_text else read_question(question)
    matches = match_topics(reading, topics=loaded.topics(), department=question.department_id or "")
    wanted = {topic_row(match.topic): "; ".join(match.because)[:200] for match in matches if match.is_filed}
    filed = {entry.topic_id: entry for entry in question.questiontopic_set.select_related("topic")}
    for topic_id, entry in list(filed.items()):
        is_given = entry.corrected_by_id is not None or entry.by_hand
        if not is_given and topic_id not in {topic.pk for topic in wanted}:
            filed.pop(topic_id).delete()
    for topic, reason in wanted.items():
        entry = filed.setdefault(topic.pk, QuestionTopic(question=question, topic=topic))
        if entry.pk is None or (entry.corrected_by_id is None and not entry.by_hand and entry.reason != reason):
            entry.reason = reason
            entry.save()
    return list(filed.values())


def topic_row(topic: KnownTopic) -> Topic:
    """Return the row of a topic that the knowledge knows, filed now if the database does not know it yet."""
    department = department_row(topic.department)
    return Topic.objects.get_or_create(slug=topic.slug, department=department, defaults={"name": topic.name})[0]


def department_row(department_id: str) -> Department:
    """Return the department of that id, filed now if the knowledge knows it and the database does not yet.

    Raises Department.DoesNotExist for an id that nobody knows.
    """
    known = loaded.rules().departments.get(department_id)
    if known is None:
        return Department.objects.get(pk=department_id)
    return Department.objects.get_or_create(pk=department_id, defaults={"name": known.name})[0]


@transaction.atomic
def make_again(question: Question) -> None:
    """Derive everything of a question anew: assessment, title if it has none, topics, and More Info once answered."""
    understand(question)
    give_title(question)
    file_under_topics(question)
    if question.state == Question.State.ANSWERED:
        compose_for(question)
