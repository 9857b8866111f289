"""Which movement is it? A few answers lead to the two descriptions that fit best, never to a diagnosis."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from consilia.domain import plain_yaml
from consilia.domain.guides import Text
from consilia.domain.provenance import KnowledgeFile, Review, Slug, Words


class Answer(StrEnum):
    """What a person says to a question; unsure speaks for nothing."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class MovementQuestion(KnowledgeFile):
    """A question with yes, no and not sure."""

    id: Slug
    text: Words


class Points(KnowledgeFile):
    """How much each answer speaks for a movement; negative speaks against it."""

    yes: float = 0
    no: float = 0

    def of(self, answer: Answer) -> float:
        return {Answer.YES: self.yes, Answer.NO: self.no, Answer.UNSURE: 0.0}[answer]

    @property
    def spread(self) -> float:
        return self.yes - self.no


class Movement(KnowledgeFile):
    """A kind of movement. One that `comes_first` is named before any other that fits, as it should not wait."""

    id: Slug
    name: Words
    about: Text
    next: Text
    comes_first: bool = False
    points: dict[Slug, Points]


class Movements(KnowledgeFile):
    """The questions, and what each answer says about each movement."""

    review: Review
    sources: tuple[Slug, ...]
    least_points: Annotated[float, Field(gt=0)]
    questions: tuple[MovementQuestion, ...]
    movements: tuple[Movement, ...]

    @model_validator(mode="after")
    def _questions_exist(self) -> "Movements":
        asked = {question.id for question in self.questions}
        for movement in self.movements:
            if unknown := set(movement.points) - asked:
                raise ValueError(f"{movement.id} hangs on unknown questions: {', '.join(sorted(unknown))}")
        return self


@dataclass(frozen=True)
class Fits:
    """The best two descriptions, best first, and the open question that would tell them apart, if there is one."""

    movements: tuple[Movement, ...]
    separating: MovementQuestion | None = None


def load_movements(folder: Path) -> Movements:
    """Return the movements under `folder` (consilia/knowledge)."""
    return Movements.model_validate(plain_yaml.load(folder / "movements/movements.yaml"))


def best_fits(answers: Mapping[str, Answer], *, movements: Movements) -> Fits:
    """Return at most two movements that the answers speak for. None may fit: then the answers describe nothing known.

    Questions that were not answered count as unsure.
    """
    scores = {movement.id: _score(movement, answers=answers) for movement in movements.movements}
    fitting = [movement for movement in movements.movements if scores[movement.id] >= movements.least_points]
    best = sorted(fitting, key=lambda movement: (not movement.comes_first, -scores[movement.id]))[:2]
    return Fits(tuple(best), separating=_separating(best, answers=answers, movements=movements))


def _score(movement: Movement, *, answers: Mapping[str, Answer]) -> float:
    return sum(points.of(answers.get(question, Answer.UNSURE)) for question, points in movement.points.items())


def _separating(
    best: list[Movement], *, answers: Mapping[str, Answer], movements: Movements
) -> MovementQuestion | None:
    open_ones = [q for q in movements.questions if answers.get(q.id, Answer.UNSURE) is Answer.UNSURE]
    if len(best) < 2 or not open_ones:
        return None
    nothing = Points()

    def difference(question: MovementQuestion) -> float:
        first, second = (movement.points.get(question.id, nothing).spread for movement in best)
        return abs(first - second)

    widest = max(open_ones, key=difference)
    return widest if difference(widest) > 0 else None
