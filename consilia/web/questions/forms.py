"""The forms of asking, of the private page and of reporting. Errors say how to mend them."""

from collections.abc import Mapping
from typing import Any

from django import forms

from consilia.web.questions.models import Question
from consilia.web.shared.middleware import NUL

MOST_CHARACTERS = 20_000
MOST_SHORT_CHARACTERS = 2_000
OLDEST_YEARS = 120
YES, NO, UNSURE = "yes", "no", "unsure"
HIDDEN_CHARACTER = (
    "There was a hidden character that we cannot keep. We took it out. Please look over your words and send them again."
)


class Words(forms.CharField):
    """A text as the asker typed it: line ends made one kind, nothing else changed, no more than it may have."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        self.most = most
        super().__init__(strip=False, **kwargs)

    def to_python(self, value: Any) -> str:
        return str(value or "").replace("\r\n", "\n").replace("\r", "\n")

    def validate(self, value: str) -> None:
        super().validate(value.strip())
        if len(value) > self.most:
            over = len(value) - self.most
            message = f"This has {len(value):,} characters. The most is {self.most:,}: make it {over:,} shorter."
            raise forms.ValidationError(message, code="too-long")


class Line(Words):
    """A text on one line, spaces at its ends left out."""

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


class HouseForm(forms.Form):
    """A form that shows itself again without hidden characters, and names its fields in error links."""

    use_required_attribute = False  # our own error summary speaks instead of the browser's bubble

    def __init__(self, given: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        typed = {name: given[name] for name in given} if given is not None else None
        self.had_nul = {name for name, text in (typed or {}).items() if isinstance(text, str) and NUL in text}
        if typed is not None:
            typed |= {name: typed[name].replace(NUL, "") for name in self.had_nul}
        super().__init__(typed, **kwargs)

    def clean(self) -> dict[str, Any]:
        for name in self.had_nul & set(self.fields):
            self.add_error(name, forms.ValidationError(HIDDEN_CHARACTER, code="nul"))
        return self.cleaned_data


class WordsForm(HouseForm):
    """Your words, and the line above them."""

    words = Words(
        most=MOST_CHARACTERS,
        label="What is worrying you?",
        help_text="Write it as you would say it. What do you feel, where, and since when? What have you tried?",
        widget=forms.Textarea(attrs={"rows": 9, "autocomplete": "off", "spellcheck": "true"}),
        error_messages={"required": "Write something about what worries you. A few words will do."},
    )
    subject = Line(
        most=200,
        required=False,
        label="A short heading",
        help_text="If you leave it empty, we take your first words.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class SafetyForm(HouseForm):
    """The questions whose answers could change how soon somebody should look."""

    CHOICES = [(YES, "Yes"), (NO, "No"), (UNSURE, "I am not sure")]

    def __init__(self, given: Mapping[str, Any] | None = None, *, asked: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(given, **kwargs)
        for question_id, text in asked:
            self.fields[question_id] = forms.ChoiceField(
                label=text,
                choices=self.CHOICES,
                widget=forms.RadioSelect,
                error_messages={"required": "Choose yes, no, or not sure."},
            )


class PersonForm(HouseForm):
    """Who the question is about."""

    for_someone_else = forms.ChoiceField(
        label="Is it about you?",
        choices=[("no", "Yes, about me"), ("yes", "No, about somebody else")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it is about you or about somebody else."},
    )
    age_years = forms.IntegerField(
        label="Age of the person, in years",
        help_text="Write 0 for a baby under one year. A page shows ten years at a time, such as 20~29.",
        min_value=0,
        max_value=OLDEST_YEARS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short", "autocomplete": "off"}),
        error_messages={
            "required": "Write the age in years.",
            "invalid": "Write the age as a whole number, such as 34.",
            "min_value": "The age cannot be below 0.",
            "max_value": f"The age cannot be above {OLDEST_YEARS}.",
        },
    )
    sex = forms.ChoiceField(
        label="Sex of the person",
        help_text="Some causes are more common in one sex.",
        choices=[("female", "Female"), ("male", "Male"), ("other", "Another"), ("unsaid", "I prefer not to say")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one. You may prefer not to say."},
    )


class HealthForm(HouseForm):
    """Pregnancy where it may be, long-term illnesses and medicines."""

    pregnant = forms.ChoiceField(
        label="Is the person pregnant?",
        choices=[(YES, "Yes"), (NO, "No"), (UNSURE, "I am not sure, or prefer not to say")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one."},
    )
    conditions = Words(
        most=MOST_SHORT_CHARACTERS,
        required=False,
        label="Long-term illnesses",
        help_text="Such as asthma, diabetes or a weak heart. Leave it empty if there are none.",
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    medicines = Words(
        most=MOST_SHORT_CHARACTERS,
        required=False,
        label="Medicines",
        help_text="Names and doses as on the packet, if you can. Herbs and vitamins too.",
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )

    def __init__(self, given: Mapping[str, Any] | None = None, *, may_be_pregnant: bool, **kwargs: Any) -> None:
        super().__init__(given, **kwargs)
        if not may_be_pregnant:
            del self.fields["pregnant"]


class DepartmentForm(HouseForm):
    """Which kind of doctor, and the name to go by."""

    department = forms.ChoiceField(
        label="Which kind of doctor should answer?",
        widget=forms.Select,
        error_messages={
            "required": "Choose a kind of doctor.",
            "invalid_choice": "Nobody of that kind can answer here now. Please choose another.",
        },
    )
    pseudonym = Line(
        most=60,
        required=False,
        label="A name to call you by",
        help_text="Not your real name. Leave it empty if you like.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(
        self, given: Mapping[str, Any] | None = None, *, departments: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(given, **kwargs)
        self.fields["department"].choices = departments  # type: ignore[attr-defined]


class VisibilityForm(HouseForm):
    """Who may see the question."""

    visibility = forms.ChoiceField(
        label="Who may read your question and the answer?",
        choices=[("private", "Only I and the doctors here"), ("public", "Everybody, without what tells who I am")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who may read it."},
    )


class EmailForm(HouseForm):
    """Where to send the notice that an answer is there."""

    email = forms.EmailField(
        label="E-mail address",
        help_text="We write once there is news. The mail says nothing about your health.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Write an e-mail address.",
            "invalid": "Write an e-mail address such as name@example.org.",
        },
    )


class SavedLinkForm(EmailForm):
    """The same beside the secret link: whoever wants no mail leaves it empty."""

    def __init__(self, given: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(given, **kwargs)
        self.fields["email"].required = False


class DetailsForm(PersonForm):
    """What somebody who sent the words alone may add later: all of it only if they like."""

    pregnant = HealthForm.base_fields["pregnant"]
    conditions = HealthForm.base_fields["conditions"]
    medicines = HealthForm.base_fields["medicines"]

    def __init__(self, given: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(given, **kwargs)
        for field in self.fields.values():
            field.required = False


class ReportForm(HouseForm):
    """What is wrong with a page."""

    REASONS = [
        ("personal", "It shows who somebody is"),
        ("harm", "It could hurt somebody"),
        ("wrong", "Something in it is wrong"),
        ("abuse", "It is abuse, spam or advertising"),
        ("other", "Something else"),
    ]
    reason = forms.ChoiceField(
        label="What is wrong?",
        choices=REASONS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what is wrong."},
    )
    words = Words(
        most=MOST_SHORT_CHARACTERS,
        required=False,
        label="Anything to add?",
        help_text="You need not say who you are.",
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )


def stored_sex(answer: str) -> str:
    """Return what is stored for an answer to the question of sex: nothing when it was not said."""
    return str(Question.Sex.UNSAID) if answer == "unsaid" else answer
