"""The form of "which movement is it?": yes, no and not sure to each question of the knowledge file."""

from django import forms

from consilia.domain.movements import Answer, Movements

_CHOICES = [(Answer.YES.value, "Yes"), (Answer.NO.value, "No"), (Answer.UNSURE.value, "Not sure")]


class MovementForm(forms.Form):
    """One question a field; none must be answered."""

    def __init__(self, *args: object, movements: Movements, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for question in movements.questions:
            self.fields[question.id] = forms.ChoiceField(
                label=question.text, choices=_CHOICES, widget=forms.RadioSelect, required=False
            )

    def answers(self) -> dict[str, Answer]:
        """Return the answers that were given, once the form is valid."""
        return {name: Answer(value) for name, value in self.cleaned_data.items() if value}
