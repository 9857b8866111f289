"""Forms of the workbench."""

from typing import Any

from django import forms
from django.conf import settings

from consilia import loaded
from consilia.web.accounts.models import Department
from consilia.web.accounts.queries import departments_that_answer
from consilia.web.questions.models import Question
from consilia.web.workbench.actions import PublicWords

LONGEST_ANSWER = 20_000
LONGEST_NOTE = 1_000


class WordsField(forms.CharField):
    """Text with the line ends of a text; a browser sends two characters for each, which must not count."""

    def to_python(self, value: object) -> str:
        """Return the words as typed."""
        return str(super().to_python(value)).replace("\r\n", "\n")


class DraftForm(forms.Form):
    """An answer while it is being written. It may be empty, and is kept as typed."""

    text = WordsField(
        required=False,
        strip=False,
        max_length=LONGEST_ANSWER,
        label="Your answer",
        error_messages={"max_length": "This is longer than 20,000 characters. It is not saved yet: shorten it."},
    )
    revision = forms.IntegerField(min_value=0)
    window = forms.CharField(max_length=40)


class DepartmentForm(forms.Form):
    """The department that should answer."""

    department = forms.ModelChoiceField(
        Department.objects.none(),
        label="Department that should answer",
        empty_label="Choose one",
        error_messages={"required": "Choose a department.", "invalid_choice": "Choose a department from the list."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = departments_that_answer()  # type: ignore[attr-defined]


class ClosingForm(forms.Form):
    """Why a question is closed without an answer, and for the staff what was done."""

    reason = forms.ChoiceField(
        label="Why?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why.", "invalid_choice": "Choose a reason from the list."},
    )
    done = WordsField(
        required=False,
        max_length=LONGEST_NOTE,
        label="What was done",
        help_text="For the staff alone. The asker does not see it.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Write down what was done, such as: rang her, she is on the way to the emergency department.",
            "max_length": "Make it 1,000 characters or fewer.",
        },
    )

    def __init__(self, *args: Any, must_note: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = loaded.locale(settings.LOCALE)
        known = [reason for reason in loaded.closing().reasons if reason.in_danger or not must_note]
        self.reasons = [{"id": r.id, "title": r.title, "hint": r.hint, "told": r.told(place)} for r in known]
        self.fields["reason"].choices = [(r.id, r.title) for r in known]  # type: ignore[attr-defined]
        self.fields["done"].required = must_note


class SignForm(forms.Form):
    """The doctor has read the whole answer as shown."""

    revision = forms.IntegerField(min_value=0)


class PublicForm(forms.Form):
    """The words for the public page: subject, question and each signed answer."""

    subject = forms.CharField(max_length=200, label="Subject")
    text = WordsField(max_length=20_000, label="Question", widget=forms.Textarea)
    confirmed = forms.BooleanField(required=False)
    seal = forms.CharField(required=False)

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reply_ids = list(question.replies.exclude(signed_at=None).values_list("pk", flat=True))
        for pk in self.reply_ids:
            self.fields[f"reply-{pk}"] = WordsField(max_length=LONGEST_ANSWER, label="Answer", widget=forms.Textarea)

    def words(self) -> PublicWords:
        """Return the words that were filled in. Call it on a valid form."""
        given = self.cleaned_data
        return PublicWords(given["subject"], given["text"], {pk: given[f"reply-{pk}"] for pk in self.reply_ids})


class ReportForm(forms.Form):
    """What came of a report."""

    outcome = forms.CharField(max_length=200, label="What came of it")
    take_down = forms.BooleanField(required=False, label="Take the page away from the public now")


class TopicForm(forms.Form):
    """A correction of the topics of a question, with its reason."""

    deed = forms.ChoiceField(choices=[("in", "file"), ("out", "take out"), ("leave", "leave to the rules")])
    topic = forms.ChoiceField(
        label="Topic", error_messages={"required": "Choose a topic.", "invalid_choice": "Choose a topic of the list."}
    )
    reason = forms.CharField(
        max_length=200,
        required=False,
        label="Why",
        help_text="One line, for the next person who looks at it.",
        error_messages={"max_length": "Make it 200 characters or fewer."},
    )

    def __init__(self, *args: Any, topics: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].choices = [("", "Choose a topic"), *topics]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("deed") != "leave" and not self.cleaned_data.get("reason") and not self.errors:
            self.add_error("reason", "Say in a few words why.")
        return self.cleaned_data
