"""The way to asking, one thing a page: which step is done, which comes next. Knows no request."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from consilia import loaded
from consilia.domain.language.model import Reading
from consilia.domain.triage.explain import AskerExplanation
from consilia.domain.triage.model import Assessment, FollowUp
from consilia.web.questions import departments, hearing
from consilia.web.questions.access import why_private
from consilia.web.questions.actions import Answers
from consilia.web.questions.derived import assess_question
from consilia.web.questions.forms import (
    NO,
    UNSURE,
    YES,
    DepartmentForm,
    HealthForm,
    HouseForm,
    PersonForm,
    SafetyForm,
    VisibilityForm,
    WordsForm,
    stored_sex,
)
from consilia.web.questions.models import AskDraft, Question
from consilia.web.questions.presenters.assessments import interrupts, shown_assessment

STEPS = ("words", "help", "safety", "similar", "person", "health", "doctor", "who-sees", "review")
FIELDS = {
    "words": ("words", "subject"),
    "person": ("for_someone_else", "age_years", "sex"),
    "health": ("pregnant", "conditions", "medicines"),
    "doctor": ("department", "pseudonym"),
    "who-sees": ("visibility",),
}
WRITTEN_AT_LENGTH = {"words", "conditions", "medicines"}


@dataclass(frozen=True)
class Way:
    """A draft on its way: the answers so far, what was understood of them, and what is still to be done."""

    draft: AskDraft

    @property
    def answers(self) -> dict[str, Any]:
        return dict(self.draft.answers)

    @cached_property
    def question(self) -> Question:
        """The question as it would be filed now; never saved."""
        answers = as_answers(self.answers)
        return Question(
            text=answers.words,
            subject=answers.subject,
            age_years=answers.age_years,
            sex=answers.sex,
            pregnant=answers.pregnant,
            for_someone_else=answers.for_someone_else,
            conditions=answers.conditions,
            medicines=answers.medicines,
            safety_answers=answers.safety,
        )

    @cached_property
    def _decided(self) -> tuple[Reading, Assessment]:
        return assess_question(self.question)

    @property
    def reading(self) -> Reading:
        return self._decided[0]

    @property
    def assessment(self) -> Assessment:
        return self._decided[1]

    @property
    def needs_help(self) -> bool:
        """Whether the asker must be told to get help today before anything else."""
        return interrupts(self.assessment)

    @property
    def is_unclear(self) -> bool:
        """Whether the words could not be read or understood, so that nobody can say how soon somebody should look."""
        return not self.assessment.is_understood

    @property
    def may_send_now(self) -> bool:
        """Whether the short way is open: help is needed today, and the asker has read how to get it."""
        return self.needs_help and self.is_done("words") and self.is_done("help")

    @property
    def answers_that_hold(self) -> dict[str, Any]:
        """The answers so far without those that their form would refuse; what was written at length is always kept."""
        refused = {name for step in FIELDS for name in self.form(step, self.answers).errors} - WRITTEN_AT_LENGTH
        return {name: value for name, value in self.answers.items() if name not in refused}

    @property
    def alarm(self) -> AskerExplanation | None:
        """What every further page must repeat to somebody who needs help today, or None."""
        if not self.is_done("words"):
            return None
        return shown_assessment(self.assessment, self.reading).alarm

    @property
    def alarms(self) -> list[str]:
        """What must have been read before going on: each rule that interrupts, with its level."""
        loud = [f for f in self.assessment.fired if f.urgency.is_today]
        named = sorted({f"{f.urgency}:{f.rule_id}" for f in loud})
        told = [*(["crisis"] if self.assessment.crisis else []), *(["unclear"] if self.is_unclear else [])]
        return [*named, *told, str(self.assessment.urgency)]

    @cached_property
    def open_questions(self) -> list[FollowUp]:
        """The follow-up questions that still have no answer: what triage asks, then what the words only sound like."""
        answered = self.answers.get("safety", {})
        heard = hearing.suspected(self.reading, self.assessment, answered=answered)
        return [ask for ask in (*self.assessment.ask, *heard) if ask.id not in answered]

    def safety_with(self, given: Mapping[str, str]) -> dict[str, str]:
        """The answers to safety questions so far, with those that were given now; what is no answer is left out."""
        said = {ask.id: given.get(ask.id, "") for ask in self.open_questions}
        before: dict[str, str] = self.answers.get("safety", {})
        return before | {name: s for name, s in said.items() if s in {YES, NO, UNSURE}}

    @property
    def must_be_private(self) -> str:
        """Why the question may not become public: crisis, minor, or "" when it may."""
        return why_private(self.reading, age_years=self.question.age_years, crisis=self.assessment.crisis)

    @cached_property
    def open_departments(self) -> frozenset[str]:
        """The departments in which somebody can answer."""
        return departments.open_departments()

    @property
    def suggestion(self) -> departments.Suggested:
        """The kind of doctor that fits best of those who can answer here, with the reason. A crisis is not quoted."""
        text = "" if self.assessment.crisis else self.reading.text
        return departments.suggested(self.assessment.departments, self.open_departments, text=text)

    @property
    def may_be_pregnant(self) -> bool:
        return loaded.asking().may_be_pregnant(sex=self.question.sex, age_years=self.question.age_years)

    def form(self, step: str, given: Any = None) -> HouseForm:
        """Return the form of a step: bound to what was `given`, or showing what was answered before."""
        initial = {name: self.answers.get(name, "") for name in FIELDS.get(step, ())}
        if step == "words":
            return WordsForm(given, initial=initial)
        if step == "safety":
            asked = [(ask.id, ask.text) for ask in self.open_questions]
            return SafetyForm(given, asked=asked)
        if step == "person":
            return PersonForm(given, initial=initial)
        if step == "health":
            return HealthForm(given, initial=initial, may_be_pregnant=self.may_be_pregnant)
        if step == "doctor":
            initial["department"] = initial["department"] or self.suggestion.id
            return DepartmentForm(given, initial=initial, departments=departments.choices(self.open_departments))
        initial["visibility"] = initial["visibility"] or "private"
        return VisibilityForm(given, initial=initial)

    def is_done(self, step: str) -> bool:
        """Whether a step needs nothing more."""
        if step == "help":
            return not (self.needs_help or self.is_unclear) or set(self.alarms) <= set(
                self.answers.get("read_help", [])
            )
        if step == "safety":
            return not self.open_questions
        if step == "similar":  # whoever needs help today is not sent to read what others asked
            return self.needs_help or bool(self.answers.get("similar_seen"))
        if step == "health" and "health_done" not in self.answers:
            return False
        if step == "who-sees" and "visibility" not in self.answers:
            return False
        return step != "review" and self.form(step, self.answers).is_valid()

    def next_step(self, *, until: str = "review") -> str:
        """Return the first step before `until` that is not done, or `until`."""
        return next((step for step in STEPS[: STEPS.index(until)] if not self.is_done(step)), until)


def as_answers(typed: dict[str, Any]) -> Answers:
    """Return the typed answers with their types; what is missing or cannot be read is as if not said."""
    age = str(typed.get("age_years", "")).strip()
    pregnant = typed.get("pregnant", "")
    return Answers(
        words=str(typed.get("words", "")),
        subject=" ".join(str(typed.get("subject", "")).split()),
        age_years=int(age) if age.isdecimal() and len(age) <= 3 else None,
        sex=stored_sex(typed.get("sex", "")),
        for_someone_else=typed.get("for_someone_else") == YES,
        pregnant=None if pregnant in ("", UNSURE) else pregnant == YES,
        conditions=str(typed.get("conditions", "")),
        medicines=str(typed.get("medicines", "")),
        department=str(typed.get("department", "")),
        pseudonym=" ".join(str(typed.get("pseudonym", "")).split()),
        wants_public=typed.get("visibility") == "public",
        safety=dict(typed.get("safety", {})),
        follows=str(typed.get("after", "")) if typed.get("goes_on") else "",
    )
