"""Loads sample content: invented doctors, questions and replies, marked "sample" wherever they are shown."""

from dataclasses import dataclass

from django.db import transaction

from consilia import loaded
from consilia.domain.samples import SampleQuestion, Samples
from consilia.web.accounts.models import Doctor, Hospital, Origin
from consilia.web.audit.actions import note
from consilia.web.exchange.actions.people import department_with_id
from consilia.web.exchange.actions.public import at_noon, give_public_words, publish_as_loaded
from consilia.web.questions import derived, searching
from consilia.web.questions.models import Question, QuestionTopic, Reply, Topic


@dataclass(frozen=True)
class SampleBook:
    """The sample doctors by their key."""

    doctors: dict[str, Doctor]


@transaction.atomic
def load_departments_and_topics() -> None:
    """File every department and topic of the knowledge folder that is not there yet."""
    for department_id in loaded.rules().departments:
        department_with_id(department_id)
    for topic in loaded.topics().topics:
        Topic.objects.get_or_create(
            slug=topic.slug, department=department_with_id(topic.department), defaults={"name": topic.name}
        )


@transaction.atomic
def load_people(samples: Samples) -> SampleBook:
    """File the sample hospitals and doctors that are not there yet and return all of them."""
    hospitals = {
        hospital.key: Hospital.objects.get_or_create(
            name=hospital.name, defaults={"aliases": "\n".join(hospital.aliases)}
        )[0]
        for hospital in samples.hospitals
    }
    doctors = {
        doctor.key: Doctor.objects.get_or_create(
            slug=f"sample-{doctor.key}",
            defaults={
                "name": doctor.name,
                "department": department_with_id(doctor.department),
                "hospital": hospitals[doctor.hospital],
                "about": doctor.about,
                "origin": Origin.SAMPLE,
            },
        )[0]
        for doctor in samples.doctors
    }
    return SampleBook(doctors)


@transaction.atomic
def load_question(sample: SampleQuestion, *, book: SampleBook) -> bool:
    """File one sample with all that is derived from it; False when it is there already.

    An answered one is published, unless its asker is a minor or in crisis: the house's rule holds for samples too.
    """
    key = f"sample:{sample.key}"
    if Question.objects.filter(source_key=key).exists():
        return False
    question = Question.objects.create(
        origin=Origin.SAMPLE,
        source_key=key,
        **sample.model_dump(include=_AS_THEY_ARE),
        age_band=sample.age_band,
        asked_at=at_noon(sample.asked_on),
        department=department_with_id(sample.department),
        state=Question.State.ANSWERED if sample.reply else Question.State.WAITING,
    )
    if sample.reply is not None:
        Reply.objects.create(
            question=question,
            doctor=book.doctors[sample.reply.doctor],
            text=sample.reply.text,
            signed_at=at_noon(sample.reply.replied_on),
        )
    is_public = sample.reply is not None and sample.age_years >= loaded.asking().adult_from_years
    if is_public:
        give_public_words(question)
    derived.make_again(question)
    _file_by_hand(question, sample)
    if is_public:
        publish_as_loaded(question)
        searching.put(question, embed=False)
    note("sample loaded", by=None, actor="system", thing=f"question:{question.pk}")
    return True


_AS_THEY_ARE = {
    "subject", "text", "pseudonym", "age_years", "sex", "pregnant", "for_someone_else", "conditions", "medicines",
}  # fmt: skip


def _file_by_hand(question: Question, sample: SampleQuestion) -> None:
    """Add the topics under which its writer put the sample to those that its words speak of."""
    for topic_id in sample.topics:
        department, _, slug = topic_id.partition("/")
        topic = Topic.objects.filter(department_id=department, slug=slug).first()
        if topic is not None:
            by_hand = {"reason": "chosen when the sample was written", "by_hand": True}
            QuestionTopic.objects.update_or_create(question=question, topic=topic, defaults=by_hand)
